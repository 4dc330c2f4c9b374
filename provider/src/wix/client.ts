import type * as z from "zod";
import type { Clock } from "../core/clock";
import { readRefusal } from "./envelope";
import { TransportError, UnknownOutcome, WixError } from "./errors";
import { Pace } from "./pace";
import * as retry from "./retry";
import type { Settings } from "./settings";
import type { Exchange, Reply, Transport } from "./transport";

/** One call of Wix's REST API. */
export interface Call<Answer> {
  /** In words, as the object of "could not": `read DNS zone example.com`. */
  what: string;
  method: Exchange["method"];
  /** Below the base URL, with its parameters percent-encoded. */
  path: string;
  query?: Record<string, string | readonly string[] | undefined>;
  body?: unknown;
  /** A query sent by POST is a read. Decides what may be repeated blindly. */
  effect: retry.Effect;
  /** Account in the header; absent: the configured one. */
  accountId?: string | undefined;
  /** Adds the site header. */
  siteId?: string | undefined;
  /** A public call: sends neither key nor account. */
  anonymous?: boolean;
  /** Tolerant schema of what is read of the answer. */
  answer: z.ZodType<Answer>;
}

/** The one way to Wix: paces, repeats what may be repeated, and tells refusals from unknown outcomes. */
export interface Wix {
  readonly settings: Settings;
  /**
   * @throws WixError Wix refused: nothing was changed
   * @throws TransportError no usable answer, nothing was changed
   * @throws UnknownOutcome a write may or may not have taken effect
   * @throws ConfigurationError the provider's settings are missing or wrong
   */
  call<Answer>(call: Call<Answer>): Promise<Answer>;
}

export interface WixParts {
  settings: Settings;
  transport: Transport;
  clock: Clock;
  random?: () => number;
  rules?: retry.RetryRules;
}

const requestIds = new WeakMap<object, string>();

/** Wix's id of the request that brought an answer; known of the very object that {@link Wix.call} returned. */
export const requestIdOf = (answer: object): string | undefined => requestIds.get(answer);

const withQuery = (url: string, query: Call<unknown>["query"]): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of value === undefined ? [] : [value].flat()) parameters.append(name, one);
  const text = parameters.toString();
  return text === "" ? url : `${url}?${text}`;
};

const exchangeOf = (call: Call<unknown>, settings: Settings): Exchange => ({
  method: call.method,
  url: withQuery(settings.baseUrl() + call.path, call.query),
  headers: {
    accept: "application/json",
    ...(call.anonymous === true
      ? {}
      : { authorization: settings.apiKey(), "wix-account-id": settings.accountId(call.accountId) }),
    ...(call.siteId === undefined ? {} : { "wix-site-id": call.siteId }),
    ...(call.body === undefined ? {} : { "content-type": "application/json" }),
  },
  body: call.body === undefined ? undefined : JSON.stringify(call.body),
});

const attemptOf = (reply: Reply): retry.Attempt => {
  if (reply.kind === "lost") return { outcome: "lost", sent: reply.sent };
  if (reply.kind === "cut-short" && reply.status < 400) return { outcome: "lost", sent: true };
  return { outcome: "answered", status: reply.status, retryAfter: reply.headers["retry-after"] };
};

const parsed = (body: string, reviver?: (key: string, value: unknown) => unknown): unknown => {
  try {
    return JSON.parse(body, reviver) as unknown;
  } catch {
    return undefined;
  }
};

/** A refusal may echo the request, its headers included. */
const withoutKey =
  ({ headers: { authorization } }: Exchange) =>
  (_name: string, value: unknown): unknown =>
    typeof value === "string" && authorization !== undefined
      ? value.replaceAll(authorization, "[API key]")
      : value;

export const connectWix = ({
  settings,
  transport,
  clock,
  random = Math.random,
  rules = retry.DEFAULT_RETRY,
}: WixParts): Wix => {
  let pace: Pace | undefined;

  const send = async (exchange: Exchange): Promise<Reply> => {
    pace ??= new Pace(settings.requestsPerMinute(), clock);
    await pace.turn();
    const reply = await transport(exchange);
    if (reply.kind !== "lost" && reply.status === 429) {
      const askedFor = retry.retryAfterMs(reply.headers["retry-after"], clock.now());
      pace.throttled(askedFor === undefined ? undefined : Math.min(askedFor, rules.patience));
    } else if (reply.kind === "reply") pace.answered();
    return reply;
  };

  const answerOf = <Answer>(call: Call<Answer>, exchange: Exchange, reply: Reply): Answer => {
    const requestId = reply.kind === "lost" ? undefined : reply.headers["x-wix-request-id"];
    const failed = { what: call.what, requestId };
    const attempt = attemptOf(reply);
    const lost = (reason: string, cause?: unknown): Error =>
      call.effect === "write"
        ? new UnknownOutcome(failed, reason, cause)
        : new TransportError(failed, reason, cause);
    if (reply.kind === "lost")
      throw reply.sent
        ? lost(reply.reason, reply.cause)
        : new TransportError(failed, reply.reason, reply.cause);
    if (reply.status >= 400) {
      if (call.effect === "write" && retry.outcomeUnknown(attempt))
        throw new UnknownOutcome(failed, `Wix answered HTTP ${reply.status}`);
      const body = reply.kind === "reply" ? parsed(reply.body, withoutKey(exchange)) : undefined;
      const { code, text, violations, enveloped } = readRefusal(body);
      throw new WixError(failed, reply.status, code, text, violations, enveloped);
    }
    if (reply.kind === "cut-short") throw lost(`the answer was cut short: ${reply.reason}`);
    const answer = call.answer.safeParse(parsed(reply.body));
    if (!answer.success)
      throw lost(
        `the answer (HTTP ${reply.status}) is not in Wix's form: ${answer.error.issues[0]?.message ?? ""}`,
      );
    if (typeof answer.data === "object" && answer.data !== null && requestId !== undefined)
      requestIds.set(answer.data, requestId);
    return answer.data;
  };

  return {
    settings,
    async call(call) {
      const exchange = exchangeOf(call, settings);
      for (let attempts = 1; ; attempts++) {
        const reply = await send(exchange);
        const attempt = attemptOf(reply);
        const ms = retry.untilNextAttempt(call.effect, attempt, attempts, rules, random(), clock.now());
        if (ms === undefined) return answerOf(call, exchange, reply);
        await clock.sleep(ms);
      }
    },
  };
};
