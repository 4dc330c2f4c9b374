/* Contents of one record set, compared and subtracted; all are canonical, so equal values stand in equal order. */
import type { RecordSetContent } from "./types";
import { canonicalContent } from "./values";

export const valuesOf = (content: RecordSetContent | undefined): readonly string[] => content?.values ?? [];

export const minus = (values: readonly string[], others: readonly string[]): string[] => {
  const excluded = new Set(others);
  return values.filter(value => !excluded.has(value));
};

export const both = (values: readonly string[], others: readonly string[]): string[] => {
  const included = new Set(others);
  return values.filter(value => included.has(value));
};

/** No wanted TTL: whatever Wix has. */
const hasTtl = (read: RecordSetContent, wanted: RecordSetContent): boolean =>
  wanted.ttl === undefined || wanted.ttl === read.ttl;

export const equals = (read: RecordSetContent, wanted: RecordSetContent): boolean =>
  hasTtl(read, wanted) &&
  read.values.length === wanted.values.length &&
  read.values.every((value, index) => value === wanted.values[index]);

export const contains = (read: RecordSetContent, wanted: RecordSetContent): boolean =>
  hasTtl(read, wanted) && minus(wanted.values, read.values).length === 0;

/** Whether a set shows the wanted content; where ours are merged, beside whatever else stands there. */
export const holds = (read: RecordSetContent, wanted: RecordSetContent, merged: boolean): boolean =>
  merged ? contains(read, wanted) : equals(read, wanted);

/** One content of several, the TTL of the first that has one; undefined where nothing is left. */
export const union = (
  type: string,
  ...contents: (RecordSetContent | undefined)[]
): RecordSetContent | undefined => {
  const values = contents.flatMap(valuesOf);
  const ttl = contents.find(content => content?.ttl !== undefined)?.ttl;
  return values.length === 0 ? undefined : canonicalContent(type, values, ttl);
};

/** What was read without some values, with the TTL that is wanted, else as read; undefined: nothing is left. */
export const without = (
  read: RecordSetContent,
  values: readonly string[],
  ttl = read.ttl,
): RecordSetContent | undefined => {
  const left = minus(read.values, values);
  return left.length === 0 ? undefined : { ...(ttl !== undefined && { ttl }), values: left };
};
