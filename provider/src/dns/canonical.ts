import type { Failure } from "../core/failure";
import { UNKNOWN, type Unknown } from "../core/unknown";
import { readDeclarations, type Declaration } from "./declaration";
import { recordSetKey } from "./key";
import { canonicalName, hasRegistrableDomain } from "./names";
import { brokenRules } from "./rules";
import { nameFault } from "./rules/names";
import { quote } from "./rules/rule";
import type { RecordSetKey } from "./types";
import { canonicalContent } from "./values";

/** As {@link RecordSetContent}, where parts may be unknown until applied; unknown values come last. */
export interface DeclaredContent {
  /** Seconds; absent: whatever Wix has. */
  ttl?: number | Unknown;
  values: (string | Unknown)[] | Unknown;
}

/**
 * As {@link RecordSets}. A set whose host name or type is unknown until applied stands under a placeholder that
 * names its place in the list: `MX [3]`, `[3]`.
 */
export type DeclaredRecordSets = Record<RecordSetKey, DeclaredContent>;

/**
 * The zone's name in canonical form: lower-case ASCII without trailing dot. A subdomain may be a zone of its own.
 * @returns the reason, with the way out, where it is no name that a zone can have
 */
export function canonicalDomainName(domainName: string): { name: string } | { reason: string } {
  const name = canonicalName(domainName);
  const fault = domainName === "" ? "is no domain name" : nameFault(name);
  if (fault !== undefined)
    return { reason: `${quote(domainName)} ${fault}; write a domain such as "example.com"` };
  if (name.includes("*") || !hasRegistrableDomain(name)) {
    return { reason: `${quote(domainName)} is no domain that can be registered; write e.g. "example.com"` };
  }
  return { name };
}

/**
 * Record sets in canonical form, and everything that is wrong with them at once; where something is, the sets are
 * as canonical as they could be made. Accepts its own output and leaves it unchanged.
 * @param zone in canonical form; UNKNOWN also where the name given is refused
 * @param records a list of `{ type, hostName, values, ttl? }`, or a map like the canonical one; may hold UNKNOWN at any
 *   depth
 * @param before the canonical map of the last run: what a refresh brought into it may break rules that only bind what
 *   somebody types
 */
export function canonicalRecords(
  zone: string | Unknown,
  records: unknown,
  before?: DeclaredRecordSets,
): { records: DeclaredRecordSets | Unknown; failures: Failure[] } {
  if (records === UNKNOWN) return { records: UNKNOWN, failures: [] };
  const { declarations, failures } = readDeclarations(zone, records, before);
  return {
    records: zone === UNKNOWN ? UNKNOWN : setsOf(declarations),
    failures: [...failures, ...brokenRules(zone, declarations)],
  };
}

/** Record sets in canonical form as far as they can be read, judged by no rule: for what somebody else judges. */
export function unjudgedRecords(zone: string, records: unknown): DeclaredRecordSets {
  return setsOf(readDeclarations(zone, records).declarations);
}

const setsOf = (declarations: readonly Declaration[]): DeclaredRecordSets =>
  Object.fromEntries(declarations.map(entry => [keyOf(entry), contentOf(entry)]));

function keyOf({ path, type, hostName }: Declaration): RecordSetKey {
  const place = path.slice("records".length);
  if (type === UNKNOWN) return place;
  return recordSetKey(type, hostName === UNKNOWN ? place : hostName);
}

function contentOf({ type, values, ttl }: Declaration): DeclaredContent {
  return {
    ...(ttl !== undefined && { ttl }),
    values: values === UNKNOWN ? UNKNOWN : canonicalValues(type, values),
  };
}

function canonicalValues(
  type: string | Unknown,
  values: readonly (string | Unknown)[],
): (string | Unknown)[] {
  const known = values.filter(value => value !== UNKNOWN);
  const unknown = values.filter(value => value === UNKNOWN);
  return [...(type === UNKNOWN ? known : canonicalContent(type, known).values), ...unknown];
}
