/*
 * SPF records (RFC 7208), read as far as a text alone tells. Written here, since what reads them on npm asks DNS as it
 * goes or brings much along, and a preview may do neither.
 */
import { isIPv4, isIPv6 } from "node:net";

export interface SpfTerm {
  /** As written. */
  readonly text: string;
  /** In lower case, e.g. `include`, `redirect`. */
  readonly name: string;
  /** Of a mechanism; what is not written is `+`. Absent: a modifier, `redirect=…`. */
  readonly qualifier?: "+" | "-" | "~" | "?";
  /** What stands behind the colon or the equals sign. */
  readonly value?: string;
}

export interface Spf {
  readonly terms: readonly SpfTerm[];
  /** Terms that make a receiver give up on the whole record. */
  readonly wrong: readonly string[];
}

/** Whether a receiver takes the text for an SPF record (section 4.5). */
export const isSpf = (text: string): boolean => /^v=spf1( |$)/i.test(text);

/** Whether a text is surely meant to be one, and is none. */
export const isAlmostSpf = (text: string): boolean =>
  !isSpf(text) && /^\s*"?\s*(v\s*[=:]\s*spf\s*1?\b|spf1\s)/i.test(text);

const MECHANISMS = new Set(["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"]);
const LOOKUPS = new Set(["include", "a", "mx", "ptr", "exists", "redirect"]);
const NEEDS_DOMAIN = new Set(["include", "exists"]);

const TERM = /^([+?~-]?)([a-z][\w.-]*)(?:([:=/])(.*))?$/i;

const readTerm = (text: string): SpfTerm | undefined => {
  const [, qualifier = "", name = "", separator, rest = ""] = TERM.exec(text) ?? [];
  if (name === "") return undefined;
  const lower = name.toLowerCase();
  if (separator === "=") return qualifier === "" ? { text, name: lower, value: rest } : undefined;
  return {
    text,
    name: lower,
    qualifier: (qualifier === "" ? "+" : qualifier) as "+",
    ...(separator !== undefined && { value: separator === "/" ? `/${rest}` : rest }),
  };
};

const isPrefix = (length: string | undefined, most: number): boolean =>
  length === undefined || (/^\d+$/.test(length) && Number(length) <= most);

const isWrong = ({ name, qualifier, value }: SpfTerm): boolean => {
  if (qualifier === undefined) return name === "redirect" && value === "";
  if (!MECHANISMS.has(name)) return true;
  if (NEEDS_DOMAIN.has(name)) return value === undefined || value === "" || value.startsWith("/");
  if (name === "all") return value !== undefined;
  const [address = "", length, more] = (value ?? "").split("/");
  if (name === "ip4") return more !== undefined || !isIPv4(address) || !isPrefix(length, 32);
  if (name === "ip6") return more !== undefined || !isIPv6(address) || !isPrefix(length, 128);
  return value === "";
};

/** @param text one that {@link isSpf} */
export const readSpf = (text: string): Spf => {
  const written = text.split(" ").slice(1).filter(Boolean);
  const terms = written.map(term => [term, readTerm(term)] as const);
  const redirects = terms.filter(([, term]) => term?.name === "redirect");
  return {
    terms: terms.flatMap(([, term]) => term ?? []),
    wrong: [
      ...terms.filter(([, term]) => term === undefined || isWrong(term)).map(([term]) => term),
      ...redirects.slice(1).map(([term]) => term),
    ],
  };
};

export const endOf = ({ terms }: Spf): SpfTerm | undefined =>
  terms.find(({ name }) => name === "all") ?? terms.find(({ name }) => name === "redirect");

/** Terms for which a receiver asks DNS (section 4.6.4); what stands behind `all` is never asked. */
export const lookupsOf = ({ terms }: Spf): SpfTerm[] => {
  const all = terms.findIndex(({ name }) => name === "all");
  const asked = all === -1 ? terms : terms.slice(0, all);
  return asked.filter(({ name }) => LOOKUPS.has(name));
};

/** Domains whose servers may send: those of `include` and `redirect`, in lower case. */
export const sendersOf = ({ terms }: Spf): string[] =>
  terms
    .filter(({ name }) => name === "include" || name === "redirect")
    .map(({ value = "" }) => value.toLowerCase().replace(/\.$/, ""));
