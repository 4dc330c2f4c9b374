/*
 * What the reference takes from the provider's code beside the schema. Bundled before it is loaded, since the provider's modules
 * name no file endings.
 */
import { ASKED } from "../../../provider/src/cli/doctor/families.js";
import type { Change } from "../../../provider/src/core/fields.js";
import { formatDuration } from "../../../provider/src/core/duration.js";
import type { Operation } from "../../../provider/src/lifecycle/lifecycle.js";
import { lifecycleOf } from "../../../provider/src/native/resources.js";
import { BY_CODE } from "../../../provider/src/wix/remediation.js";

/** What a lifecycle says of itself. */
export interface ResourceFacts {
  readonly changes: Readonly<Record<string, Change>>;
  /** E.g. `5m`. */
  readonly timeouts: Readonly<Record<Operation, string>>;
}

export const factsOf = async (name: string): Promise<ResourceFacts> => {
  const { fields, timeouts } = await lifecycleOf(name);
  const told = Object.entries(timeouts).map(([operation, ms]) => [operation, formatDuration(ms)]);
  return { changes: fields.arguments, timeouts: Object.fromEntries(told) as Record<Operation, string> };
};

const needed = Object.values(ASKED).flatMap(({ used, lookups, permission }) =>
  [used, lookups ?? []].flat().flatMap(names => names.split(", ").map(name => [name, permission] as const)),
);

/** What a key needs, as Wix names it, by the names of resources and lookups; some need two. */
export const PERMISSIONS: ReadonlyMap<string, string> = new Map(
  needed.map(([name]) => [
    name,
    needed.flatMap(([other, permission]) => (other === name ? [permission] : [])).join(", and "),
  ]),
);

/** The way out of each of Wix's codes. */
export const WAYS_OUT: Readonly<Record<string, string>> = BY_CODE;
