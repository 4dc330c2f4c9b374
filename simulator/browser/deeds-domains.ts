import type { DomainView, PageView, RecordSetView } from "../src/page/model.js";
import { edit } from "./calls.js";
import { type Deed, sameChoices, type Sheet } from "./sheet.js";

export const domainSheet = (view: PageView, domain: DomainView): Sheet => ({
  title: domain.name,
  lead: "What its registrar, the world, or somebody at the dashboard does, past the API.",
  facts: [
    ["Account", domain.accountId],
    ["Came to Wix", domain.via],
    ...(domain.registration?.expires ? [["Expires", domain.registration.expires] as const] : []),
  ],
  deeds: [
    ...(domain.registration === null ? connectionDeeds(domain) : registrationDeeds(domain)),
    ...(domain.propagation === null ? [] : [worldDeed(domain)]),
    ...siteDeeds(view, domain),
    ...(domain.registration === null ? [disconnectDeed(domain)] : []),
  ],
});

const connectionDeeds = ({ name, propagation }: DomainView): Deed[] =>
  propagation?.registrarChanged === false ? [delegateDeed(name)] : [];

/** Somebody told the registrar what setup info asks for. */
export const delegateDeed = (name: string): Deed => ({
  title: "Point it at Wix",
  explains: "Somebody changes name servers or records at the registrar, as the setup info asks.",
  fields: [],
  verb: "Change the registrar",
  call: () => edit("dns-propagation", name, { registrarChanged: true }),
  done: `The registrar of ${name} was changed`,
});

const registrationDeeds = ({ name, registration }: DomainView): Deed[] => [
  {
    title: "The registrar decides",
    explains: "Whatever was still to come. A failed registration loses its zone.",
    fields: [
      {
        kind: "choice",
        name: "status",
        label: "Status",
        value: registration?.status ?? "ACTIVE",
        choices: sameChoices("ACTIVE", "PENDING_REGISTRATION", "FAILED_REGISTRATION", "CANCELED"),
      },
    ],
    verb: "Set the status",
    call: ({ status }) => edit("registered-domains", name, { status }),
    done: `The registrar decided on ${name}`,
  },
  {
    title: "The contacts answer",
    fields: [
      {
        kind: "choice",
        name: "status",
        label: "ICANN confirmation",
        value: registration?.icann ?? "PENDING",
        choices: sameChoices("CONFIRMED_BY_ALL", "PENDING", "EXPIRED"),
      },
    ],
    verb: "Set the confirmation",
    call: ({ status }) => edit("registered-domains", name, { icann: { status } }),
    done: `The contacts of ${name} answered`,
  },
  {
    title: "It expires",
    fields: [
      {
        kind: "text",
        name: "date",
        label: "Expiration date (UTC)",
        value: (registration?.expires ?? new Date().toISOString()).slice(0, 10),
        hint: "Such as 2027-01-31. A date that has passed can be redeemed.",
        required: true,
      },
    ],
    verb: "Set the date",
    call: ({ date = "" }) => edit("registered-domains", name, { expirationDate: `${date}T00:00:00.000Z` }),
    done: `The expiration date of ${name} was set`,
  },
];

const worldDeed = ({ name, propagation }: DomainView): Deed => ({
  title: "What the world sees",
  explains: "Of its records, from now on, whatever was still to come.",
  fields: [
    {
      kind: "choice",
      name: "status",
      label: "Propagation",
      value: propagation?.status ?? "SUCCEEDED",
      choices: sameChoices("SUCCEEDED", "IN_PROGRESS", "FAILED", "UNKNOWN_STATUS"),
    },
  ],
  verb: "Set what is seen",
  call: ({ status }) => edit("dns-propagation", name, { status }),
  done: `The world sees ${name} anew`,
});

const siteDeeds = ({ sites }: PageView, { name, site }: DomainView): Deed[] => [
  {
    title: "It serves a site",
    explains: "The first domain of a site is its primary, whatever is asked for.",
    fields: [
      {
        kind: "choice",
        name: "id",
        label: "Site",
        value: site?.id ?? "",
        choices: sites.map(({ id, displayName }) => ({ value: id, label: displayName })),
      },
      {
        kind: "choice",
        name: "role",
        label: "Role",
        value: site?.role ?? "PRIMARY",
        choices: sameChoices("PRIMARY", "REDIRECT"),
      },
    ],
    verb: "Assign",
    call: ({ id, role }) => edit("domain-assignments", name, { site: { id, assignmentType: role } }),
    done: `${name} was assigned`,
  },
  ...(site === null
    ? []
    : [
        {
          title: "It serves no site",
          explains: "A site that loses its primary domain loses them all.",
          fields: [],
          verb: "Unassign",
          danger: true,
          call: () => edit("domain-assignments", name, { site: null }),
          done: `${name} serves no site now`,
        },
      ]),
];

const disconnectDeed = ({ name }: DomainView): Deed => ({
  title: "Somebody disconnects it",
  explains: "Its zone goes with all records, and so does its assignment.",
  fields: [],
  verb: "Disconnect",
  danger: true,
  call: () => edit("connected-domains", name, { disconnect: true }),
  done: `${name} was disconnected`,
});

const TYPES = ["A", "AAAA", "CNAME", "MX", "NS", "SRV", "TXT"];

/** @param set the one to change; absent: a new one */
export const recordSheet = (zone: string, set?: RecordSetView): Sheet => ({
  title: set === undefined ? `A new record set in ${zone}` : `${set.type} ${set.hostName}`,
  lead: "As a second administrator at the dashboard, past all rules of the API.",
  facts: [],
  deeds: [
    {
      title: set === undefined ? "Add" : "Change",
      fields: [
        ...(set === undefined ? whereFields(zone) : []),
        { kind: "number", name: "ttl", label: "TTL in seconds", value: String(set?.ttl ?? 3600), least: 0 },
        {
          kind: "lines",
          name: "values",
          label: "Values, one a line",
          value: set?.values.join("\n") ?? "",
          required: true,
        },
      ],
      verb: set === undefined ? "Add the record set" : "Change the record set",
      call: ({ type = set?.type ?? "", hostName = set?.hostName ?? "", ttl, values = "" }) => {
        const lines = values.split("\n").filter(line => line.trim() !== "");
        return edit("dns-zones", zone, { set: [{ type, hostName, ttl: Number(ttl), values: lines }] });
      },
      done: `The zone ${zone} was changed`,
    },
    ...(set === undefined
      ? []
      : [
          {
            title: "Delete",
            fields: [],
            verb: "Delete the record set",
            danger: true,
            call: () => edit("dns-zones", zone, { delete: [{ type: set.type, hostName: set.hostName }] }),
            done: `The record set was deleted from ${zone}`,
          },
        ]),
  ],
});

const whereFields = (zone: string) =>
  [
    { kind: "choice", name: "type", label: "Type", value: "TXT", choices: sameChoices(...TYPES) },
    { kind: "text", name: "hostName", label: "Host name", value: zone, hint: "In full.", required: true },
  ] as const;
