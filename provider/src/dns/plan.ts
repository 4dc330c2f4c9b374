/*
 * What has to change in a zone, by the versions of each record set.
 *
 * Terms
 *   declared   what the program wants to stand in the zone
 *   known      what the resource last knew of its sets: its state; where ours are merged, our values only
 *   maybe      what was sent and could not be looked at afterwards; where it stands in the zone, it is known
 *   read       what the zone holds now
 *   found      what stood in the zone before us
 *   merged     ours stood beside foreign values when the set was last written; a set that is written remembers it, since
 *              `existing` may have another word the next time
 *   foreign    values of a set that neither we nor another resource of the program wrote
 *   others     those who declare the set as well: all of it, or, where both merge, values of it
 *   heritage   what other resources know of the set: one that moves to us brings what was known and found along
 *   sent       what was sent and came back cut: known is what Wix shows in its place
 *   to hold    a set holds a wanted content if it equals it; where ours are merged, if it contains it
 *
 * Premise
 *   Others write to the zone as well, by hand and by machine. Only sets that are declared or known are looked at.
 *   What was read is overwritten only if it is what we last knew of it, or if the user said how to treat what exists.
 *   Nothing that anybody declares is removed. Planning on a zone where the plan stands already gives an empty plan, so
 *   a run that stopped half-way is resumed by planning again.
 *
 * Algorithm
 *   for each key that is declared, known or perhaps sent, but neither NS nor SOA
 *     if new to us, and another let go of it or is about to: known, found = its
 *     if declared and all ours
 *       if nothing is read:            write, but conflict if known       (new; or somebody deleted it)
 *       if read = declared:            nothing to do                      (done, or adopted)
 *       if known and read holds not:   conflict                           (somebody changed it)
 *       if sent = declared:            conflict                           (it would come back cut again)
 *       if foreign values would go:    write if existing = replace, else conflict
 *       else:                          write
 *     if declared and merged
 *       found += newly declared values that are read already and foreign
 *       target = read - (known - declared - found - what others declare) + declared
 *       if nothing is read:            write, but conflict if known
 *       if read = target:              nothing to do
 *       if known and read holds not:   conflict
 *       if sent = declared:            conflict
 *       if target breaks a rule:       conflict
 *       else:                          write
 *     if not declared
 *       if another declares all:       it stays, with what was found      (left)
 *       if to be kept:                 it stays
 *       target = found, or nothing; where merged or others declare values: read - (known - found - theirs)
 *       if read = target:              nothing to do
 *       if read holds not known:       conflict, but not where merged
 *       if nothing would be left where others have yet to put theirs: it stays  (left)
 *       else:                          write target
 *   for each host name that gets a set
 *     if a CNAME would stand beside another set: conflict
 */
import { bringAbout } from "./bring-about";
import { cnameConflicts } from "./cname-conflicts";
import type { Intent, Plan } from "./intent";
import { letGo } from "./let-go";
import type { RecordSetKey } from "./types";
import { versionsOf } from "./versions";
import type { Zone } from "./zone";

const keysOf = ({ declared, known, maybe = {} }: Intent): Set<RecordSetKey> =>
  new Set([...Object.keys(declared), ...Object.keys(known), ...Object.keys(maybe)]);

export function plan(zone: Zone, intent: Intent): Plan {
  const result: Plan = { changes: [], conflicts: [], memory: {}, left: {}, notes: [] };
  for (const key of keysOf(intent)) {
    const versions = versionsOf(key, zone, intent);
    if (versions.type === "NS" || versions.type === "SOA") continue;
    const declared = intent.declared[key];
    if (declared === undefined) {
      const { change, conflict, note, left } = letGo(versions, intent);
      if (change !== undefined) result.changes.push(change);
      if (conflict !== undefined) result.conflicts.push(conflict);
      if (note !== undefined) result.notes.push(note);
      if (left !== undefined) result.left[key] = left;
    } else {
      const { change, conflict, memory, left } = bringAbout(versions, declared, intent);
      if (change !== undefined) result.changes.push(change);
      if (conflict !== undefined) result.conflicts.push(conflict);
      const { since } = versions.memory;
      const kept = since === undefined ? memory : { ...memory, since };
      if (Object.keys(kept).length > 0) result.memory[key] = kept;
      if (left !== undefined) result.left[key] = left;
    }
  }
  result.conflicts.push(...cnameConflicts(zone, result.changes));
  return result;
}
