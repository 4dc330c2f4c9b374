import type { Saved } from "../../lifecycle/lifecycle";
import { zoneName } from "../../domains/zone-names";
import { recordSetKey } from "../../dns/key";
import { fullHostName } from "../../dns/names";
import type { RecordSetKey, RecordSets } from "../../dns/types";
import type { Zone } from "../../dns/zone";
import { dated, stateOf, type DnsZoneRecordsState } from "./state";

const FORMS = '"example.com" for all sets of a zone, or "example.com/MX @,TXT @" for some';

/** Which sets an id asks for. */
export interface Sought {
  domainName: string;
  /** Absent: all but Wix's own NS and SOA. */
  keys?: RecordSetKey[];
}

/** @throws Error where the text names no sets */
const keysIn = (domainName: string, list: string): RecordSetKey[] =>
  list.split(",").map(text => {
    const [, type, hostName] = /^\s*([A-Za-z]+)\s+(\S+)\s*$/.exec(text) ?? [];
    if (type === undefined || hostName === undefined)
      throw new Error(`${JSON.stringify(text.trim())} names no record set; write ${FORMS}.`);
    return recordSetKey(type.toUpperCase(), fullHostName(domainName, hostName));
  });

/**
 * Reads what a user asks for: `example.com`, or `example.com/MX @,TXT www`. The id of a resource, `example.com/mail`, asks
 * for the whole zone.
 * @throws Error with the forms that are allowed
 */
export const soughtBy = (id: string): Sought => {
  const [domain = "", ...rest] = id.split("/");
  const list = rest.join("/");
  const canonical = zoneName(domain.trim());
  if ("reason" in canonical) throw new Error(`${canonical.reason}. The id is ${FORMS}.`);
  const { name } = canonical;
  return /[\s,]/.test(list.trim()) ? { domainName: name, keys: keysIn(name, list) } : { domainName: name };
};

const wholeZone = (zone: Zone): RecordSets =>
  Object.fromEntries(
    [...zone.sets]
      .filter(([, { type }]) => type !== "NS" && type !== "SOA")
      .map(([key, { content }]) => [key, content]),
  );

/** @throws Error that names the sets which are not there */
const namedSets = (zone: Zone, domainName: string, keys: readonly RecordSetKey[]): RecordSets => {
  const missing = keys.filter(key => !zone.sets.has(key));
  if (missing.length > 0)
    throw new Error(
      `the zone ${domainName} has no ${missing.join(", ")}. It has: ${Object.keys(wholeZone(zone)).join(", ") || "no record sets"}.`,
    );
  const all = Object.fromEntries([...zone.sets].map(([key, { content }]) => [key, content]));
  return Object.fromEntries(keys.flatMap(key => (all[key] ? [[key, all[key]]] : [])));
};

/**
 * Sets of a zone that nobody has declared yet, as a resource that takes them over: what it has found, it leaves there when
 * it ends.
 * @param now ms since the epoch
 */
export const takenOver = (
  zone: Zone,
  { domainName, keys }: Sought,
  accountId: string | undefined,
  now: number,
): Saved<DnsZoneRecordsState>["state"] => {
  const records = keys === undefined ? wholeZone(zone) : namedSets(zone, domainName, keys);
  const sets = Object.fromEntries(Object.entries(records).map(([key, found]) => [key, { found }]));
  return stateOf(
    { domainName, records, ...(accountId !== undefined && { accountId }) },
    { sets: dated(Object.keys(records), sets, now) },
  );
};
