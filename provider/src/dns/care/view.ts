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

const seenIn = (values: readonly (string | Unknown)[] | Unknown): Seen => {
  if (values === UNKNOWN) return ANYTHING;
  if (values.every(value => value !== UNKNOWN)) return { values, whole: true };
  return { values: values.filter(value => value !== UNKNOWN), whole: false };
};

export interface Entry extends Seen {
  readonly key: RecordSetKey;
  readonly type: string;
  readonly hostName: string;
}

/** What another resource of the program declares; undefined: nothing. */
export type Elsewhere = (key: RecordSetKey) => Seen | undefined;

export class View {
  readonly #sets = new Map<RecordSetKey, Entry>();
  /** Made when it is asked for. */
  readonly #byType = new Map<string, readonly Entry[]>();
  /** Types of sets whose host name is not known yet; the empty text where the type is not known either. */
  readonly #open = new Set<string>();

  constructor(
    readonly zone: string,
    sets: DeclaredRecordSets,
    private readonly elsewhere: Elsewhere = () => undefined,
  ) {
    for (const [key, { values }] of Object.entries(sets)) {
      const { type, hostName } = splitKey(key);
      if (hostName === "" || hostName.startsWith("[")) this.#open.add(hostName === "" ? "" : type);
      else {
        const { values: known, whole } = seenIn(values);
        this.#sets.set(key, { key, type, hostName, values: known, whole });
      }
    }
  }

  at(type: string, hostName: string): Seen {
    const key = recordSetKey(type, hostName);
    const own = this.#sets.get(key) ?? this.elsewhere(key);
    return own ?? (this.#open.has(type) || this.#open.has("") ? ANYTHING : NOTHING);
  }

  /** Whether a set surely stands there, though perhaps with values that are not known. */
  has(type: string, hostName: string): boolean {
    const key = recordSetKey(type, hostName);
    return this.#sets.has(key) || this.elsewhere(key) !== undefined;
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
    const made = this.#byType.get(type) ?? [...this.#sets.values()].filter(entry => entry.type === type);
    this.#byType.set(type, made);
    return made;
  }

  /** Only the own sets that do not surely stand as they do here. */
  differingFrom(other: View): View {
    const differing = new View(this.zone, {}, this.elsewhere);
    for (const [key, entry] of this.#sets)
      if (!entry.whole || !same(entry, other.at(entry.type, entry.hostName))) differing.#sets.set(key, entry);
    return differing;
  }

  /** All own sets. */
  all(): Iterable<Entry> {
    return this.#sets.values();
  }

  get size(): number {
    return this.#sets.size;
  }
}

/** The same values, in whatever order; of what is not wholly known it cannot be told. */
export const same = (a: Seen, b: Seen): boolean =>
  a.whole === b.whole &&
  a.values.length === b.values.length &&
  a.values.every(value => b.values.includes(value));

/** `_dmarc.` of `_dmarc.example.com`, cut off; undefined where the name does not begin so. */
export const below = (prefix: string, hostName: string): string | undefined =>
  hostName.startsWith(`${prefix}.`) ? hostName.slice(prefix.length + 1) : undefined;
