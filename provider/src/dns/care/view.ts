/* Record sets of a zone as far as they are known: declared, last known, or as they will stand. */
import { UNKNOWN, type Unknown } from "../../core/unknown";
import type { DeclaredRecordSets } from "../canonical";
import { recordSetKey, splitKey } from "../key";
import type { RecordSetKey } from "../types";

/** Values of one type on one host name. */
export interface Seen {
  readonly values: readonly string[];
  /** Whether these are all. */
  readonly whole: boolean;
}

const NOTHING: Seen = { values: [], whole: true };
const ANYTHING: Seen = { values: [], whole: false };

const areKnown = (values: readonly (string | Unknown)[]): values is readonly string[] =>
  !values.includes(UNKNOWN);

const seenIn = (values: readonly (string | Unknown)[] | Unknown): Seen => {
  if (values === UNKNOWN) return ANYTHING;
  if (areKnown(values)) return { values, whole: true };
  return { values: values.filter(value => value !== UNKNOWN), whole: false };
};

export interface Entry extends Seen {
  readonly key: RecordSetKey;
  readonly type: string;
  readonly hostName: string;
}

/** What another resource of the program declares; undefined: nothing. */
export type Elsewhere = (key: RecordSetKey) => Seen | undefined;

/** The sets of one type. */
class Typed {
  readonly entries: Entry[] = [];
  readonly byHost = new Map<string, Entry>();
}

/** Rules look by type and host name, in large zones thousands of times: a look puts no key together. */
export class View {
  readonly #sets: Entry[] = [];
  readonly #byType = new Map<string, Typed>();
  /** Types of sets whose host name is not known yet; the empty text where the type is not known either. */
  readonly #open = new Set<string>();

  constructor(
    readonly zone: string,
    sets: DeclaredRecordSets,
    private readonly elsewhere?: Elsewhere,
  ) {
    for (const [key, { values }] of Object.entries(sets)) {
      const { type, hostName } = splitKey(key);
      if (hostName === "" || hostName.startsWith("[")) this.#open.add(hostName === "" ? "" : type);
      else {
        const { values: known, whole } = seenIn(values);
        this.#add({ key, type, hostName, values: known, whole });
      }
    }
  }

  #add(entry: Entry): void {
    const typed = this.#byType.get(entry.type) ?? new Typed();
    this.#byType.set(entry.type, typed);
    typed.entries.push(entry);
    typed.byHost.set(entry.hostName, entry);
    this.#sets.push(entry);
  }

  /** What surely stands there, though perhaps with values that are not known. */
  #known(type: string, hostName: string): Seen | undefined {
    return this.#byType.get(type)?.byHost.get(hostName) ?? this.elsewhere?.(recordSetKey(type, hostName));
  }

  at(type: string, hostName: string): Seen {
    const known = this.#known(type, hostName);
    return known ?? (this.#open.has(type) || this.#open.has("") ? ANYTHING : NOTHING);
  }

  /** Whether a set surely stands there, though perhaps with values that are not known. */
  has(type: string, hostName: string): boolean {
    return this.#known(type, hostName) !== undefined;
  }

  /** Whether surely nothing of these types stands there. */
  lacks(hostName: string, ...types: readonly string[]): boolean {
    return types.every(type => {
      const { values, whole } = this.at(type, hostName);
      return whole && values.length === 0;
    });
  }

  /** Own sets of a type. */
  of(type: string): readonly Entry[] {
    return this.#byType.get(type)?.entries ?? [];
  }

  /** Only the own sets that do not surely stand as they do here. */
  differingFrom(other: View): View {
    const differing = new View(this.zone, {}, this.elsewhere);
    for (const entry of this.#sets)
      if (!entry.whole || !same(entry, other.at(entry.type, entry.hostName))) differing.#add(entry);
    return differing;
  }

  /** All own sets. */
  all(): Iterable<Entry> {
    return this.#sets;
  }

  get size(): number {
    return this.#sets.length;
  }
}

/** The same values, in whatever order; of what is not wholly known it cannot be told. */
export const same = (a: Seen, b: Seen): boolean =>
  a.whole === b.whole &&
  a.values.length === b.values.length &&
  a.values.every(value => b.values.includes(value));

/** `_dmarc.` of `_dmarc.example.com`, cut off; undefined where the name does not begin so. */
export const below = (prefix: string, hostName: string): string | undefined =>
  hostName[prefix.length] === "." && hostName.startsWith(prefix)
    ? hostName.slice(prefix.length + 1)
    : undefined;
