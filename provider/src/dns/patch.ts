/*
 * Packs changes into PATCHes. Wix takes 10 additions and 10 deletions a call; each call is one change as a whole, the
 * calls together are not (docs/wix/dns.md#one-patch-is-one-change). So after every call the zone must be safe to stay
 * as it is for ever:
 *
 *   the changes of one host name stay together: a CNAME takes the place of other sets, or gives way to them, at once
 *   what is added or rewritten goes first, what only goes comes last: nothing disappears before all that may take its
 *   place stands
 *
 * Host names go into the first PATCH that has room for them, those with many deletions first.
 */
import type { Change } from "./intent";
import type { WireRecordSet } from "./types";

const MAX_ADDITIONS = 10;
const MAX_DELETIONS = 10;

export interface PatchBody {
  additions?: WireRecordSet[];
  deletions?: WireRecordSet[];
}

export interface PackedPatch {
  /** Without empty arrays. */
  body: PatchBody;
  /** What it carries. */
  changes: Change[];
}

/** Changes with what they need of a PATCH. */
interface Load {
  changes: Change[];
  additions: number;
  deletions: number;
}

/** @param changes of one zone, of one plan or several; no key twice */
export function pack(changes: readonly Change[]): PackedPatch[] {
  const perHostName = [...Map.groupBy(changes, ({ hostName }) => hostName).values()];
  const loads = perHostName
    .map(toLoad)
    .flatMap(load => (fits(load) ? [load] : load.changes.map(one => toLoad([one]))));
  const [adding, removing] = [
    loads.filter(load => load.additions > 0),
    loads.filter(load => load.additions === 0),
  ];

  const patches = firstFit([], adding);
  // Only the last PATCH that adds may remove as well: before it, something would go whose substitute is still to come.
  const last = patches.splice(-1);
  return [...patches, ...firstFit(last, removing)].map(toPatch);
}

function firstFit(started: readonly Load[], loads: readonly Load[]): Load[] {
  const bins = [...started];
  for (const load of loads.toSorted((a, b) => b.deletions - a.deletions)) {
    const index = bins.findIndex(bin => fits(join(bin, load)));
    const bin = bins[index];
    if (bin === undefined) bins.push(load);
    else bins[index] = join(bin, load);
  }
  return bins;
}

const toLoad = (changes: Change[]): Load => ({
  changes,
  additions: changes.filter(({ add }) => add !== undefined).length,
  deletions: changes.reduce((sum, { remove }) => sum + remove.length, 0),
});

const fits = ({ additions, deletions }: Load) => additions <= MAX_ADDITIONS && deletions <= MAX_DELETIONS;

const join = (a: Load, b: Load): Load => ({
  changes: [...a.changes, ...b.changes],
  additions: a.additions + b.additions,
  deletions: a.deletions + b.deletions,
});

function toPatch({ changes }: Load): PackedPatch {
  const additions = changes.flatMap(({ add }) => add ?? []);
  const deletions = changes.flatMap(({ remove }) => remove);
  return {
    body: { ...(additions.length > 0 && { additions }), ...(deletions.length > 0 && { deletions }) },
    changes,
  };
}
