/*
 * What is paid for, and where it stands.
 *
 * A package is known by its GUID once a state holds it. Who declares what is told by URNs: a renamed resource that
 * carries an alias goes on with what it was.
 */
import type { Shell } from "../harness/engine/shell.ts";
import type { Resource, Snapshot } from "../harness/engine/state.ts";
import type { Urn } from "../harness/engine/urn.ts";
import { at } from "../harness/engine/values.ts";
import type { State } from "../../simulator/src/account/state";
import { isKind, type Thing } from "./things.ts";
import { resourceIn, urnsOf } from "./urns.ts";
import { Violation } from "./violation.ts";

export interface Packages {
  /** GUIDs of packages of which something lives, in the order of their purchase. */
  readonly live: readonly string[];
  /** Also those that live no more. */
  readonly all: readonly string[];
  /** Site of each instance; absent: floating. */
  readonly sites: ReadonlyMap<string, string | undefined>;
}

export const packagesOf = ({ resellers: { packages } }: State): Packages => ({
  live: packages
    .filter(({ productInstances }) => productInstances.some(({ status }) => status !== "CANCELED"))
    .map(({ id }) => id),
  all: packages.map(({ id }) => id),
  sites: new Map(
    packages.flatMap(({ productInstances }) =>
      productInstances.map(({ instanceId, siteId }) => [instanceId, siteId] as const),
    ),
  ),
});

export interface PaidRun {
  readonly program: readonly Thing[];
  readonly stateBefore: Snapshot;
  readonly stateAfter: Snapshot;
  readonly before: Packages;
  readonly after: Packages;
  readonly applied: boolean;
  readonly targeted: boolean;
  /** An earlier run that failed may have ended what its resource's state still shows. */
  readonly shaken: boolean;
}

export class PaidOracle {
  readonly #found: number;
  /** Packages that a state had with `onDestroy: "cancel"`. */
  readonly #cancellable = new Set<string>();
  /** How many packages the programs ever stood for. */
  #lineages = 0;
  /** What something new was known by, a URN or an external id of its own, with the packages that were seen of it. */
  readonly #homes = new Map<string, Set<string>>();

  constructor(
    private readonly shell: Shell,
    packages: Packages,
  ) {
    this.#found = packages.all.length;
  }

  /** Before a run: what it may buy. */
  declare(program: readonly Thing[], state: Snapshot): void {
    for (const [thing, names] of urnsOf(this.shell, program))
      if (thing.kind === "package") this.#stands(thing.externalId, names, state);
  }

  /** @throws Violation */
  judge(run: PaidRun): void {
    const { stateBefore, stateAfter, before, after, program } = run;
    for (const { type, id, inputs } of [...stateBefore.resources, ...stateAfter.resources])
      if (type === "Package" && at(inputs, ["onDestroy"]) === "cancel") this.#cancellable.add(id);
    for (const one of stateAfter.resources) this.#homes.get(homeOf(one))?.add(one.id);
    const cancelled = before.live.filter(id => !after.live.includes(id));
    for (const id of cancelled)
      if (!this.#cancellable.has(id)) throw new Violation("a package to be kept was cancelled", id);
    const bought = after.all.length - this.#found;
    const gone = after.all.length - after.live.length;
    if (bought > this.#lineages + gone)
      throw new Violation("one thing was paid for twice", `${bought} packages for ${this.#lineages}`);
    const urns = urnsOf(this.shell, program);
    if (!run.targeted) this.#declaredLives(urns, run, cancelled);
    if (run.applied) this.#declaredStands(urns, run);
    this.#placed(urns, run);
  }

  #declaredLives(urns: ReadonlyMap<Thing, readonly Urn[]>, run: PaidRun, cancelled: readonly string[]): void {
    for (const [thing, names] of urns) {
      if (thing.kind !== "package") continue;
      const ids = [idIn(run.stateBefore, names), idIn(run.stateAfter, names)];
      const lost = cancelled.find(id => ids.includes(id));
      if (lost !== undefined) throw new Violation("a declared package was cancelled", names[0] ?? "");
    }
  }

  #declaredStands(
    urns: ReadonlyMap<Thing, readonly Urn[]>,
    { stateAfter, before, after, shaken }: PaidRun,
  ): void {
    const seen = new Set<string>();
    for (const [thing, names] of urns) {
      if (thing.kind !== "package") continue;
      const id = idIn(stateAfter, names) ?? "";
      if (shaken && before.all.includes(id) && !before.live.includes(id)) continue;
      if (!after.live.includes(id)) throw new Violation("a declared package does not live", names[0] ?? "");
      if (seen.has(id)) throw new Violation("two declared packages are one", names[0] ?? "");
      seen.add(id);
    }
  }

  #placed(urns: ReadonlyMap<Thing, readonly Urn[]>, run: PaidRun): void {
    for (const thing of run.program.filter(isKind("assignment"))) {
      const instance = instanceOf(run.stateAfter, urns.get(thing.of) ?? []);
      if (instance === undefined) continue;
      const [was, is] = [run.before.sites.get(instance), run.after.sites.get(instance)];
      if (run.applied && is !== thing.site && !(run.shaken && is === was))
        throw new Violation("a declared placement is not there", instance);
      const alone = run.program.filter(isKind("assignment")).filter(one => one.of === thing.of).length === 1;
      if (!run.targeted && alone && was === thing.site && is !== was)
        throw new Violation("a declared placement was taken away", instance);
    }
  }

  /**
   * What a state knows, under its name or an alias, goes on; a state that was lost takes along under which name the
   * package was bought. A name whose package has moved to another one stands for something new.
   */
  #stands(externalId: string | undefined, names: readonly Urn[], state: Snapshot): void {
    const [urn = ""] = names;
    if (resourceIn(state, names) !== undefined) return;
    const home = externalId ?? urn;
    const seen = this.#homes.get(home);
    if (seen !== undefined && !hasMoved(seen, urn, state)) return;
    this.#homes.set(home, new Set());
    this.#lineages++;
  }
}

/** Ids that programs type begin so; all others come from a URN. */
const OWN_ID = "crm-";

const homeOf = ({ urn, inputs }: Resource): string => {
  const externalId = at(inputs, ["externalId"]);
  return typeof externalId === "string" && externalId.startsWith(OWN_ID) ? externalId : urn;
};

/** Whether all packages of a URN are now another resource's. */
const hasMoved = (ids: ReadonlySet<string>, urn: Urn, { resources }: Snapshot): boolean =>
  ids.size > 0 &&
  [...ids].every(id => resources.some(one => one.id === id && one.urn !== urn && !one.delete));

const idIn = (state: Snapshot, names: readonly Urn[]): string | undefined => resourceIn(state, names)?.id;

const instanceOf = (state: Snapshot, names: readonly Urn[]): string | undefined => {
  const instance = at(resourceIn(state, names)?.outputs, ["productInstanceIds", 0]);
  return typeof instance === "string" ? instance : undefined;
};
