/* Few resources a zone, by what their records are for, which does not change when others come: mail, proofs, all else. */
import { fullHostName } from "../../dns/names";
import { canonicalRecords } from "../../dns/canonical";
import { readZone, type ZoneRecordSet } from "../../dns/zone";
import type { WireZone } from "../../wix/dns-zones";
import type { Left } from "./account";
import type { Value } from "./code";
import { isWixs } from "./wix-own";

export const PURPOSES = ["mail", "verification", "web"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What Wix gives a set for which no ttl was asked; s. It goes without saying. */
const USUAL_TTL = 3600;

const MAIL_HOSTS =
  /^(.+\._domainkey|_domainkey|_dmarc|_mta-sts|mta-sts|_smtp\._tls|default\._bimi|autodiscover|autoconfig|_autodiscover\._tcp|_(imap|imaps|pop3|pop3s|submission|submissions|smtp)\._tcp)$/;
const PROOF_HOSTS =
  /^(_acme-challenge|_dnsauth|_github-|_gitlab-|_asuid|asuid|_domainconnect|_cf-custom-hostname)/;

/** The name below the zone; `@` for the zone itself. */
const relativeName = (zone: string, hostName: string): string => {
  if (hostName === zone) return "@";
  const relative = hostName.endsWith(`.${zone}`) ? hostName.slice(0, -zone.length - 1) : hostName;
  // A name such as `shop.example` below `example.com` would be read as a full one.
  return fullHostName(zone, relative) === hostName ? relative : hostName;
};

const purposeOf = (zone: string, { type, hostName, content }: ZoneRecordSet): Purpose => {
  const host = hostName === zone ? "@" : hostName.slice(0, -zone.length - 1);
  if (type === "MX" || type === "SPF" || MAIL_HOSTS.test(host)) return "mail";
  const isText = type === "TXT";
  if (isText && content.values.some(value => /^v=(spf1|dmarc1|dkim1)\b/i.test(value))) return "mail";
  return isText || PROOF_HOSTS.test(host) ? "verification" : "web";
};

/** `host-2` before `host-10`. */
const { compare } = new Intl.Collator("en", { numeric: true });

/** The domain itself first, then by name; a reader looks for a host, then for a type. */
const byHost = (zone: string) => (a: ZoneRecordSet, b: ZoneRecordSet) => {
  const [left, right] = [a, b].map(({ hostName }) => (hostName === zone ? "" : hostName));
  return compare(left ?? "", right ?? "") || compare(a.type, b.type);
};

const declaration = (
  zone: string,
  { type, hostName, content: { ttl, values } }: ZoneRecordSet,
): Record<string, Value> => ({
  type,
  hostName: relativeName(zone, hostName),
  values,
  ...(ttl !== undefined && ttl !== USUAL_TTL && { ttl }),
});

/** What the provider would refuse of these, at a preview; each with its place in the list. */
const refusals = (zone: string, records: readonly Record<string, Value>[]): Map<number, string> => {
  const reasons = new Map<number, string>();
  for (const { property, reason } of canonicalRecords(zone, records).failures) {
    const place = Number(/^records\[(\d+)\]/.exec(property)?.[1]);
    if (!Number.isNaN(place) && !reasons.has(place)) reasons.set(place, reason);
  }
  return reasons;
};

export interface Grouped {
  groups: { purpose: Purpose; records: Record<string, Value>[] }[];
  left: Left[];
  /** How many sets are Wix's own. */
  wixs: number;
}

/** @param computed zones that Wix has computed */
export const groupRecords = (zone: string, wire: WireZone, computed: readonly WireZone[]): Grouped => {
  const all = [...readZone(zone, wire.records).sets.values()].sort(byHost(zone));
  const own = all.filter(set => !isWixs(zone, set, computed));
  const declared = own.map(set => ({ purpose: purposeOf(zone, set), record: declaration(zone, set) }));
  const refused = refusals(
    zone,
    declared.map(({ record }) => record),
  );
  return {
    groups: PURPOSES.flatMap(purpose => {
      const records = declared.flatMap((one, index) =>
        one.purpose === purpose && !refused.has(index) ? [one.record] : [],
      );
      return records.length === 0 ? [] : [{ purpose, records }];
    }),
    left: own.flatMap(({ type, hostName }, index) => {
      const why = refused.get(index);
      return why === undefined
        ? []
        : [{ what: `${type} ${hostName}`, why: `the provider takes it not: ${why}` }];
    }),
    wixs: all.length - own.length,
  };
};
