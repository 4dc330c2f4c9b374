/* The keys of the configuration: programs are told of those that they misspell, and load no more than this for it. */
import { closest } from "./closest";

/** The variable that stands in for each key of the configuration. The comments are what people read of it in every language. */
export const ENVIRONMENT = {
  /**
   * Account-level API key, made by the account's owner.
   * @secret
   */
  apiKey: "WIX_API_KEY",
  /** GUID of the account of every call; a resource's own `accountId` wins. */
  accountId: "WIX_ACCOUNT_ID",
  /** Where Wix's API is; plain `http` only to loopback addresses. @default `https://www.wixapis.com` */
  baseUrl: "WIX_BASE_URL",
  /** Calls a minute; slows down by itself when Wix throttles. @default 200 */
  requestsPerMinute: "WIX_REQUESTS_PER_MINUTE",
  /** Who keeps the pace together: `machine`, all processes that use the key, or `process`, each by itself. @default `machine` */
  pace: "WIX_PACE",
  /** First pause between two looks at something unsettled, e.g. `500ms`, `2s`, a minute at most. @default `2s` */
  pollInterval: "WIX_POLL_INTERVAL",
  /** Longest that an operation waits in one run, e.g. `20m`; what is not settled by then is resumed by the next. @default none */
  maxWait: "WIX_MAX_WAIT",
  /**
   * Whom a wait for propagation asks beside Wix what the world sees: `system`, addresses such as `1.1.1.1, 8.8.8.8`, or `off`.
   * @default `system`; `off` with a loopback `baseUrl`
   */
  dnsResolvers: "WIX_DNS_RESOLVERS",
  /** How long before its end a refresh warns of a domain or a plan, e.g. `30d`, `12h`; `0s`: not at all. @default `30d` */
  expiryWarning: "WIX_EXPIRY_WARNING",
  /** `true`: whatever would write to Wix fails before it is sent. @default `false` */
  readOnly: "WIX_READ_ONLY",
} as const;

export type Key = keyof typeof ENVIRONMENT;

/** Every key of the configuration, without `wix:`. */
export const KEYS = Object.keys(ENVIRONMENT) as readonly Key[];

/** Why nothing reads a key. @param key without `wix:` */
export const unknownKey = (key: string): string => {
  const meant = closest(key, KEYS);
  return (
    `wix:${key} is no setting, and nothing reads it; ` +
    (meant === undefined
      ? `there are ${KEYS.map(known => `wix:${known}`).join(", ")}`
      : `did you mean wix:${meant}?`)
  );
};

/** What to say of an API key that stands readable in the stack's configuration. */
export const PLAIN_KEY =
  "wix:apiKey stands in the stack's configuration in plain text. Make it a secret: " +
  "`pulumi config set --secret wix:apiKey <key>`; a key that was committed is to be replaced by a new one in Wix.";
