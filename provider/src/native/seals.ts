/*
 * Secrets by the leaf. The canonical form moves the leaves of an argument, and the engine's marks do not move along. So
 * a property is sealed leaf by leaf only where every secret leaf is found again and shows nowhere else; in any doubt it
 * is sealed as a whole.
 */
import { UNKNOWN } from "../core/unknown";
import type { Properties } from "../shell/hiding";
import { secret, toPulumi } from "../shell/wire";

interface Seal {
  readonly leaves: ReadonlySet<unknown>;
  readonly whole: boolean;
}

/** Shorter texts stand in outputs by chance. */
const SHORTEST = 4;

const NOTHING: ReadonlySet<string> = new Set();

const isObject = (value: unknown): value is Properties => typeof value === "object" && value !== null;

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
};

const keysIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return isObject(value) ? Object.entries(value).flatMap(([key, one]) => [key, ...keysIn(one)]) : [];
};

/** Whether a secret text shows in a property outside the leaves that equal it, and outside of what is open in any case. */
const showsBeside = (value: unknown, leaf: unknown, open: ReadonlySet<string>): boolean => {
  if (typeof leaf !== "string" || leaf === "") return false;
  const sought = leaf.toLowerCase();
  const texts = textsIn(value).filter(text => text !== leaf);
  return [...keysIn(value), ...texts].some(text => !open.has(text) && text.toLowerCase().includes(sought));
};

const holds = (value: unknown, leaf: unknown): boolean =>
  isObject(value) ? Object.values(value).some(one => holds(one, leaf)) : value === leaf;

/** A value in Pulumi's words, with each of these leaves sealed. */
const closed = (value: unknown, leaves: ReadonlySet<unknown>): unknown => {
  if (Array.isArray(value)) return value.map(one => closed(one, leaves));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one, leaves)]));
  return leaves.has(value) ? secret(toPulumi(value)) : toPulumi(value);
};

/** What of a resource's properties is secret. */
export class Seals {
  readonly #seals = new Map<string, Seal>();
  /** Values of properties that came unsealed. */
  readonly #shown = new Map<string, readonly unknown[]>();

  /** @param whole whether the property was secret as such */
  add(property: string, leaves: Iterable<unknown>, whole: boolean): this {
    const before = this.#seals.get(property);
    this.#seals.set(property, {
      leaves: new Set([...(before?.leaves ?? []), ...leaves]),
      whole: whole || before?.whole === true,
    });
    return this;
  }

  /**
   * A property that came unsealed: a shorter secret that stands in one of its texts gives nothing away there. A contact
   * called Bakery would hide `example-bakery.com` otherwise, which Pulumi shows as the program has it.
   */
  show(property: string, value: unknown): this {
    this.#shown.set(property, [...(this.#shown.get(property) ?? []), value]);
    return this;
  }

  /** These and those of another look at the same resource. */
  and(others: Seals): Seals {
    const both = new Seals();
    for (const one of [this, others]) {
      for (const [property, { leaves, whole }] of one.#seals) both.add(property, leaves, whole);
      for (const [property, values] of one.#shown) for (const value of values) both.show(property, value);
    }
    return both;
  }

  /** With these properties sealed as a whole, whatever was said of them. */
  always(properties: readonly string[]): Seals {
    if (properties.length === 0) return this;
    const all = this.and(new Seals());
    for (const property of properties) all.add(property, [], true);
    return all;
  }

  get isEmpty(): boolean {
    return this.#seals.size === 0;
  }

  get properties(): string[] {
    return [...this.#seals.keys()];
  }

  isWhole(property: string): boolean {
    return this.#seals.get(property)?.whole === true;
  }

  /** Whether all that is secret here is secret in a saved resource, as far as that has it. */
  isCoveredBy(saved: Seals, visible: Properties): boolean {
    return [...this.#seals].every(([property, { leaves }]) => {
      if (visible[property] === undefined) return true;
      const known = saved.#seals.get(property);
      return known !== undefined && [...leaves].every(leaf => known.leaves.has(leaf));
    });
  }

  #isMoved({ leaves, whole }: Seal, value: unknown): boolean {
    return (
      whole ||
      [...leaves].some(leaf => leaf === UNKNOWN || !holds(value, leaf) || showsBeside(value, leaf, NOTHING))
    );
  }

  /** All that stands in the open in any case: in properties of which nothing is secret. */
  #open(): ReadonlySet<string> {
    const shown = [...this.#shown].filter(([property]) => !this.#seals.has(property));
    return new Set(shown.flatMap(([, values]) => [...textsIn(values), ...keysIn(values)]));
  }

  /** Properties in Pulumi's words, with all that is secret sealed; also where it stands in a property beside its own. */
  close(properties: Properties): Properties {
    const everywhere = new Set(
      [...this.#seals.values()].flatMap(({ leaves }) =>
        [...leaves].filter(leaf => typeof leaf === "string" && leaf.length >= SHORTEST),
      ),
    );
    const open = everywhere.size === 0 ? NOTHING : this.#open();
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([, value]) => value !== undefined)
        .map(([property, value]) => {
          const own = this.#seals.get(property);
          const leaves = own?.leaves ?? everywhere;
          const isWhole = own
            ? this.#isMoved(own, value)
            : [...everywhere].some(leaf => showsBeside(value, leaf, open));
          return [property, isWhole ? secret(toPulumi(value)) : closed(value, leaves)];
        }),
    );
  }
}
