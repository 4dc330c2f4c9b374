/* How sets will stand once a change is made, where the zone is as it was last known. */
import { hasUnknown } from "../../core/unknown";
import type { DeclaredContent, DeclaredRecordSets } from "../canonical";
import { union } from "../contents";
import type { Intent } from "../intent";
import { splitKey } from "../key";
import { plan } from "../plan";
import type { RecordSets } from "../types";
import { readZone, type Zone } from "../zone";

/** What a resource knows of its sets: where ours are merged, what it found stands beside them. */
export const standingBefore = ({ known, memory = {} }: Pick<Intent, "known" | "memory">): RecordSets =>
  Object.fromEntries(
    Object.entries(known).map(([key, content]) => {
      const { merged, found } = memory[key] ?? {};
      return [key, (merged ? union(splitKey(key).type, content, found) : undefined) ?? content];
    }),
  );

const zoneOf = (domainName: string, sets: RecordSets): Zone =>
  readZone(
    domainName,
    Object.entries(sets).map(([key, { values, ttl }]) => ({ ...splitKey(key), ttl, values })),
  );

const isKnown = (content: DeclaredContent): boolean => !hasUnknown(content);

/**
 * @param declared what the program declares now; what of it is not known yet is handed on as it is
 * @param intent as the resource will go about it
 */
export const standingAfter = (
  domainName: string,
  declared: DeclaredRecordSets,
  intent: Omit<Intent, "declared">,
): DeclaredRecordSets => {
  const before = standingBefore(intent);
  const open = Object.fromEntries(Object.entries(declared).filter(([, content]) => !isKnown(content)));
  const withoutOpen = (sets: RecordSets): RecordSets =>
    Object.fromEntries(Object.entries(sets).filter(([key]) => !(key in open)));
  const { changes } = plan(zoneOf(domainName, before), {
    ...intent,
    known: withoutOpen(intent.known),
    declared: Object.fromEntries(
      Object.entries(declared).filter(([, content]) => isKnown(content)),
    ) as RecordSets,
  });
  const isChanged = new Set(changes.map(({ key }) => key));
  const kept = Object.entries(before).filter(([key]) => !isChanged.has(key));
  const written = changes.flatMap(({ key, add }) =>
    add === undefined ? [] : [[key, { values: add.values }] as const],
  );
  return { ...Object.fromEntries([...kept, ...written]), ...open };
};
