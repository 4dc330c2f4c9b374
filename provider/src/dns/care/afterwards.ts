/* How sets will stand once a change is made, where the zone is as it was last known. */
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

/** Whether the plan has nothing to say of a set: of a large resource few change. */
const isSame = (was: RecordSetContent | undefined, is: DeclaredContent | undefined): boolean => {
  if (was === undefined || is === undefined || !Array.isArray(is.values)) return false;
  const { values } = is;
  return was.values.length === values.length && was.values.every((value, index) => value === values[index]);
};

const differing = (known: RecordSets, declared: DeclaredRecordSets): RecordSetKey[] => [
  ...Object.keys(known).filter(key => !isSame(known[key], declared[key])),
  ...Object.keys(declared).filter(key => !Object.hasOwn(known, key)),
];

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
  for (const key of differing(intent.known, declared)) {
    const [was, is, stands] = [intent.known[key], declared[key], after.get(key)];
    if (is !== undefined && hasUnknown(is)) {
      after.set(key, is);
      continue;
    }
    if (stands !== undefined) standing[key] = stands as RecordSetContent;
    if (was !== undefined) known[key] = was;
    if (is !== undefined) wanted[key] = is as RecordSetContent;
  }
  const { changes } = plan(zoneOf(domainName, standing), { ...intent, known, declared: wanted });
  for (const { key, add } of changes)
    if (add === undefined) after.delete(key);
    else after.set(key, { values: add.values });
  return Object.fromEntries(after);
};
