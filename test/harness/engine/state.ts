import { isDeepStrictEqual as equal } from "node:util";
import type { Options, Properties } from "./shell.ts";
import type { Urn } from "./urn.ts";

/** A resource in a stack's state. Several may have one URN, of which at most one is not to be deleted. */
export interface Resource {
  urn: Urn;
  /** Name of its class. */
  readonly type: string;
  /** Empty until the thing exists. */
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: readonly string[];
  /** A replacement stands; this one is to be deleted at the end of this run, or of a later one. */
  delete: boolean;
  /** Deleted, and its replacement is not made yet. */
  pendingReplacement: boolean;
  /** URNs. */
  dependencies: readonly Urn[];
  propertyDependencies: Readonly<Record<string, readonly Urn[]>>;
  protect: boolean;
  retainOnDelete: boolean;
  replaceOnChanges: readonly string[];
  customTimeouts: Options["customTimeouts"];
}

export type Operation = "creating" | "updating" | "deleting";

export interface Snapshot {
  readonly resources: readonly Resource[];
  readonly pending: readonly { readonly operation: Operation; readonly urn: Urn }[];
}

export const EMPTY: Snapshot = { resources: [], pending: [] };

const sorted = (urns: readonly Urn[]): readonly Urn[] => urns.toSorted();

/** Whether a step that changes nothing at the provider must be written all the same. */
const mustWrite = (old: Resource, fresh: Resource): boolean =>
  !equal(
    { ...old, dependencies: sorted(old.dependencies), initErrors: [] },
    { ...fresh, dependencies: sorted(fresh.dependencies), initErrors: [] },
  );

/**
 * The state file while a command runs: what is new comes first, in the order in which it was done, then what was there
 * before and is not done yet. It is written after every step, so {@link saved} is what a killed command leaves.
 */
export class StateFile {
  readonly #news: Resource[] = [];
  readonly #dones = new Set<Resource>();
  readonly #pending = new Map<Resource, Operation>();
  readonly #renamed = new Map<Urn, Urn>();
  #base: readonly Resource[];
  #saved: Snapshot;

  constructor(private readonly before: Snapshot) {
    this.#base = before.resources;
    this.#saved = before;
  }

  get saved(): Snapshot {
    return this.#saved;
  }

  /** A refresh changes what was there before, in memory; it is written with the next step, or at the end. */
  rebase(resources: readonly Resource[]): void {
    this.#base = resources;
  }

  /** What is left under the old URN, such as an earlier generation, goes by the new one from now on. */
  rename(from: Urn, to: Urn): void {
    this.#renamed.set(from, to);
  }

  begin(operation: Operation, resource: Resource): void {
    this.#pending.set(resource, operation);
    this.write();
  }

  end(resource: Resource, change?: { done?: Resource | undefined; fresh?: Resource }): void {
    this.#pending.delete(resource);
    this.#change(change);
    this.write();
  }

  same(old: Resource, fresh: Resource): void {
    this.#change({ done: old, fresh });
    if (mustWrite(old, fresh)) this.write();
  }

  drop(resource: Resource): void {
    this.#change({ done: resource });
    this.write();
  }

  write(): void {
    const standing = [...this.#news, ...this.#base].filter(one => !this.#dones.has(one));
    const creating = this.before.pending.filter(({ operation }) => operation === "creating");
    this.#saved = {
      resources: standing.map(one => this.#named(one)),
      pending: [...[...this.#pending].map(([{ urn }, operation]) => ({ operation, urn })), ...creating],
    };
  }

  #named(resource: Resource): Resource {
    const named = (urn: Urn): Urn => this.#renamed.get(urn) ?? urn;
    const { propertyDependencies } = resource;
    return {
      ...resource,
      urn: named(resource.urn),
      dependencies: resource.dependencies.map(named),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.map(named)]),
      ),
    };
  }

  #change({ done, fresh }: { done?: Resource | undefined; fresh?: Resource } = {}): void {
    if (done !== undefined) this.#dones.add(done);
    if (fresh !== undefined) this.#news.push(fresh);
  }
}
