import { z } from "zod";
import type { Clock } from "./clock";
import { guidFrom } from "./random";

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

/** Something that settles later: `task` names a family's function, `subject` the object. */
export type ScheduledTask = z.output<typeof scheduledTaskSchema>;

/** Fields of the state document that belong to no family. */
export const baseFields = {
  idsIssued: z.int().nonnegative().default(0),
  schedule: z.array(scheduledTaskSchema).default([]),
  accounts: z.array(accountSchema),
  apiKeys: z.array(apiKeySchema),
};

export const baseSettings = {
  /** Requests a minute and key above which 429 is answered; `null` is no limit. Wix documents 200. */
  requestsPerMinute: z.int().positive().nullable().default(null),
  /** Permissions that every key lacks, by how they begin. `DOMAINS.` was seen missing where sites could be listed. */
  deniedPermissions: z.array(z.string()).default([]),
  /** What the answer to a list holds in place of cursors that lead nowhere: `null` each, or nothing. */
  emptyCursors: z.enum(["null", "absent"]).default("null"),
};

export type Fields = Readonly<Record<string, z.ZodType>>;
/** Every setting has a default. */
export type SettingFields = Readonly<Record<string, z.ZodDefault>>;

/** The part of the state that fields of the document make. */
export type Kept<Of extends Fields> = { -readonly [Name in keyof Of]: z.output<Of[Name]> };

/** The part of the state that settings make; those of all families stand together. */
export interface SetBy<Of extends SettingFields> {
  settings: { -readonly [Name in keyof Of]: z.output<Of[Name]> };
}

/** What every family can rely on. */
export type BaseState = Kept<typeof baseFields> & SetBy<typeof baseSettings>;

/** What routes, tasks and edits work on. `state` is replaced as a whole when a document is loaded. */
export interface World<State extends BaseState = BaseState> {
  readonly seed: number;
  readonly clock: Clock;
  state: State;
}

/** Something that contradicts itself in a state document. */
export interface StateFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** @param holders who is said to hold what: the place in the document, and the account's id */
export const strangers = (
  { accounts }: BaseState,
  holders: readonly { readonly path: (string | number)[]; readonly accountId: string | undefined }[],
): StateFault[] => {
  const known = new Set<string | undefined>([undefined, ...accounts.map(({ id }) => id)]);
  return holders
    .filter(({ accountId }) => !known.has(accountId))
    .map(({ path, accountId }) => ({
      path,
      message: `account ${accountId ?? ""} is not among the accounts`,
    }));
};

/** The count is part of the state, so that a saved world goes on without giving an id twice. */
export const newGuid = (world: World): string => {
  world.state.idsIssued += 1;
  return guidFrom(`${world.seed}:${world.state.idsIssued}`);
};
