import { both, minus, valuesOf } from "./contents";
import type { Intent } from "./intent";
import { splitKey } from "./key";
import type { RecordSetKey } from "./types";
import type { Zone } from "./zone";

/**
 * Declared sets that stand in the zone already, though nobody is known to have put them there: sets that are new to us, and
 * where ours are merged, sets with values that are.
 */
export const strangers = (zone: Zone, intent: Intent): RecordSetKey[] =>
  Object.keys(intent.declared).filter(key => isStranger(zone, intent, key));

const isStranger = (zone: Zone, intent: Intent, key: RecordSetKey): boolean => {
  const { declared, known, maybe = {}, memory = {}, existing, heritage } = intent;
  const read = zone.sets.get(key)?.content;
  if (read === undefined || Object.hasOwn(maybe, key)) return false;
  const isNew = known[key] === undefined && memory[key]?.found === undefined;
  // Whoever is known to have put some of the values there need not have put all of them there.
  if (existing === "merge" && splitKey(key).type !== "CNAME")
    return isNew || both(minus(valuesOf(declared[key]), valuesOf(known[key])), read.values).length > 0;
  return isNew && (heritage?.(key) ?? []).length === 0;
};
