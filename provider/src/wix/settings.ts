import { createHash } from "node:crypto";
import { isIP, isIPv4 } from "node:net";
import { parseDuration } from "../core/duration";
import { ENVIRONMENT, KEYS, type Key } from "../core/setting-keys";
import { ConfigurationError } from "./errors";

/** Who keeps a pace together. */
export type Pace =
  /** All processes of this machine that use the key. */
  | "machine"
  /** Each process by itself. */
  | "process";

/** How the provider reaches Wix (behaviour: "Configuration"). Wrong values throw where they are first needed. */
export interface Settings {
  /** @throws ConfigurationError where no key is set */
  apiKey(): string;
  /**
   * The account of a call: the resource's own, else the configured one.
   * @throws ConfigurationError where neither is set, or the configured one is no GUID
   */
  accountId(own: string | undefined): string;
  /** The configured account, where there is one. */
  defaultAccountId(): string | undefined;
  /** @throws ConfigurationError where the key would travel in the clear */
  baseUrl(): string;
  /** Default 200. @throws ConfigurationError */
  requestsPerMinute(): number;
  /** Who keeps that pace together: all processes of this machine that use the key, or each by itself. @throws ConfigurationError */
  pace(): Pace;
  /** Equal where base URL and key are, which it does not tell: for names of files. @throws ConfigurationError */
  keyHash(): string;
  /** First pause between two looks at something unsettled, in ms, of which a minute counts; default 2,000. @throws ConfigurationError */
  pollInterval(): number;
  /** How long an operation may wait in one run, in ms; default: undefined, which is as long as it takes. @throws ConfigurationError */
  maxWait(): number | undefined;
  /**
   * Whom to ask what the world sees of a domain's records, beside Wix: addresses with an optional port, or the machine's
   * own resolvers; undefined: nobody. Default `system` where Wix itself is called, nobody where a loopback address stands
   * in for it. @throws ConfigurationError
   */
  dnsResolvers(): readonly string[] | "system" | undefined;
  /** How long before its end a refresh warns of a domain or a plan, in ms; default 30 days. @throws ConfigurationError */
  expiryWarning(): number;
  /** Whether whatever writes to Wix is refused before it is sent; default false. @throws ConfigurationError */
  readOnly(): boolean;
  /** Equal for equal settings: tells which callers may share a connection pool, a pace and queues. */
  readonly identity: string;
}

/** See docs/wix/README.md#account-and-site-headers. */
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const DEFAULT_EXPIRY_WARNING = "30d";
const DEFAULT_BASE_URL = "https://www.wixapis.com";

/** @param host of a URL: an IPv6 address stands in brackets */
export const isLoopback = (host: string): boolean =>
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

/** An address as `dns.Resolver` takes it: `1.1.1.1`, `1.1.1.1:5353`, `2606:4700::1111`, `[2606:4700::1111]:53`. */
const isResolver = (text: string): boolean => {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(text) !== 0 || (isIP(bracketed ?? plain ?? "") !== 0 && Number(port ?? 53) <= 65_535);
};

const readResolvers = (text: string, setting: string): readonly string[] | "system" | undefined => {
  if (text === "off") return undefined;
  if (text === "system") return "system";
  const addresses = text.split(",").map(address => address.trim());
  const wrong = addresses.find(address => !isResolver(address));
  if (wrong === undefined) return addresses;
  throw new ConfigurationError(
    `${setting} is ${JSON.stringify(text)}: ${JSON.stringify(wrong)} is no IP address. Write "off", "system", or ` +
      'addresses of resolvers such as "1.1.1.1, 8.8.8.8".',
  );
};

/** What a setting is set to, and by which name. */
interface Given {
  readonly text: string;
  readonly setting: string;
}

/**
 * @param config looks up a key of the stack's configuration, without the `wix:` prefix
 * @param env the process's environment; configuration wins over it
 */
export const settingsFrom = (
  config: (key: string) => string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings => {
  const read = (key: Key): Given | undefined => {
    const fromConfig = config(key)?.trim();
    if (fromConfig) return { text: fromConfig, setting: `wix:${key}` };
    const fromEnv = env[ENVIRONMENT[key]]?.trim();
    return fromEnv ? { text: fromEnv, setting: ENVIRONMENT[key] } : undefined;
  };
  // A check asks for the account many times, and the environment of a process is slow to read.
  const given = new Map(KEYS.map(key => [key, read(key)]));
  const set = (key: Key): Given | undefined => given.get(key);
  const duration = (key: Key, examples: string): number | undefined => {
    const wanted = set(key);
    if (wanted === undefined) return undefined;
    const ms = parseDuration(wanted.text);
    if (ms === undefined || ms <= 0)
      throw new ConfigurationError(
        `${wanted.setting} is ${JSON.stringify(wanted.text)}: not a duration such as ${examples}.`,
      );
    return ms;
  };
  const baseUrl = (): string => {
    const url = set("baseUrl");
    return url === undefined ? DEFAULT_BASE_URL : checkedBaseUrl(url.text, url.setting);
  };
  return {
    identity: JSON.stringify(KEYS.map(key => set(key)?.text)),
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
      const configured = set("accountId");
      const id = own ?? configured?.text;
      if (id === undefined)
        throw new ConfigurationError(
          "no Wix account is set. Run `pulumi config set wix:accountId <GUID>`, set the environment variable WIX_ACCOUNT_ID, or give the resource an accountId.",
        );
      if (own === undefined && !GUID.test(id))
        throw new ConfigurationError(
          `${configured?.setting} is ${JSON.stringify(id)}: not a GUID; it is shown beside the API keys in Wix's account settings.`,
        );
      return id;
    },
    baseUrl,
    requestsPerMinute: () => {
      const limit = set("requestsPerMinute");
      if (limit === undefined) return 200;
      if (!/^[1-9]\d{0,6}$/.test(limit.text))
        throw new ConfigurationError(
          `${limit.setting} is ${JSON.stringify(limit.text)}: not a whole number from 1 to 9999999.`,
        );
      return Number(limit.text);
    },
    pace: () => {
      const { text, setting } = set("pace") ?? { text: "machine", setting: "" };
      if (text !== "machine" && text !== "process")
        throw new ConfigurationError(
          `${setting} is ${JSON.stringify(text)}: write "machine", so that all processes of this machine that use the ` +
            'key share its pace, or "process".',
        );
      return text;
    },
    keyHash: () =>
      createHash("sha256")
        .update(JSON.stringify([baseUrl(), set("apiKey")?.text]))
        .digest("hex")
        .slice(0, 32),
    pollInterval: () => duration("pollInterval", "500ms, 2s or 1m30s") ?? 2_000,
    maxWait: () => duration("maxWait", "90s, 20m or 1h30m"),
    dnsResolvers: () => {
      const resolvers = set("dnsResolvers");
      if (resolvers !== undefined) return readResolvers(resolvers.text, resolvers.setting);
      return isLoopback(new URL(baseUrl()).hostname) ? undefined : "system";
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
    readOnly: () => {
      const { text, setting } = set("readOnly") ?? { text: "false", setting: "" };
      if (/^(true|1)$/.test(text)) return true;
      if (/^(false|0)$/.test(text)) return false;
      throw new ConfigurationError(`${setting} is ${JSON.stringify(text)}: write true or false.`);
    },
  };
};
