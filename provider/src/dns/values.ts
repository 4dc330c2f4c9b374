import { isIPv6 } from "node:net";
import { canonicalName } from "./names";
import type { RecordSetContent } from "./types";

/**
 * Canonical form of whatever was typed or read: every value spelled canonically, sorted (MX by preference, then
 * host; all others by code unit), none twice. Values that make no sense for their type stay verbatim; never throws.
 */
export function canonicalContent(type: string, values: readonly string[], ttl?: number): RecordSetContent {
  const distinct = new Set(values.map(value => canonicalValue(type, value)));
  return {
    ...(ttl !== undefined && { ttl }),
    values: [...distinct].sort(type === "MX" ? byPreference : byCodeUnit),
  };
}

/** One value in canonical form; one that makes no sense for its type stays verbatim. TXT is always verbatim. */
export function canonicalValue(type: string, value: string): string {
  switch (type) {
    case "AAAA":
      return canonicalIPv6(value);
    case "CNAME":
    case "NS":
    case "PTR":
      return canonicalName(value);
    case "MX":
    case "SRV":
    case "NAPTR":
      return parseFields(type, value)?.canonical ?? value;
    default:
      return value;
  }
}

export interface Fields {
  /** As written, e.g. preference, or priority, weight and port. */
  numbers: string[];
  /** As written. */
  target: string;
  canonical: string;
}

const LAYOUT: Record<string, RegExp> = {
  MX: /^\s*(\S+)\s+(\S+)\s*$/,
  SRV: /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$/,
  NAPTR: /^\s*(\d+)\s+(\d+)\s+("(?:[^"\\]|\\.)*"\s+"(?:[^"\\]|\\.)*"\s+"(?:[^"\\]|\\.)*")\s+([^\s"]+)\s*$/,
};

/** The fields of an MX, SRV or NAPTR value; undefined where their number is wrong. */
export function parseFields(type: "MX" | "SRV" | "NAPTR", value: string): Fields | undefined {
  const fields = LAYOUT[type]?.exec(value)?.slice(1);
  const target = fields?.pop();
  if (fields === undefined || target === undefined) return undefined;
  const texts = type === "NAPTR" ? fields.splice(2).map(betweenQuotes) : [];
  const canonical = [...fields.map(withoutLeadingZeros), ...texts, canonicalName(target)].join(" ");
  return { numbers: fields, target, canonical };
}

const withoutLeadingZeros = (number: string) => number.replace(/^0+(?=\d+$)/, "");

const betweenQuotes = (texts: string) => (texts.match(/"(?:[^"\\]|\\.)*"/g) ?? []).join(" ");

/** RFC 5952, all groups in hexadecimal; an address with a zone index (`%eth0`) is none of DNS. */
function canonicalIPv6(value: string): string {
  if (!isIPv6(value) || value.includes("%")) return value;
  return new URL(`http://[${value}]`).hostname.slice(1, -1);
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const byPreference = (a: string, b: string) => {
  const [left, right] = [preference(a), preference(b)];
  return left === right ? byCodeUnit(a, b) : left < right ? -1 : 1;
};

const preference = (value: string) => {
  const digits = /^\d+(?= )/.exec(value);
  return digits === null ? Infinity : Number(digits[0]);
};
