import type { Clock } from "../core/clock";
import { Ledger, ownerKey, type Owner } from "../core/ownership";
import type { Wix } from "../wix/client";
import type { Session, Slot } from "./context";
import type { Saved } from "./lifecycle";

/** Where each resource of the run stands, as far as a shell is told. */
export class Progress {
  readonly #coming = new Set<string>();
  readonly #toBeMade = new Set<string>();
  readonly #predecessors = new Map<string, Saved<unknown>>();

  /** A check; without olds, the resource is about to be made, perhaps in the place of an earlier generation. */
  checked(owner: Owner, anew: boolean): void {
    const key = ownerKey(owner);
    if (!anew) return void this.#toBeMade.delete(key);
    this.#toBeMade.add(key);
    this.#coming.add(key);
  }

  /** A create or an update of it is to follow. */
  planned(owner: Owner): void {
    this.#coming.add(ownerKey(owner));
  }

  began(owner: Owner): void {
    this.#coming.delete(ownerKey(owner));
    this.#toBeMade.delete(ownerKey(owner));
  }

  /** Whether the resource was checked without olds and not made since: a deletion now is one before its replacement. */
  isToBeMade(owner: Owner): boolean {
    return this.#toBeMade.has(ownerKey(owner));
  }

  get expectsMore(): boolean {
    return this.#coming.size > 0;
  }

  /** The last state that the run has seen of the resource. */
  seen(owner: Owner, saved: Saved<unknown>): void {
    this.#predecessors.set(ownerKey(owner), saved);
  }

  predecessor(owner: Owner): Saved<unknown> | undefined {
    return this.#predecessors.get(ownerKey(owner));
  }

  /** The resource has a state of its own again. */
  made(owner: Owner): void {
    this.#predecessors.delete(ownerKey(owner));
  }
}

/** A session as a shell keeps it. */
export interface RunningSession extends Session {
  readonly progress: Progress;
}

export const openSession = (parts: { clock: Clock; connect: () => Wix }): RunningSession => {
  const shared = new Map<Slot<unknown>, unknown>();
  const progress = new Progress();
  let wix: Wix | undefined;
  const session: RunningSession = {
    get wix() {
      return (wix ??= parts.connect());
    },
    clock: parts.clock,
    ledger: new Ledger(),
    progress,
    expectsMore: () => progress.expectsMore,
    shared: <Shared>(slot: Slot<Shared>): Shared => {
      if (!shared.has(slot)) shared.set(slot, slot.make(session));
      return shared.get(slot) as Shared;
    },
  };
  return session;
};
