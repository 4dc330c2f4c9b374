import { isIPv4 } from "node:net";
import { ConfigurationError } from "./errors";
import { parseDuration } from "../core/duration";

/** How the provider reaches Wix (behaviour: "Configuration"). Wrong values throw where they are first needed. */
export interface Settings {
  /** @throws ConfigurationError where no key is set */
  apiKey(): string;
  /** The account of a call: the resource's own, else the configured one. @throws ConfigurationError where neither is set */
  accountId(own: string | undefined): string;
  /** The configured account, where there is one. */
  defaultAccountId(): string | undefined;
  /** @throws ConfigurationError where the key would travel in the clear */
  baseUrl(): string;
  /** Default 200. @throws ConfigurationError */
  requestsPerMinute(): number;
  /** First pause between two looks at something unsettled, in ms; default 2,000. @throws ConfigurationError */
  pollInterval(): number;
  /** How long before its end a refresh warns of a domain or a plan, in ms; default 30 days. @throws ConfigurationError */
  expiryWarning(): number;
  /** Equal for equal settings: tells which callers may share a connection pool, a pace and queues. */
  readonly identity: string;
}

const ENVIRONMENT = {
  apiKey: "WIX_API_KEY",
  accountId: "WIX_ACCOUNT_ID",
  baseUrl: "WIX_BASE_URL",
  requestsPerMinute: "WIX_REQUESTS_PER_MINUTE",
  pollInterval: "WIX_POLL_INTERVAL",
  expiryWarning: "WIX_EXPIRY_WARNING",
} as const;

type Key = keyof typeof ENVIRONMENT;

const DEFAULT_EXPIRY_WARNING = "30d";
const DEFAULT_BASE_URL = "https://www.wixapis.com";

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));

const checkedBaseUrl = (text: string, setting: string): string => {
  const wrong = (why: string): never => {
    throw new ConfigurationError(`${setting} is ${JSON.stringify(text)}: ${why}`);
  };
  if (!URL.canParse(text)) return wrong(`not a URL; the default is ${DEFAULT_BASE_URL}.`);
  const url = new URL(text);
  if (url.username !== "" || url.password !== "")
    throw new ConfigurationError(`${setting} holds credentials; they do not belong into a URL.`);
  if (url.search !== "" || url.hash !== "") return wrong("it must end with the host or a path.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    return wrong("the API key would be sent in the clear. Use https; http only to a loopback address.");
  return url.href.replace(/\/+$/, "");
};

/**
 * @param config looks up a key of the stack's configuration, without the `wix:` prefix
 * @param env the process's environment; configuration wins over it
 */
export const settingsFrom = (
  config: (key: string) => string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings => {
  const set = (key: Key): { text: string; setting: string } | undefined => {
    const fromConfig = config(key)?.trim();
    if (fromConfig) return { text: fromConfig, setting: `wix:${key}` };
    const fromEnv = env[ENVIRONMENT[key]]?.trim();
    return fromEnv ? { text: fromEnv, setting: ENVIRONMENT[key] } : undefined;
  };
  const keys = Object.keys(ENVIRONMENT) as Key[];
  return {
    identity: JSON.stringify(keys.map(key => set(key)?.text)),
    apiKey: () => {
      const key = set("apiKey");
      if (key === undefined)
        throw new ConfigurationError(
          "no Wix API key is set. Run `pulumi config set --secret wix:apiKey <key>`, or set the environment variable WIX_API_KEY.",
        );
      if (!/^[\x21-\x7e]+$/.test(key.text))
        throw new ConfigurationError(`${key.setting} holds blanks or characters that no Wix API key has.`);
      return key.text;
    },
    defaultAccountId: () => set("accountId")?.text,
    accountId: own => {
      const id = own ?? set("accountId")?.text;
      if (id === undefined)
        throw new ConfigurationError(
          "no Wix account is set. Run `pulumi config set wix:accountId <GUID>`, set the environment variable WIX_ACCOUNT_ID, or give the resource an accountId.",
        );
      return id;
    },
    baseUrl: () => {
      const url = set("baseUrl");
      return url === undefined ? DEFAULT_BASE_URL : checkedBaseUrl(url.text, url.setting);
    },
    requestsPerMinute: () => {
      const limit = set("requestsPerMinute");
      if (limit === undefined) return 200;
      if (!/^[1-9]\d{0,6}$/.test(limit.text))
        throw new ConfigurationError(
          `${limit.setting} is ${JSON.stringify(limit.text)}: not a whole number from 1 to 9999999.`,
        );
      return Number(limit.text);
    },
    pollInterval: () => {
      const interval = set("pollInterval");
      if (interval === undefined) return 2_000;
      const ms = parseDuration(interval.text);
      if (ms === undefined || ms <= 0)
        throw new ConfigurationError(
          `${interval.setting} is ${JSON.stringify(interval.text)}: not a duration such as 500ms, 2s or 1m30s.`,
        );
      return ms;
    },
    expiryWarning: () => {
      const { text, setting } = set("expiryWarning") ?? { text: DEFAULT_EXPIRY_WARNING, setting: "" };
      const ms = parseDuration(text);
      if (ms === undefined)
        throw new ConfigurationError(
          `${setting} is ${JSON.stringify(text)}: not a duration such as 30d, 12h or 0s.`,
        );
      return ms;
    },
  };
};
