/*
 * Which way requests go: straight, or through the proxy that the environment names. HTTPS_PROXY, HTTP_PROXY and NO_PROXY
 * are read as undici's EnvHttpProxyAgent does, in lower case first. Loopback addresses are never asked for through a proxy,
 * as Go's programs do: another machine's loopback is not meant, and a plain http request would show it the API key.
 */
import { ConfigurationError } from "./errors";
import { isLoopback } from "./settings";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy, and which variable names it. */
export interface Proxy {
  readonly variable: string;
  /** With credentials, where it needs them: never to be shown. */
  readonly url: URL;
  /** Its address as it may be shown, e.g. `http://proxy.example:3128`. */
  readonly shown: string;
}

export type Route =
  | { readonly via: "proxy"; readonly proxy: Proxy }
  /** @property entry of `NO_PROXY`; absent: no variable names a proxy, or the address is loopback */
  | { readonly via: "nothing"; readonly because: "unset" | "loopback" | "excluded"; readonly entry?: string };

interface Variable {
  readonly name: string;
  readonly text: string;
}

const variable = (env: Environment, name: string): Variable | undefined => {
  const [lower, upper] = [name.toLowerCase(), name.toUpperCase()];
  const found = env[lower] === undefined ? upper : lower;
  const text = env[found]?.trim() ?? "";
  return text === "" ? undefined : { name: found, text };
};

/** An address with credentials that can be decoded. */
const parse = (address: string): URL | undefined => {
  try {
    const url = new URL(address);
    decodeURIComponent(url.username + url.password);
    return url;
  } catch {
    return undefined;
  }
};

/** @throws ConfigurationError without the variable's text, which may hold a password */
const readProxy = ({ name, text }: Variable): Proxy => {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = parse(address);
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.hostname === "")
    throw new ConfigurationError(
      `${name} is no address of an HTTP proxy. Write it as http://proxy.example:3128, with credentials as http://user:password@proxy.example:3128; what is special in a password is percent-encoded.`,
    );
  return { variable: name, url, shown: `${url.protocol}//${url.host}` };
};

/** `*`, a name and what lies below it, `.name` the same, `*.name` only what lies below it; each with a port or without. */
const excludes = (entry: string, { hostname, port, protocol }: URL): boolean => {
  const [, name = "", ofPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  const portAsked = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  if (ofPort !== undefined && ofPort !== portAsked) return false;
  if (name === "*") return true;
  const bare = name.replace(/^\*?\./, "");
  return bare !== "" && ((hostname === bare && !name.startsWith("*")) || hostname.endsWith(`.${bare}`));
};

/**
 * The way to a URL.
 * @throws ConfigurationError where the variable that decides names no HTTP proxy
 */
export const routeTo = (url: string, env: Environment): Route => {
  const target = new URL(url);
  if (isLoopback(target.hostname)) return { via: "nothing", because: "loopback" };
  const named =
    (target.protocol === "https:" ? variable(env, "https_proxy") : undefined) ?? variable(env, "http_proxy");
  if (named === undefined) return { via: "nothing", because: "unset" };
  const entry = variable(env, "no_proxy")
    ?.text.split(/[,\s]+/)
    .find(one => one !== "" && excludes(one, target));
  if (entry !== undefined) return { via: "nothing", because: "excluded", entry };
  return { via: "proxy", proxy: readProxy(named) };
};
