import type { Clock } from "../core/clock";
import { answerOf } from "./answer";
import type { Call } from "./call";
import { Pace } from "./pace";
import * as retry from "./retry";
import type { Settings } from "./settings";
import type { Exchange, Reply, Transport } from "./transport";

export { requestIdOf } from "./answer";
export type { Call } from "./call";

/** The one way to Wix: paces, repeats what may be repeated, and tells refusals from unknown outcomes. */
export interface Wix {
  readonly settings: Settings;
  /**
   * @throws WixError Wix refused, in its own words: nothing was changed
   * @throws TransportError no usable answer, or throttled for long; nothing was changed. May pass where it is transient
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

const withQuery = (url: string, query: Call<unknown>["query"]): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of value === undefined ? [] : [value].flat()) parameters.append(name, one);
  const text = parameters.toString();
  return text === "" ? url : `${url}?${text}`;
};

const bodyOf = ({ method, body }: Call<unknown>): string | undefined =>
  body === undefined && method === "GET" ? undefined : JSON.stringify(body ?? {});

const exchangeOf = (call: Call<unknown>, settings: Settings): Exchange => {
  const body = bodyOf(call);
  return {
    method: call.method,
    url: withQuery(settings.baseUrl() + call.path, call.query),
    headers: {
      accept: "application/json",
      ...(call.anonymous === true
        ? {}
        : { authorization: settings.apiKey(), "wix-account-id": settings.accountId(call.accountId) }),
      ...(call.siteId === undefined ? {} : { "wix-site-id": call.siteId }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body,
  };
};

const isThrottling = (reply: Reply): boolean => reply.kind !== "lost" && reply.status === retry.THROTTLED;

/** Of an answer that was cut short, throttling is all that its status is trusted to tell. */
const attemptOf = (reply: Reply): retry.Attempt => {
  if (reply.kind === "lost") return { outcome: "lost", sent: reply.sent };
  if (reply.kind === "cut-short" && !isThrottling(reply)) return { outcome: "lost", sent: true };
  return { outcome: "answered", status: reply.status, retryAfter: reply.headers["retry-after"] };
};

export const connectWix = ({
  settings,
  transport,
  clock,
  random = Math.random,
  rules = retry.DEFAULT_RETRY,
}: WixParts): Wix => {
  let pace: Pace | undefined;

  const send = async (exchange: Exchange): Promise<Reply> => {
    pace ??= new Pace(settings.requestsPerMinute(), clock, random);
    const start = await pace.turn();
    const reply = await transport(exchange);
    if (reply.kind !== "lost" && isThrottling(reply)) {
      const askedFor = retry.retryAfterMs(reply.headers["retry-after"], clock.now());
      pace.throttled(start, askedFor === undefined ? undefined : Math.min(askedFor, rules.patience));
    } else if (reply.kind === "reply") pace.answered();
    return reply;
  };

  return {
    settings,
    async call(call) {
      const exchange = exchangeOf(call, settings);
      for (let attempts = 1; ; attempts++) {
        const reply = await send(exchange);
        const attempt = attemptOf(reply);
        const ms = retry.untilNextAttempt(call.effect, attempt, attempts, rules, random(), clock.now());
        if (ms === undefined)
          return answerOf({ call, exchange, baseUrl: settings.baseUrl(), attempts }, reply);
        await clock.sleep(ms);
      }
    },
  };
};
