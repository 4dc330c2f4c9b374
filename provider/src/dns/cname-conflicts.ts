import type { Change, Conflict } from "./intent";
import type { Zone } from "./zone";

type Named = Pick<Change, "key" | "type" | "hostName">;

/** What will stand on each host name. */
function standingAfter(
  zone: Zone,
  changes: readonly Change[],
  added: readonly Named[],
): Map<string, Named[]> {
  const changed = new Set(changes.map(({ key }) => key));
  const untouched = [...zone.sets].flatMap(([key, { type, hostName }]): Named[] =>
    changed.has(key) ? [] : [{ key, type, hostName }],
  );
  return Map.groupBy([...untouched, ...added], ({ hostName }) => hostName);
}

/** A CNAME stands alone on its host name (RFC 1034 section 3.6.2), whoever wrote the other set. */
export function cnameConflicts(zone: Zone, changes: readonly Change[]): Conflict[] {
  const added = changes.filter(({ add }) => add !== undefined);
  if (added.length === 0) return [];
  const standing = standingAfter(zone, changes, added);
  const conflicts = new Map<string, Conflict>();
  for (const { key, type, hostName } of added) {
    const other = standing.get(hostName)?.find(set => (set.type === "CNAME") !== (type === "CNAME"));
    if (other !== undefined) conflicts.set(hostName, { kind: "cname", key, other: other.key });
  }
  return [...conflicts.values()];
}
