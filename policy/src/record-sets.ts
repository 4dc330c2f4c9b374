import { entriesOf, propertyOf, UNKNOWN, type Arguments } from "./known";

/** A record set of a zone, as far as it is known. */
export interface RecordSet {
  readonly type: string;
  /** Full, in lower case, without trailing dot. */
  readonly hostName: string;
  readonly values: readonly (string | typeof UNKNOWN)[];
}

/** The record sets that a `DnsZoneRecords` declares. */
export interface Declared {
  /** Undefined where it is only known later. */
  readonly zone: string | undefined;
  readonly sets: readonly RecordSet[];
  /** Whether there may be sets beside these, which are only known later. */
  readonly isPartial: boolean;
}

/** Reads `records` as a list and as a map by type and host name; the provider's check makes the latter of both. */
export function declaredBy({ domainName, records }: Arguments): Declared {
  const zone = typeof domainName === "string" ? canonical(domainName) : undefined;
  const entries = Array.isArray(records)
    ? records.map(listed)
    : typeof records === "object"
      ? mapped(records)
      : [];
  const sets = entries.filter(set => set !== UNKNOWN);
  return {
    zone,
    sets: sets.map(set => ({ ...set, hostName: fullName(set.hostName, zone) })),
    isPartial: records === UNKNOWN || domainName === UNKNOWN || sets.length < entries.length,
  };
}

type Read = RecordSet | typeof UNKNOWN;

function listed(entry: unknown): Read {
  const [type, hostName] = [propertyOf(entry, "type"), propertyOf(entry, "hostName")];
  if (typeof type !== "string" || typeof hostName !== "string") return UNKNOWN;
  return { type: type.toUpperCase(), hostName, values: valuesOf(entry) };
}

function mapped(records: object | null): readonly Read[] {
  return Object.entries(records ?? {}).map(([key, content]: [string, unknown]) => {
    const [type = "", hostName = "@"] = key.trim().split(/\s+/);
    return { type: type.toUpperCase(), hostName, values: valuesOf(content) };
  });
}

function valuesOf(content: unknown): RecordSet["values"] {
  const values = propertyOf(content, "values");
  if (values === UNKNOWN) return [UNKNOWN];
  return entriesOf(values).map(value => (typeof value === "string" ? value : UNKNOWN));
}

/** @param name `@`, relative or full */
export function fullName(name: string, zone = ""): string {
  const spelled = canonical(name);
  if (spelled === "@" || spelled === "") return zone;
  return spelled === zone || spelled.endsWith(`.${zone}`) ? spelled : `${spelled}.${zone}`;
}

export const canonical = (name: string): string => name.trim().toLowerCase().replace(/\.$/, "");
