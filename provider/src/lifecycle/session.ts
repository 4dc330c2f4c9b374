import { isDeepStrictEqual as equal } from "node:util";
import type { Clock } from "../core/clock";
import { Ledger, ownerKey, sameOwner, type Owner } from "../core/ownership";
import type { Wix } from "../wix/client";
import type { Session, Slot } from "./context";
import type { Predecessor, Saved } from "./lifecycle";

interface ToBeMade {
  readonly owner: Owner;
  /** Who it was before, by its aliases. */
  readonly formerly: readonly Owner[];
}

/** Where each resource of the run stands, as far as a shell is told. */
export class Progress {
  readonly #coming = new Set<string>();
  readonly #toBeMade = new Map<string, ToBeMade>();
  readonly #predecessors = new Map<string, Predecessor<unknown>>();
  #isFirst = true;
  #told = 0;
  #underWay = 0;
  /** How many were under way at once. */
  #most = 0;
  /** Whether no more can be. */
  #isAll = false;

  /**
   * A check; without olds, the resource is about to be made, perhaps in the place of an earlier generation.
   * @param formerly who it was before, by its aliases
   */
  checked(owner: Owner, anew: boolean, formerly: readonly Owner[] = []): void {
    const key = ownerKey(owner);
    this.#told++;
    if (!anew) {
      this.#isFirst = false;
      this.#toBeMade.delete(key);
      return;
    }
    this.#toBeMade.set(key, { owner, formerly });
    this.#coming.add(key);
  }

  /** A create or an update of it is to follow. */
  planned(owner: Owner): void {
    this.#told++;
    this.#coming.add(ownerKey(owner));
  }

  began(owner: Owner): void {
    this.#coming.delete(ownerKey(owner));
    this.#toBeMade.delete(ownerKey(owner));
  }

  /** Something is done at Wix. @returns call it when that is over */
  enters(): () => void {
    this.#underWay++;
    if (this.#underWay > this.#most) {
      this.#most = this.#underWay;
      this.#isAll = false;
    }
    return () => {
      this.#underWay--;
    };
  }

  /** Whether a resource was checked and, as all that were, is about to be made. A forced replacement alone looks like that, too. */
  isNew(owner: Owner): boolean {
    return this.#isFirst && this.#toBeMade.has(ownerKey(owner));
  }

  get expectsMore(): boolean {
    return this.#coming.size > 0;
  }

  /** Creates and updates are told of beforehand, by a check or a difference; deletions are not. */
  get told(): number {
    return this.#told;
  }

  get hasRoom(): boolean | undefined {
    if (this.#underWay < this.#most) return true;
    return this.#isAll ? false : undefined;
  }

  stayedAway(): void {
    this.#most = this.#underWay;
    this.#isAll = true;
  }

  /** The last state that the run has seen of the resource. */
  seen(owner: Owner, saved: Predecessor<unknown>): void {
    this.#predecessors.set(ownerKey(owner), saved);
  }

  predecessor(owner: Owner): Predecessor<unknown> | undefined {
    return this.#predecessors.get(ownerKey(owner));
  }

  /** The resource has a state of its own again. */
  made(owner: Owner): void {
    this.#predecessors.delete(ownerKey(owner));
  }

  /**
   * Who is to be made in the place of what is being deleted: Pulumi deletes what it does not replace only when all else
   * was made. A saved name may be an old one, so a state that a difference has shown counts first, then an alias.
   * @param owner as the saved state names it
   */
  heirOf(owner: Owner, ended: Saved<unknown>): Owner | undefined {
    const candidates = [...this.#toBeMade.values()].filter(one => one.owner.type === owner.type);
    const heir =
      candidates.find(one => equal(this.predecessor(one.owner), ended)) ??
      candidates.find(one => one.formerly.some(former => sameOwner(former, owner))) ??
      candidates.find(one => sameOwner(one.owner, owner));
    return heir?.owner;
  }
}

/** A session as a shell keeps it. */
export interface RunningSession extends Session {
  readonly progress: Progress;
}

interface Parts {
  readonly clock: Clock;
  readonly connect: () => Wix;
  /** @default one of what this process alone is told */
  readonly ledger?: Ledger | undefined;
}

export const openSession = (parts: Parts): RunningSession => {
  const shared = new Map<Slot<unknown>, unknown>();
  const progress = new Progress();
  let wix: Wix | undefined;
  const session: RunningSession = {
    get wix() {
      return (wix ??= parts.connect());
    },
    clock: parts.clock,
    ledger: parts.ledger ?? new Ledger(),
    progress,
    isNew: owner => progress.isNew(owner),
    expectsMore: () => progress.expectsMore,
    told: () => progress.told,
    hasRoom: () => progress.hasRoom,
    stayedAway: () => {
      progress.stayedAway();
    },
    shared: <Shared>(slot: Slot<Shared>): Shared => {
      if (!shared.has(slot)) shared.set(slot, slot.make(session));
      return shared.get(slot) as Shared;
    },
  };
  return session;
};
