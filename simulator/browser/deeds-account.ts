import type { InstanceView, PackageView, PageView, SiteView } from "../src/page/model.js";
import { edit } from "./calls.js";
import { type Deed, sameChoices, type Sheet } from "./sheet.js";

export const siteSheet = ({ accounts, now }: PageView, site: SiteView): Sheet => ({
  title: site.displayName,
  lead: "What somebody at the dashboard does to the site.",
  facts: [
    ["Site", site.id],
    ["Account", site.ownerAccountId],
  ],
  deeds: [
    {
      title: "Rename it",
      fields: [{ kind: "text", name: "displayName", label: "Name", value: site.displayName, required: true }],
      verb: "Rename",
      call: ({ displayName }) => edit("sites", site.id, { displayName }),
      done: "The site was renamed",
    },
    {
      title: "Transfer it",
      explains: "To another account, past what Wix would ask for.",
      fields: [
        {
          kind: "choice",
          name: "account",
          label: "Account",
          value: site.ownerAccountId,
          choices: sameChoices(...accounts.map(({ id }) => id)),
        },
      ],
      verb: "Transfer",
      call: ({ account }) => edit("sites", site.id, { ownerAccountId: account }),
      done: `${site.displayName} was transferred`,
    },
    flip(site, "published", site.published ? "Unpublish" : "Publish"),
    flip(site, "blocked", site.blocked ? "Unblock" : "Block"),
    {
      title: site.trashed ? "Out of the trash" : "Into the trash",
      fields: [],
      verb: site.trashed ? "Restore" : "Trash",
      danger: !site.trashed,
      call: () => edit("sites", site.id, { trashedDate: site.trashed ? null : now }),
      done: `${site.displayName} was ${site.trashed ? "restored" : "trashed"}`,
    },
  ],
});

const flip = (site: SiteView, field: "published" | "blocked", verb: string): Deed => ({
  title: `${verb} it`,
  fields: [],
  verb,
  call: () => edit("sites", site.id, { [field]: !site[field] }),
  done: `${site.displayName}: ${verb.toLowerCase()}ed`,
});

export const instanceSheet = ({ sites }: PageView, instance: InstanceView): Sheet => ({
  title: instance.product.name,
  lead: "What Wix, or another tool of the reseller, does to this product instance.",
  facts: [
    ["Instance", instance.id],
    ["Product", instance.product.id],
    ["Billing", instance.cycle],
  ],
  deeds: [
    {
      title: "It settles",
      explains: "Ends whatever it was waiting for.",
      fields: [
        {
          kind: "choice",
          name: "status",
          label: "Status",
          value: "ENABLED",
          choices: sameChoices("ENABLED", "FAILED", "AWAITING_ACTION", "PENDING", "CANCELED"),
        },
      ],
      verb: "Settle",
      call: ({ status = "" }) => edit("resellers", instance.id, { of: "instance", settle: outcome(status) }),
      done: `${instance.product.name} settled`,
    },
    {
      title: "It moves",
      fields: [
        {
          kind: "choice",
          name: "site",
          label: "Site",
          value: instance.site?.id ?? "",
          choices: [
            { value: "", label: "none: it floats" },
            ...sites.map(({ id, displayName }) => ({ value: id, label: displayName })),
          ],
        },
      ],
      verb: "Move",
      call: ({ site }) =>
        edit("resellers", instance.id, { of: "instance", siteId: site === "" ? null : site }),
      done: `${instance.product.name} was moved`,
    },
    nextDeed(instance),
  ],
});

const outcome = (status: string): object =>
  status === "FAILED"
    ? { status, failure: { code: "DELIVERY_TIMEOUT", message: "the delivery took too long" } }
    : { status };

/** Of the product, so that a purchase to come meets it. */
const nextDeed = ({ product }: InstanceView): Deed => ({
  title: "The next one",
  explains: `What the next ${product.name} settles as, whoever buys or changes it.`,
  fields: [
    {
      kind: "choice",
      name: "status",
      label: "Status",
      value: "FAILED",
      choices: sameChoices("FAILED", "AWAITING_ACTION", "PENDING", "ENABLED"),
    },
  ],
  verb: "Let it settle so",
  call: ({ status = "" }) =>
    edit("resellers", product.id, { of: "product", nextOutcomes: [outcome(status)] }),
  done: `The next ${product.name} settles as told`,
});

export const packageSheet = (content: PackageView): Sheet => ({
  title: content.externalId ?? "A package without an external id",
  lead: "What another tool of the reseller does to the package.",
  facts: [
    ["Package", content.id],
    ["Account", content.accountId],
  ],
  deeds: [
    {
      title: "Another external id",
      fields: [
        {
          kind: "text",
          name: "externalId",
          label: "External id",
          value: content.externalId ?? "",
          hint: "Left empty, it has none.",
        },
      ],
      verb: "Set the external id",
      call: ({ externalId }) =>
        edit("resellers", content.id, { of: "package", externalId: externalId === "" ? null : externalId }),
      done: "The external id was set",
    },
  ],
});
