import { z } from "zod";
import { zoneSchema } from "../dns-zones/zone";

const accountSchema = z.strictObject({ id: z.guid(), parentAccountId: z.guid().optional() });

const apiKeySchema = z.strictObject({
  key: z.string().min(1),
  accountId: z.guid(),
  permissions: z.union([z.literal("all"), z.array(z.string())]).default("all"),
  createdBy: z.enum(["owner", "co-owner"]).default("owner"),
});

/** A key acts for the account that made it and for that account's children. */
export type ApiKey = z.output<typeof apiKeySchema>;

const domainSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("registered"), accountId: z.guid() }),
  z.strictObject({
    kind: z.literal("connected"),
    accountId: z.guid(),
    connectionType: z.enum(["NAMESERVERS", "POINTING", "UNKNOWN_CONNECTION_TYPE"]),
    coveredByPlan: z.boolean().default(true),
  }),
]);

/** Which account holds a domain, and how it came to Wix. */
export type Domain = z.output<typeof domainSchema>;

const settingsSchema = z.strictObject({
  /** Requests a minute and key above which 429 is answered; `null` is no limit. Wix documents 200. */
  requestsPerMinute: z.int().positive().nullable().default(null),
  /** Wix's own texts name two codes for a second record set of one type and host name. */
  duplicateRecordsCode: z
    .enum(["DOMAIN_DUPLICATE_RECORDS", "DOMAIN_MX_RECORD_VALUE_INVALID"])
    .default("DOMAIN_DUPLICATE_RECORDS"),
  /** Wix's own texts name two outcomes of Create DNS Zone for a zone that exists. */
  createOnExistingZone: z.enum(["replace", "refuse"]).default("replace"),
});

export const settingsChangeSchema = z.strictObject({
  requestsPerMinute: settingsSchema.shape.requestsPerMinute.unwrap().optional(),
  duplicateRecordsCode: settingsSchema.shape.duplicateRecordsCode.unwrap().optional(),
  createOnExistingZone: settingsSchema.shape.createOnExistingZone.unwrap().optional(),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingsChange = z.output<typeof settingsChangeSchema>;

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
  for (const name of Object.keys(document.dnsZones))
    if (!(name in document.domains))
      context.addIssue({ code: "custom", path: ["dnsZones", name], message: "no domain of that name" });
});
