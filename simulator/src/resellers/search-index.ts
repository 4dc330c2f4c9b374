import { type State } from "../account/state";
import { type World } from "../account/world";
import { type Package } from "./state";

/** Until the setting's lag has passed, Query Packages goes on showing what there was. */
export function keepStale(world: World, packageId: string, shows: Package | null, at: Date): void {
  const { resellers, settings } = world.state;
  const now = world.clock.now().getTime();
  resellers.stale = resellers.stale.filter(({ until }) => Date.parse(until) > now);
  const until = at.getTime() + settings.queryLagMs;
  if (until > now) resellers.stale.push({ packageId, until: new Date(until).toISOString(), shows });
}

/** The packages as they were when the index last took notice of them. */
export function indexedPackages({ resellers }: State, now: Date): Package[] {
  return resellers.packages.flatMap(current => {
    const [oldest] = resellers.stale
      .filter(({ packageId, until }) => packageId === current.id && Date.parse(until) > now.getTime())
      .toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until));
    return (oldest === undefined ? current : oldest.shows) ?? [];
  });
}
