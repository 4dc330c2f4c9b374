/* How sets will stand once a change is made, where the zone is as it was last known. */
import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "../../core/unknown";
import type { DeclaredContent, DeclaredRecordSets } from "../canonical";
import { union } from "../contents";
import type { Intent } from "../intent";
import { splitKey } from "../key";
import { plan } from "../plan";
import type { RecordSetContent, RecordSetKey, RecordSets } from "../types";
import { readZone, type Zone } from "../zone";

/** What a resource knows of its sets: where ours are merged, what it found stands beside them. */
export const standingBefore = ({ known, memory = {} }: Pick<Intent, "known" | "memory">): RecordSets => {
  const standing = { ...known };
  for (const [key, { merged, found }] of Object.entries(memory)) {
    const content = merged ? union(splitKey(key).type, known[key], found) : undefined;
    if (content !== undefined && Object.hasOwn(known, key)) standing[key] = content;
  }
  return standing;
};

const zoneOf = (domainName: string, sets: RecordSets): Zone =>
  readZone(
    domainName,
    Object.entries(sets).map(([key, { values, ttl }]) => ({ ...splitKey(key), ttl, values })),
  );

/** Of contents that are wholly known. */
const put = (sets: RecordSets, key: RecordSetKey, content: DeclaredContent | undefined): void => {
  if (content !== undefined) sets[key] = content as RecordSetContent;
};

/**
 * @param declared what the program declares now; what of it is not known yet is handed on as it is
 * @param intent as the resource will go about it
 */
export const standingAfter = (
  domainName: string,
  declared: DeclaredRecordSets,
  intent: Omit<Intent, "declared">,
): DeclaredRecordSets => {
  const after = new Map<RecordSetKey, DeclaredContent>(Object.entries(standingBefore(intent)));
  const [standing, known, wanted]: [RecordSets, RecordSets, RecordSets] = [{}, {}, {}];
  for (const key of new Set([...Object.keys(intent.known), ...Object.keys(declared)])) {
    const [was, is, stands] = [intent.known[key], declared[key], after.get(key)];
    // Of a large resource few sets change: the plan is not asked about the others.
    if (isDeepStrictEqual(was?.values, is?.values)) continue;
    if (is !== undefined && hasUnknown(is)) {
      after.set(key, is);
      continue;
    }
    put(standing, key, stands);
    put(known, key, was);
    put(wanted, key, is);
  }
  const { changes } = plan(zoneOf(domainName, standing), { ...intent, known, declared: wanted });
  for (const { key, add } of changes)
    if (add === undefined) after.delete(key);
    else after.set(key, { values: add.values });
  return Object.fromEntries(after);
};
