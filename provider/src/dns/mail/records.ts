/* What helpers for mail providers give: record sets as `records` of a `DnsZoneRecords` takes them. */
import type { Open } from "../../core/open";
import type { DnsRecordType } from "../types";
import { isSpf } from "./spf";

/** One record set; see `DnsRecordSetArgs`. */
export interface MailRecordSet {
  /** Of all records in it. */
  readonly type: "CNAME" | "MX" | "SRV" | "TXT";
  /** `@` for the domain itself, or a name relative to it. */
  readonly hostName: string;
  /** As Wix writes them. */
  readonly values: string[];
  /** Seconds. */
  readonly ttl?: number;
}

/** What most providers' SPF records have in common. */
export interface SenderArgs {
  /** Other domains whose servers may send for this one, e.g. `sendgrid.net`. */
  readonly alsoSends?: readonly string[];
  /** What becomes of mail from all other servers: `~all` marks it, `-all` refuses it. @default as the provider asks for */
  readonly end?: "~all" | "-all" | "?all";
}

export const cname = (hostName: string, target: string): MailRecordSet => ({
  type: "CNAME",
  hostName,
  values: [target],
});

export const txt = (hostName: string, ...values: string[]): MailRecordSet => ({
  type: "TXT",
  hostName,
  values,
});

/** @param servers in the order of preference: `10 mx1.example.net` */
export const mx = (hostName: string, ...servers: string[]): MailRecordSet => ({
  type: "MX",
  hostName,
  values: servers,
});

export const spf = (include: string, { alsoSends = [], end }: SenderArgs, usual: string): string =>
  ["v=spf1", ...[include, ...alsoSends].map(domain => `include:${domain}`), end ?? usual].join(" ");

/** A host name below another one: `@` is the domain itself. */
export const under = (name: string, hostName: string): string =>
  hostName === "@" ? name : `${name}.${hostName}`;

/** From the mildest to the strictest. */
const ENDS = ["+all", "all", "?all", "~all", "-all"];

const isEnd = (term: string): boolean => ENDS.includes(term.toLowerCase()) || term.startsWith("redirect=");

/** One SPF record that lets all send whom the given ones let, as mild as the mildest of them. */
const oneSpf = (texts: readonly string[]): string => {
  const terms = texts.map(text => text.split(" ").filter(Boolean).slice(1));
  const ends = terms.flatMap(list => list.filter(isEnd));
  const end = ends.toSorted((a, b) => ENDS.indexOf(a.toLowerCase()) - ENDS.indexOf(b.toLowerCase()))[0];
  const senders = new Set(terms.flatMap(list => list.filter(term => !isEnd(term))));
  return ["v=spf1", ...senders, ...(end === undefined ? [] : [end])].join(" ");
};

const oneList = (values: readonly string[]): string[] => {
  const policies = values.filter(isSpf);
  const others = values.filter(value => !isSpf(value));
  const [first, ...more] = policies;
  if (first === undefined) return [...new Set(others)];
  return [...new Set([more.length === 0 ? first : oneSpf(policies), ...others])];
};

/** What can be put together: record sets of whatever origin. */
interface Combinable {
  /** Of all records in it. */
  readonly type: Open<DnsRecordType>;
  /** As a zone's program writes it. */
  readonly hostName: string;
  /** As Wix writes them. */
  readonly values: readonly string[];
}

/**
 * Puts the record sets of several services together: one set a type and host name, and one SPF record out of several, as
 * mild as the mildest of them.
 *
 * @example
 * ```ts
 * records: wix.mail.combine(
 *   wix.mail.googleWorkspace({ dkim: { key: "v=DKIM1; k=rsa; p=…" } }),
 *   wix.mail.sendGrid({ subdomain: "em1234", account: "u1234567.wl123" }),
 *   [{ type: "TXT", hostName: "@", values: ["facebook-domain-verification=…"] }],
 * ),
 * ```
 */
export const combine = <Set extends Combinable>(...parts: readonly (readonly Set[])[]): Set[] => {
  const byName = Map.groupBy(parts.flat(), ({ type, hostName }) => `${type} ${hostName.toLowerCase()}`);
  return [...byName.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [{ ...first, values: oneList([first, ...more].flatMap(({ values }) => values)) }],
  );
};
