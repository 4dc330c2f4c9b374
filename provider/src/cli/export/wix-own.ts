/*
 * What stands in a zone by Wix's own doing, and is Wix's to change: NS and SOA, and the apex A and `www` CNAME that lead to
 * the site. Their addresses may not be hard-coded (docs/wix/connected-domains.md#values-that-were-seen): Preview DNS Zone tells
 * them, and what it tells of one zone mostly holds for all others.
 */
import { readZone, type ZoneRecordSet } from "../../dns/zone";
import type { WireZone } from "../../wix/dns-zones";

/** The two sets that Wix may have put there. */
const mayBeWixs = (domain: string, { type, hostName }: ZoneRecordSet): boolean =>
  (type === "A" && hostName === domain) || (type === "CNAME" && hostName === `www.${domain}`);

const valuesIn = (zone: WireZone, type: string): string[] =>
  [...readZone("", zone.records).sets.values()].flatMap(set => (set.type === type ? set.content.values : []));

/** Whether a set is as Wix makes it. @param computed zones that Wix has computed */
export const isWixs = (domain: string, set: ZoneRecordSet, computed: readonly WireZone[]): boolean => {
  if (set.type === "NS" || set.type === "SOA") return true;
  if (!mayBeWixs(domain, set)) return false;
  const known = new Set(computed.flatMap(zone => valuesIn(zone, set.type)));
  return set.content.values.every(value => known.has(value));
};

/** Whether all that may be Wix's own in a zone is, as far as is known. */
export const pointsToWix = (
  domain: string,
  zone: WireZone,
  computed: readonly WireZone[],
): "surely" | "perhaps" => {
  const candidates = [...readZone(domain, zone.records).sets.values()].filter(set => mayBeWixs(domain, set));
  return candidates.every(set => isWixs(domain, set, computed)) ? "surely" : "perhaps";
};
