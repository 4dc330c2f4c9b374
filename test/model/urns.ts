import type { Shell } from "../harness/engine/shell.ts";
import type { Resource, Snapshot } from "../harness/engine/state.ts";
import { aliasUrns, urnOf, type Urn } from "../harness/engine/urn.ts";
import { declarations, inOrder } from "./declarations.ts";
import type { Thing } from "./things.ts";

/** Each thing's URN, then its aliases. */
export const urnsOf = (shell: Shell, program: readonly Thing[]): Map<Thing, Urn[]> => {
  const declared = declarations(program);
  return new Map(
    inOrder(program).map((thing, place) => [
      thing,
      [urnOf(shell, declared[place]!), ...aliasUrns(shell, declared[place]!)],
    ]),
  );
};

/** What a state has under the first of these names that it knows. */
export const resourceIn = ({ resources }: Snapshot, names: readonly Urn[]): Resource | undefined => {
  for (const name of names) {
    const found = resources.find(one => one.urn === name && !one.delete && !one.pendingReplacement);
    if (found !== undefined) return found;
  }
  return undefined;
};
