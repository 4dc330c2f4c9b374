/*
 * Who declares what in the program that is being run, and who holds what.
 *
 * Terms
 *   owner        one resource of the program, by what makes its URN unique
 *   thing        what at most one resource should look after: a record set of a zone, a package, a placement
 *   declares     its check in this run said so; or the program's side said so before the check came
 *   holds        its saved state, or what it did in this run, says so
 *
 * Premise
 *   Pulumi ends a resource after all declared ones were checked (but for --target), ends an earlier generation of a
 *   declared one in the same way, and ends all without any check on destroy. So whatever takes a thing away asks here
 *   whether anybody declares the thing now. The answer holds for the asking resource's own earlier generation too:
 *   a thing that is declared by the same owner is declared.
 *
 * In doubt the answer is yes: what is kept by mistake costs a line in a log.
 */
import type { Failure } from "./failure";

/** One resource of a program. */
export interface Owner {
  /** Name of the class. */
  readonly type: string;
  readonly name: string;
  /** Qualified types of its parents, `my:index:Shop$my:index:Department`; absent for a resource without. */
  readonly under?: string | undefined;
}

/** What makes an owner unique in its stack, as the URN does. */
export const ownerKey = ({ type, name, under }: Owner): string =>
  `${under === undefined ? "" : `${under}$`}${type}::${name}`;

export const sameOwner = (a: Owner, b: Owner): boolean => ownerKey(a) === ownerKey(b);

/** As it is named in messages: `Package "plan"`. @param beside another owner that must not be mistaken for it */
export const describeOwner = (owner: Owner, beside?: Owner): string => {
  const { type, name, under } = owner;
  const alike = beside?.type === type && beside.name === name;
  return `${type} "${name}"${alike && under !== undefined ? ` in ${under}` : alike ? " without parent" : ""}`;
};

/** Something of an owner's, with what there is to know of it. */
export interface Thing<Detail = unknown> {
  /** Unique name of the thing, e.g. `the transfer of site 1`. */
  readonly key: string;
  /** As messages name it, where the key holds more than people need. @default the key */
  readonly label?: string;
  readonly detail?: Detail;
}

/** A thing that a resource declares. */
export interface Claim<Detail = unknown> extends Thing<Detail> {
  /** Path of the input that declares it. */
  readonly property: string;
  /** Claims that are all shared do not collide. @default false */
  readonly shared?: boolean;
  /** What all who share it have to want alike, as messages name it, e.g. `ttl 300`. @default nothing is wanted */
  readonly alike?: string;
  /** How many resources may declare it at most, and why, as the end of a sentence. @default any number */
  readonly most?: { readonly number: number; readonly reason: string };
}

/** Whose a thing is. */
export interface Ownership<Detail = unknown> {
  readonly owner: Owner;
  readonly detail: Detail | undefined;
}

interface Entry<Kind extends Thing> {
  readonly owner: Owner;
  readonly thing: Kind;
}

/** Who has a thing: all, and those among them who do not share it. A zone may be shared by thousands. */
interface Entries<Kind extends Thing> {
  readonly all: Map<string, Entry<Kind>>;
  readonly exclusive: Map<string, Entry<Kind>>;
}

/** Things by owner, and owners by thing. */
class Register<Kind extends Thing & Pick<Claim, "shared" | "alike">> {
  readonly #owners = new Map<string, { owner: Owner; keys: readonly string[] }>();
  readonly #entries = new Map<string, Entries<Kind>>();

  has(owner: Owner): boolean {
    return this.#owners.has(ownerKey(owner));
  }

  /** Replaces all that the owner has. */
  set(owner: Owner, things: readonly Kind[]): void {
    this.remove(owner);
    const id = ownerKey(owner);
    this.#owners.set(id, { owner, keys: things.map(({ key }) => key) });
    for (const thing of things) {
      const { all, exclusive } = this.#entriesOf(thing.key);
      all.set(id, { owner, thing });
      if (thing.shared) exclusive.delete(id);
      else exclusive.set(id, { owner, thing });
    }
  }

  remove(owner: Owner): void {
    const id = ownerKey(owner);
    for (const key of this.#owners.get(id)?.keys ?? []) {
      const { all, exclusive } = this.#entriesOf(key);
      all.delete(id);
      exclusive.delete(id);
    }
    this.#owners.delete(id);
  }

  owners(): Owner[] {
    return [...this.#owners.values()].map(({ owner }) => owner);
  }

  of(key: string): Entry<Kind>[] {
    return [...(this.#entries.get(key)?.all.values() ?? [])];
  }

  count(key: string): number {
    return this.#entries.get(key)?.all.size ?? 0;
  }

  /** Somebody else who has the thing. @param sharing whether the owner would share it with whoever shares it too */
  rival(key: string, owner: Owner, sharing: boolean): Owner | undefined {
    const entries = this.#entries.get(key);
    const rivals = sharing ? entries?.exclusive : entries?.all;
    for (const { owner: other } of rivals?.values() ?? []) if (!sameOwner(other, owner)) return other;
    return undefined;
  }

  /** Somebody else who shares the thing and wants it otherwise. */
  dissenter({ key, alike }: Pick<Claim, "key" | "alike">, owner: Owner): Entry<Kind> | undefined {
    if (alike === undefined) return undefined;
    return this.of(key).find(
      ({ owner: other, thing }) =>
        thing.alike !== undefined && thing.alike !== alike && !sameOwner(other, owner),
    );
  }

  #entriesOf(key: string): Entries<Kind> {
    const known = this.#entries.get(key) ?? { all: new Map(), exclusive: new Map() };
    this.#entries.set(key, known);
    return known;
  }
}

export class Ledger {
  readonly #declared = new Register<Claim>();
  readonly #announced = new Register<Claim>();
  readonly #held = new Register<Thing>();
  readonly #bequests = new Map<string, unknown>();
  readonly #ended = new Set<string>();

  /**
   * Replaces what a resource declares, as its check found it.
   * @returns a failure for each claim that collides with another resource's, also with one that was only announced:
   *   the first of two is refused before it is made; for each that is shared and wanted otherwise; and for each that is one
   *   too many
   */
  declare(owner: Owner, claims: readonly Claim[]): Failure[] {
    this.#announced.remove(owner);
    this.#declared.set(owner, claims);
    return claims.flatMap(claim => {
      const { key, shared = false, most } = claim;
      const rival = this.#declared.rival(key, owner, shared) ?? this.#announced.rival(key, owner, shared);
      if (rival !== undefined) return [collision(claim, owner, rival)];
      const dissenter = this.#declared.dissenter(claim, owner) ?? this.#announced.dissenter(claim, owner);
      if (dissenter !== undefined) return [dissent(claim, owner, dissenter)];
      const count = this.#declared.count(key) + this.#announced.count(key);
      return most !== undefined && count > most.number ? [crowd(claim, count)] : [];
    });
  }

  /** Of all resources that are declared in this run, or announced. */
  names(): string[] {
    return [...this.#declared.owners(), ...this.#announced.owners()].map(({ name }) => name);
  }

  /** Notes what a resource will declare once its check comes; what a check said counts more. */
  announce(owner: Owner, claims: readonly Claim[]): void {
    if (!this.#declared.has(owner)) this.#announced.set(owner, claims);
  }

  /** Whether the resource itself was declared in this run, or announced. */
  isDeclared(owner: Owner): boolean {
    return this.#declared.has(owner) || this.#announced.has(owner);
  }

  /** Who declares a thing now. @param except asks for others only */
  declarers<Detail>(key: string, except?: Owner): Ownership<Detail>[] {
    return [...this.#declared.of(key), ...this.#announced.of(key)]
      .filter(({ owner }) => except === undefined || !sameOwner(owner, except))
      .map(({ owner, thing }) => ({ owner, detail: thing.detail as Detail | undefined }));
  }

  /** Whether anybody else declares a thing now. */
  isDeclaredBeside(key: string, owner: Owner): boolean {
    return [this.#declared, this.#announced].some(of => of.rival(key, owner, false) !== undefined);
  }

  /** Who declares a thing, or is announced to, in this process, and what he holds has not been told yet. */
  unseen(key: string, except: Owner): Owner[] {
    return [...this.#declared.of(key), ...this.#announced.of(key)]
      .map(({ owner }) => owner)
      .filter(owner => !this.#held.has(owner) && !sameOwner(owner, except));
  }

  /** Notes that a resource is about to be made: unless something else is known, it holds nothing. */
  begins(owner: Owner): void {
    if (!this.#held.has(owner)) this.#held.set(owner, []);
  }

  /** Replaces what a resource holds: by its saved state, later by what this run made of it. */
  hold(owner: Owner, things: readonly Thing[]): void {
    this.#held.set(owner, things);
  }

  /** Who holds a thing. @param except asks for others only */
  holders<Detail>(key: string, except?: Owner): Ownership<Detail>[] {
    return this.#held
      .of(key)
      .filter(({ owner }) => except === undefined || !sameOwner(owner, except))
      .map(({ owner, thing }) => ({ owner, detail: thing.detail as Detail | undefined }));
  }

  /** Who both holds a thing and is declared in this run. */
  declaredHolders<Detail>(key: string, except?: Owner): Ownership<Detail>[] {
    return this.holders<Detail>(key, except).filter(({ owner }) => this.isDeclared(owner));
  }

  /** Leaves behind what is known of a thing, for whoever takes it over later in this run. */
  bequeath(key: string, detail: unknown): void {
    this.#bequests.set(key, detail);
  }

  /** Notes that whoever looked after a thing has ended it in this run, by its own rules. */
  end(key: string): void {
    this.#ended.add(key);
  }

  hasEnded(key: string): boolean {
    return this.#ended.has(key);
  }

  bequest(key: string): unknown {
    return this.#bequests.get(key);
  }
}

const crowd = ({ key, label = key, property, most }: Claim, count: number): Failure => ({
  property,
  reason: `${count} resources declare ${label}; ${most?.reason ?? ""}`,
});

/** Why a claim is refused that somebody else has made already. */
export const collision = ({ key, label = key, property }: Claim, owner: Owner, rival: Owner): Failure => ({
  property,
  reason: `${label} is declared by ${describeOwner(rival, owner)} as well; declare it in one place.`,
});

/** Why a claim is refused that is shared with somebody who wants something else of the thing. */
const dissent = (
  { key, label = key, property, alike = "" }: Claim,
  owner: Owner,
  { owner: other, thing }: Entry<Claim>,
): Failure => ({
  property,
  reason:
    `${label} has ${alike} here and ${thing.alike ?? ""} in ${describeOwner(other, owner)}; ` +
    "declare the same in both, or leave it out of one.",
});
