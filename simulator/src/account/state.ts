import { z } from "zod";
import { propagationSchema } from "../dns-propagation/propagation";
import { zoneSchema } from "../dns-zones/zone";
import { assignmentSchema } from "../domain-assignments/assignment";
import { marketSchema } from "../domain-search/market";
import { domainSchema } from "../domains/domain";
import { outcomeSchema } from "../domains/outcome";
import { resellersSchema } from "../resellers/state";
import { sitesSchema } from "../sites/state";
import { settingsSchema } from "./settings";

const accountSchema = z.strictObject({
  id: z.guid(),
  parentAccountId: z.guid().optional(),
  /** Wix lets sites be transferred only out of accounts that it approved. */
  approvedForTransfer: z.boolean().default(false),
});

const apiKeySchema = z.strictObject({
  key: z.string().min(1),
  accountId: z.guid(),
  permissions: z.union([z.literal("all"), z.array(z.string())]).default("all"),
  createdBy: z.enum(["owner", "co-owner"]).default("owner"),
});

/** A key acts for the account that made it and for that account's children. */
export type ApiKey = z.output<typeof apiKeySchema>;

const scheduledTaskSchema = z.strictObject({
  dueAt: z.iso.datetime(),
  task: z.string(),
  subject: z.string(),
});

/** Something that settles later: `task` names the family's function, `subject` the object. */
export type ScheduledTask = z.output<typeof scheduledTaskSchema>;

const documentSchema = z.strictObject({
  now: z.iso.datetime().optional(),
  settings: settingsSchema.prefault({}),
  idsIssued: z.int().nonnegative().default(0),
  schedule: z.array(scheduledTaskSchema).default([]),
  accounts: z.array(accountSchema),
  apiKeys: z.array(apiKeySchema),
  domains: z.record(z.string(), domainSchema).default({}),
  dnsZones: z.record(z.string(), zoneSchema).default({}),
  dnsPropagations: z.record(z.string(), propagationSchema).default({}),
  domainAssignments: z.record(z.string(), assignmentSchema).default({}),
  domainOutcomes: z.record(z.string(), outcomeSchema).default({}),
  domainMarket: marketSchema.prefault({}),
  resellers: resellersSchema.prefault({}),
  sites: sitesSchema.default({}),
});

/** The whole simulated world, once read; `now` is kept by the clock instead. */
export type State = Omit<z.output<typeof documentSchema>, "now">;

/** What a state is loaded from and saved as. Only `accounts` and `apiKeys` must be given. */
export type StateDocument = z.input<typeof documentSchema>;

export const stateDocumentSchema = documentSchema.superRefine((document, context) => {
  const accounts = new Set(document.accounts.map(account => account.id));
  const refuseStranger = (accountId: string | undefined, ...path: (string | number)[]) => {
    if (accountId !== undefined && !accounts.has(accountId))
      context.addIssue({ code: "custom", path, message: `account ${accountId} is not among the accounts` });
  };
  document.accounts.forEach(({ parentAccountId }, index) =>
    refuseStranger(parentAccountId, "accounts", index),
  );
  document.apiKeys.forEach(({ accountId }, index) => refuseStranger(accountId, "apiKeys", index));
  for (const [name, { accountId }] of Object.entries(document.domains))
    refuseStranger(accountId, "domains", name);
  document.resellers.packages.forEach(({ accountId }, index) =>
    refuseStranger(accountId, "resellers", "packages", index),
  );
  for (const [id, { ownerAccountId }] of Object.entries(document.sites))
    refuseStranger(ownerAccountId, "sites", id);
  for (const field of ["dnsZones", "dnsPropagations", "domainAssignments"] as const)
    for (const name of Object.keys(document[field]))
      if (!(name in document.domains))
        context.addIssue({ code: "custom", path: [field, name], message: "no domain of that name" });
});
