import { z } from "zod";

const moment = z.enum(["before", "after"]);

const effect = z.enum(["none", "done"]);

/** Whether the request took effect before the bad answer: `none` leaves the account as it was. */
export type Effect = z.output<typeof effect>;

/** What all bad answers have in common. */
const badAnswer = {
  effect: effect.optional(),
  /** Whether the answer carries `x-wix-request-id`, which what stands before Wix does not send. */
  requestId: z.boolean().default(true),
};

/** The older word for `effect: "done"`. */
const applied = z.boolean().optional();

const retryAfter = {
  retryAfterSeconds: z.int().nonnegative().optional(),
  retryAfterDate: z.iso.datetime().optional(),
};

const status = z.int().min(200).max(599);

const effectOf = (said: Effect | undefined, isDone: boolean): Effect => said ?? (isDone ? "done" : "none");

/**
 * What a fault does. Five kinds make the answer, and say by `effect` whether the request took effect all the same
 * (`none` by default, of `truncate` `done`):
 *
 * - `status`: `status` (200 to 599) with Wix's envelope, which holds `code` where one is given; or with a `body` of
 *   one's own: an object as JSON, a text as it is, `""` for a bare status. `Retry-After` when one of the two is given.
 * - `throttle`: 429 RESOURCE_EXHAUSTED, with `Retry-After` when one of the two is given.
 * - `html`: a page in place of JSON.
 * - `truncate`: half of the answer's body under its full `content-length`, then cut; without effect, or with a
 *   `status`, half of a refusal (503 by default).
 * - `drop`: the connection is cut without an answer.
 *
 * The others go with any answer; of them, `before` and `after` mean the work of the request:
 *
 * - `delay`: real milliseconds.
 * - `hold`: parked until released.
 * - `edit`: a second writer's change, right before the work.
 *
 * `applied: true` and, of `drop`, `when: "after"` are older words for `effect: "done"`; `effect` wins over them.
 */
const faultActionSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("status"),
      status,
      code: z.string().optional(),
      body: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
      ...retryAfter,
      ...badAnswer,
      applied,
    })
    .transform(({ applied = false, effect, ...rest }) => ({ ...rest, effect: effectOf(effect, applied) })),
  z
    .strictObject({ kind: z.literal("throttle"), ...retryAfter, ...badAnswer })
    .transform(({ effect, ...rest }) => ({ ...rest, effect: effectOf(effect, false) })),
  z
    .strictObject({ kind: z.literal("html"), status: status.default(502), ...badAnswer, applied })
    .transform(({ applied = false, effect, ...rest }) => ({ ...rest, effect: effectOf(effect, applied) })),
  z
    .strictObject({ kind: z.literal("truncate"), status: status.optional(), ...badAnswer })
    .transform(({ effect, ...rest }) => ({ ...rest, effect: effectOf(effect, true) })),
  z
    .strictObject({ kind: z.literal("drop"), effect: effect.optional(), when: moment.optional() })
    .transform(({ when, effect, ...rest }) => ({ ...rest, effect: effectOf(effect, when === "after") })),
  z.strictObject({ kind: z.literal("delay"), ms: z.int().nonnegative(), when: moment.default("before") }),
  z.strictObject({ kind: z.literal("hold"), when: moment }),
  z.strictObject({
    kind: z.literal("edit"),
    family: z.string(),
    subject: z.string(),
    change: z.unknown(),
  }),
]);

/** What befalls a request; `kind` says which of them it is. */
export type FaultAction = z.input<typeof faultActionSchema>;
export type ParsedFaultAction = z.output<typeof faultActionSchema>;

export const faultRuleSchema = z.strictObject({
  method: z.enum(["GET", "POST", "PATCH", "DELETE"]).optional(),
  /** A route's template, as in the journal. */
  route: z.string().optional(),
  /** A regular expression on the path with its query string. */
  path: z
    .string()
    .refine(source => isRegExp(source), "is no regular expression")
    .optional(),
  /** The first matching request to act on, counted from 1 since the rule was added. */
  nth: z.int().positive().default(1),
  /** On how many matching requests in a row. */
  times: z.union([z.int().positive(), z.literal("unlimited")]).default(1),
  action: faultActionSchema,
});

/** All of `method`, `route` and `path` that are given must fit; none given fits every request. */
export type FaultRule = z.input<typeof faultRuleSchema>;
export type ParsedFaultRule = z.output<typeof faultRuleSchema>;

export interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly route: string | null;
}

export const fits = (rule: ParsedFaultRule, request: RequestLine): boolean => {
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.route !== undefined && rule.route !== request.route) return false;
  return rule.path === undefined || new RegExp(rule.path).test(request.path);
};

/** @param count how many requests have matched, this one included */
export const isTurn = ({ nth, times }: ParsedFaultRule, count: number): boolean =>
  count >= nth && (times === "unlimited" || count < nth + times);

const isRegExp = (source: string): boolean => {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
};
