import { isAborted } from "../core/aborted";
import type { Clock } from "../core/clock";
import { answerOf } from "./answer";
import type { Call } from "./call";
import { redact } from "../core/redact";
import { Pace } from "./pace";
import type { PaceBook } from "./pace-book";
import { Reach, type Every, type UnderWay } from "./reach";
import * as retry from "./retry";
import type { Settings } from "./settings";
import type { Exchange, Reply, Transport } from "./transport";

export { requestIdOf } from "./answer";
export type { Call } from "./call";

/** What bounds the retries of an operation's calls: no pause is begun that would end after the deadline. */
export interface Bounds {
  /** ms since the epoch. @default none */
  readonly deadline?: number;
  /**
   * Ends the pause before a retry: the call then ends with what came of its last attempt. Ends a call that waits for its
   * turn: it is not sent, and ends as aborted.
   */
  readonly signal?: AbortSignal | undefined;
}

/** The one way to Wix: paces, repeats what may be repeated, and tells refusals from unknown outcomes. */
export interface Wix {
  readonly settings: Settings;
  /**
   * @throws WixError Wix refused, in its own words: nothing was changed
   * @throws TransportError no usable answer, or throttled for long; nothing was changed. May pass where it is transient
   * @throws UnknownOutcome a write may or may not have taken effect
   * @throws ConfigurationError the provider's settings are missing or wrong
   * @throws Aborted nothing was sent
   */
  call<Answer>(call: Call<Answer>): Promise<Answer>;
  /** The same for the calls of one operation. A request that is under way is not cut short by its end. */
  within(bounds: Bounds): Wix;
  /** Notes that somebody waits for Wix, also between two calls. @returns call it, once, when that is over */
  watch(): () => void;
}

export interface WixParts {
  settings: Settings;
  transport: Transport;
  clock: Clock;
  random?: () => number;
  rules?: retry.RetryRules;
  /** Shows one line to the person who watches the run: that Wix cannot be reached. @default nobody is told */
  say?: (line: string) => void;
  every?: Every;
  /** Opens what processes that use this key share; asked for at the first request. @default nothing is shared */
  book?: () => PaceBook | undefined;
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

/** Tells whether Wix answered: a server's trouble is no answer, a refusal is one. */
const tell = (underWay: UnderWay, reply: Reply, { headers }: Exchange): void => {
  const { authorization = "" } = headers;
  if (reply.kind !== "reply") underWay.failed(redact(reply.reason, [authorization], { mark: "[API key]" }));
  else if (reply.status >= 500 && retry.mayPass(reply.status)) underWay.failed(`HTTP ${reply.status}`);
  else underWay.answered();
};

export const connectWix = ({
  settings,
  transport,
  clock,
  random = Math.random,
  rules = retry.DEFAULT_RETRY,
  say = () => undefined,
  every,
  book = () => undefined,
}: WixParts): Wix => {
  let pace: Pace | undefined;
  const reach = new Reach({ now: () => clock.now(), say, every });

  const send = async (exchange: Exchange, { signal }: Bounds): Promise<Reply> => {
    pace ??= new Pace(settings.requestsPerMinute(), clock, random, book());
    const start = await pace.turn(signal);
    const underWay = reach.begin(new URL(exchange.url).host);
    const reply = await transport(exchange).catch((error: unknown) => {
      underWay.failed("nothing could be sent");
      throw error;
    });
    tell(underWay, reply, exchange);
    if (reply.kind !== "lost" && isThrottling(reply)) {
      const askedFor = retry.retryAfterMs(reply.headers["retry-after"], clock.now());
      pace.throttled(start, askedFor === undefined ? undefined : Math.min(askedFor, rules.patience));
    } else if (reply.kind === "reply") pace.answered();
    return reply;
  };

  /** @returns whether the pause was made in full */
  const paused = async (ms: number, { deadline = Infinity, signal }: Bounds): Promise<boolean> => {
    if (clock.now() + ms > deadline || signal?.aborted) return false;
    try {
      await clock.sleep(ms, signal);
      return true;
    } catch (error) {
      if (isAborted(error)) return false;
      throw error;
    }
  };

  const callWithin = async <Answer>(call: Call<Answer>, bounds: Bounds): Promise<Answer> => {
    const exchange = exchangeOf(call, settings);
    for (let attempts = 1; ; attempts++) {
      const reply = await send(exchange, bounds);
      const attempt = attemptOf(reply);
      const ms = retry.untilNextAttempt(call.effect, attempt, attempts, rules, random(), clock.now());
      if (ms === undefined || !(await paused(ms, bounds)))
        return answerOf({ call, exchange, baseUrl: settings.baseUrl(), attempts }, reply);
    }
  };

  const watch = () => reach.watch();
  const within = (bounds: Bounds): Wix => ({
    settings,
    within,
    watch,
    call: async call => {
      const release = watch();
      try {
        return await callWithin(call, bounds);
      } finally {
        release();
      }
    },
  });
  return within({});
};
