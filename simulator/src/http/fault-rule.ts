import { z } from "zod";

const moment = z.enum(["before", "after"]);

/**
 * What a fault does. `before` and `after` mean the work of the request: after it, the account has changed.
 *
 * - `status`: answers `status`; `applied` (default false) says whether the work is done all the same.
 * - `throttle`: 429, nothing done, with `Retry-After` when one of the two is given.
 * - `html`: a page in place of JSON.
 * - `drop`: the connection is cut without an answer.
 * - `truncate`: work done, half the body sent under the full `content-length`, then cut.
 * - `delay`: real milliseconds.
 * - `hold`: parked until released.
 * - `edit`: a second writer's change, right before the work.
 */
export const faultActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    body: z.unknown().optional(),
    applied: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("throttle"),
    retryAfterSeconds: z.int().nonnegative().optional(),
    retryAfterDate: z.iso.datetime().optional(),
  }),
  z.strictObject({
    kind: z.literal("html"),
    status: z.int().min(200).max(599).default(502),
    applied: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("drop"), when: moment }),
  z.strictObject({ kind: z.literal("truncate") }),
  z.strictObject({
    kind: z.literal("delay"),
    ms: z.int().nonnegative(),
    when: moment.default("before"),
  }),
  z.strictObject({ kind: z.literal("hold"), when: moment }),
  z.strictObject({
    kind: z.literal("edit"),
    family: z.string(),
    subject: z.string(),
    change: z.unknown(),
  }),
]);

export type FaultAction = z.output<typeof faultActionSchema>;

export const faultRuleSchema = z.strictObject({
  method: z.enum(["GET", "POST", "PATCH", "DELETE"]).optional(),
  /** A route's template, as in the journal. */
  route: z.string().optional(),
  /** A regular expression on the path with its query string. */
  path: z.string().refine(isRegExp, "is no regular expression").optional(),
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

export function fits(rule: ParsedFaultRule, request: RequestLine): boolean {
  if (rule.method !== undefined && rule.method !== request.method) return false;
  if (rule.route !== undefined && rule.route !== request.route) return false;
  return rule.path === undefined || new RegExp(rule.path).test(request.path);
}

/** @param count how many requests have matched, this one included */
export function isTurn({ nth, times }: ParsedFaultRule, count: number): boolean {
  return count >= nth && (times === "unlimited" || count < nth + times);
}

function isRegExp(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
