import { initialState, type RecordSet, type StateDocument } from "../../simulator/src";
import { dnsZoneRecords } from "./scene";

/** Somebody else's mail server, in the zone before any program. */
export const FOREIGN_MAIL: RecordSet = {
  type: "MX",
  hostName: "example.com",
  ttl: 1800,
  values: ["5 old.example.net"],
};
export const MAIL = "MX example.com";

/** The simulator's account with foreign sets in the zone `example.com`. */
export const withForeign =
  (...sets: readonly RecordSet[]) =>
  (): StateDocument => {
    const state = initialState();
    state.dnsZones?.["example.com"]?.records.push(...sets);
    return state;
  };
export const withForeignMail = withForeign(FOREIGN_MAIL);

/** As a record that is printed ready to be pasted names it. */
export const PRINTED_FOREIGN_MAIL =
  '{ type: "MX", hostName: "example.com", values: ["5 old.example.net"], ttl: 1800 }';

export interface RecordSetArgs {
  readonly type: string;
  readonly hostName: string;
  readonly values: readonly string[];
}

const apex =
  (type: string) =>
  (...values: readonly string[]): RecordSetArgs => ({ type, hostName: "@", values });

export const mx = apex("MX");
export const txt = apex("TXT");
export const at = (hostName: string, set: RecordSetArgs): RecordSetArgs => ({ ...set, hostName });

type Words = Readonly<{
  existing?: "refuse" | "merge" | "replace";
  onDestroy?: string;
  /** What else would be refused. */
  allow?: readonly string[];
}>;

/** Declares sets of the zone `example.com`. */
export const sets =
  (words: Words = {}) =>
  (name: string, records: readonly RecordSetArgs[], options?: string): string =>
    dnsZoneRecords(name, { domainName: "example.com", records, ...words }, options);

export const replacing = sets({ existing: "replace" });
/** The same where the program says by these words that it means what would be refused. */
export const allowing = (...allow: readonly string[]): typeof replacing =>
  sets({ existing: "replace", allow });
export const merging = sets({ existing: "merge" });
