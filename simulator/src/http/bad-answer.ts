import { type Answer, applicationError, emptyEnvelope, html, json } from "../kernel/refusal";
import type { Effect, FaultAction, ParsedFaultAction } from "./fault-rule";

export type BadAnswer = Extract<
  ParsedFaultAction,
  { kind: "status" | "throttle" | "html" | "truncate" | "drop" }
>;

export const isBadAnswer = (action: ParsedFaultAction): action is BadAnswer =>
  action.kind !== "delay" && action.kind !== "hold" && action.kind !== "edit";

/** What the client gets whole, or, of `truncate`, in part; `undefined` where it is Wix's own answer, or none. */
export const answerOf = (action: BadAnswer): Answer | undefined => {
  switch (action.kind) {
    case "status":
      return statusAnswer(action);
    case "throttle": {
      const { envelope } = applicationError(429, "RESOURCE_EXHAUSTED", "too many requests");
      return json(429, envelope, retryAfter(action));
    }
    case "html":
      return html(action.status);
    case "truncate":
      return action.status === undefined && action.effect === "done"
        ? undefined
        : json(action.status ?? 503, emptyEnvelope());
    case "drop":
      return undefined;
  }
};

const statusAnswer = (action: Extract<BadAnswer, { kind: "status" }>): Answer => {
  const { status, code, body } = action;
  const headers = retryAfter(action);
  if (body === "") return { status, headers, body };
  if (typeof body === "string")
    return { status, headers: { "content-type": "text/plain;charset=UTF-8", ...headers }, body };
  const envelope = code === undefined ? emptyEnvelope() : applicationError(status, code, code).envelope;
  return json(status, body ?? envelope, headers);
};

const retryAfter = ({
  retryAfterSeconds,
  retryAfterDate,
}: Extract<BadAnswer, { kind: "status" | "throttle" }>): Record<string, string> => {
  if (retryAfterSeconds !== undefined) return { "retry-after": String(retryAfterSeconds) };
  return retryAfterDate === undefined ? {} : { "retry-after": new Date(retryAfterDate).toUTCString() };
};

/** With Wix's envelope, and bare as a proxy sends them: 499 by nginx, 520 and 524 by Cloudflare. */
const HOSTILE_STATUSES = [408, 429, 499, 500, 503, 520, 524];

/**
 * The answers of a hostile world by name, as fault actions: what a client must bear from proxies, from connections
 * and from Wix itself.
 *
 * @param effect whether the request took effect before
 */
export const hostileAnswers = (effect: Effect): Readonly<Record<string, FaultAction>> => ({
  "a proxy's JSON 404": {
    kind: "status",
    status: 404,
    body: { message: "no Route matched with those values" },
    requestId: false,
    effect,
  },
  ...Object.fromEntries(
    [200, 403, 502].map(status => [`HTML ${status}`, { kind: "html", status, requestId: false, effect }]),
  ),
  ...Object.fromEntries(
    HOSTILE_STATUSES.flatMap(status => [
      [`${status} with Wix's envelope`, { kind: "status", status, effect }],
      [`bare ${status}`, { kind: "status", status, body: "", requestId: false, effect }],
    ]),
  ),
  "an answer cut short": { kind: "truncate", effect },
  "a dropped connection": { kind: "drop", effect },
});
