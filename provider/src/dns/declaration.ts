import { isDeepStrictEqual as equal } from "node:util";
import type { Failure } from "../core/failure";
import { UNKNOWN, type Unknown } from "../core/unknown";
import { splitKey } from "./key";
import { canonicalName, fullHostName } from "./names";

/**
 * One declared record set: read, but not yet judged by the rules. UNKNOWN stands for what is unknown until applied,
 * and for what was refused already for its shape.
 */
export interface Declaration {
  /** Of the record set as the user wrote it: `records[3]` or `records["MX example.com"]`. */
  path: string;
  /** Whether it comes from a program, not from what an earlier run or a refresh has saved. */
  typed: boolean;
  /** In upper case. */
  type: string | Unknown;
  hostNameAsGiven: string | Unknown;
  /** Full name; as given, but canonical, where the zone is unknown. */
  hostName: string | Unknown;
  /** As given. */
  values: readonly (string | Unknown)[] | Unknown;
  ttl?: number | Unknown;
}

type Fail = (property: string, reason: string) => void;

const EXAMPLE = '[{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }]';

/** Reads the list form and the map form alike. What has the wrong shape becomes a failure. */
export function readDeclarations(
  zone: string | Unknown,
  records: unknown,
  before: Readonly<Record<string, unknown>> = {},
): { declarations: Declaration[]; failures: Failure[] } {
  const failures: Failure[] = [];
  const fail: Fail = (property, reason) => void failures.push({ property, reason });
  const read = (path: string, entry: unknown, key?: string) =>
    readEntry(zone, path, entry, key, fail).map(declaration => ({
      ...declaration,
      typed: key === undefined || !equal(before[key], entry),
    }));

  if (Array.isArray(records)) {
    return { declarations: records.flatMap((entry, index) => read(`records[${index}]`, entry)), failures };
  }
  if (isObject(records) && "type" in records && "values" in records) {
    fail("records", `is a single record set; write a list: ${EXAMPLE}`);
    return { declarations: [], failures };
  }
  if (isObject(records)) {
    const entries = Object.entries(records);
    return {
      declarations: entries.flatMap(([key, entry]) => read(`records[${JSON.stringify(key)}]`, entry, key)),
      failures,
    };
  }
  fail("records", `${kindOf(records)}; write a list: ${EXAMPLE}`);
  return { declarations: [], failures };
}

function readEntry(
  zone: string | Unknown,
  path: string,
  entry: unknown,
  key: string | undefined,
  fail: Fail,
): Omit<Declaration, "typed">[] {
  if (entry !== UNKNOWN && !isObject(entry)) {
    fail(path, `${kindOf(entry)}; write an object such as ${EXAMPLE.slice(1, -1)}`);
    return [];
  }
  const given: Record<string, unknown> = entry === UNKNOWN ? allUnknown : { ...entry };
  if (key !== undefined) Object.assign(given, identity(key, path, fail));
  refuseOtherProperties(path, entry === UNKNOWN ? {} : entry, key === undefined, fail);

  const type = readText(given.type, `${path}.type`, 'e.g. "MX"', fail);
  const hostName = readText(given.hostName, `${path}.hostName`, 'e.g. "@", "www" or a full name', fail);
  const ttl = readTtl(given.ttl, `${path}.ttl`, fail);
  return [
    {
      path,
      type: type === UNKNOWN ? UNKNOWN : type.toUpperCase(),
      hostNameAsGiven: hostName,
      hostName: resolve(zone, hostName),
      values: readValues(given.values, `${path}.values`, fail),
      ...(ttl !== undefined && { ttl }),
    },
  ];
}

const allUnknown = { type: UNKNOWN, hostName: UNKNOWN, values: UNKNOWN };

function identity(key: string, path: string, fail: Fail): { type: unknown; hostName: unknown } {
  const { type, hostName } = splitKey(key);
  if (hostName !== "") return { type, hostName };
  fail(path, 'the key must hold a type and a host name, e.g. "MX mail.example.com"');
  return { type: UNKNOWN, hostName: UNKNOWN };
}

function resolve(zone: string | Unknown, hostName: string | Unknown): string | Unknown {
  if (hostName === UNKNOWN) return UNKNOWN;
  if (zone !== UNKNOWN) return fullHostName(zone, hostName);
  return hostName === "@" ? UNKNOWN : canonicalName(hostName);
}

function readText(given: unknown, property: string, example: string, fail: Fail): string | Unknown {
  if (typeof given === "string" || given === UNKNOWN) return given;
  fail(property, `${kindOf(given)}; write a text, ${example}`);
  return UNKNOWN;
}

function readTtl(given: unknown, property: string, fail: Fail): number | Unknown | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "number" || given === UNKNOWN) return given;
  fail(
    property,
    `${kindOf(given)}; write a number of seconds, e.g. 3600, or leave it out to keep what Wix has`,
  );
  return UNKNOWN;
}

function readValues(given: unknown, property: string, fail: Fail): (string | Unknown)[] | Unknown {
  if (given === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(given)) {
    const list = typeof given === "string" ? `[${JSON.stringify(given)}]` : '["10 mx1.example.net"]';
    fail(property, `${kindOf(given)}; write a list of texts: ${list}`);
    return UNKNOWN;
  }
  return given.map((value, index) => readText(value, `${property}[${index}]`, "in quotes", fail));
}

/** Names that other DNS tools use, and what they are here. */
const MEANT = new Map([
  ["content", "`values`, a list of texts"],
  ["data", "`values`, a list of texts"],
  ["host", "`hostName`"],
  ["hostname", "`hostName`"],
  ["name", "`hostName`"],
  ["port", 'the value: "<priority> <weight> <port> <target>"'],
  ["preference", 'the value: put the preference into the value, "10 mx1.example.net"'],
  ["priority", 'the value: put the preference into the value, "10 mx1.example.net"'],
  ["target", "`values`, a list of texts"],
  ["ttl", "`ttl`"],
  ["value", "`values`, a list of texts"],
  ["weight", 'the value: "<priority> <weight> <port> <target>"'],
]);

function refuseOtherProperties(path: string, entry: object, typed: boolean, fail: Fail): void {
  const allowed = typed ? ["type", "hostName", "values", "ttl"] : ["values", "ttl"];
  for (const property of Object.keys(entry).filter(name => !allowed.includes(name))) {
    const meant = MEANT.get(property.toLowerCase());
    const hint = meant === undefined ? "" : `; here it is ${meant}`;
    fail(`${path}.${property}`, `is no property of a record; allowed are ${allowed.join(", ")}${hint}`);
  }
}

const isObject = (given: unknown): given is object =>
  typeof given === "object" && given !== null && !Array.isArray(given);

function kindOf(given: unknown): string {
  if (given === undefined || given === null) return "is missing";
  if (Array.isArray(given)) return "is a list";
  if (typeof given === "object") return "is an object";
  return `is a ${typeof given === "string" ? "text" : typeof given} (${JSON.stringify(given)})`;
}
