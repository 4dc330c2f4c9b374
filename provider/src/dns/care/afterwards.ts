/* How sets will stand once a change is made, where the zone is as it was last known. */
import { isDeepStrictEqual as equal } from "node:util";
import { hasUnknown } from "../../core/unknown";
import type { DeclaredRecordSets } from "../canonical";
import { union } from "../contents";
import type { Intent } from "../intent";
import { splitKey } from "../key";
import { plan } from "../plan";
import type { RecordSetKey, RecordSets } from "../types";
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

/** Sets that the plan has to be asked about: of a large resource few change. */
const isOpenTo =
  (declared: DeclaredRecordSets, { known }: Pick<Intent, "known">) =>
  (key: RecordSetKey): boolean => {
    const [was, is] = [known[key]?.values, declared[key]?.values];
    return was === undefined || is === undefined || !equal(was, is);
  };

const pick = <Value>(
  sets: Record<string, Value>,
  is: (key: string, value: Value) => boolean,
): Record<string, Value> => Object.fromEntries(Object.entries(sets).filter(([key, value]) => is(key, value)));

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
  const unknown = pick(declared, (_key, content) => hasUnknown(content));
  const isAsked = isOpenTo(declared, intent);
  const isPlanned = (key: RecordSetKey): boolean => isAsked(key) && !(key in unknown);
  const { changes } = plan(zoneOf(domainName, pick(before, isPlanned)), {
    ...intent,
    known: pick(intent.known, isPlanned),
    declared: pick(declared, isPlanned) as RecordSets,
  });
  const isChanged = new Set(changes.map(({ key }) => key));
  const written = changes.flatMap(({ key, add }) =>
    add === undefined ? [] : [[key, { values: add.values }] as const],
  );
  return { ...pick(before, key => !isChanged.has(key)), ...Object.fromEntries(written), ...unknown };
};
