import type { Declaration, Program, Reference } from "./shell.ts";
import type { Resource } from "./state.ts";
import { at, referencesIn, UNKNOWN } from "./values.ts";

/** A declaration whose dependencies are done, and what it needs of them. */
export interface Registration {
  readonly place: number;
  readonly declared: Declaration;
  readonly outputOf: (reference: Reference) => unknown;
}

/** When what is in a component comes, beside what is in none. */
export type Nested = "last" | "first" | "as declared" | "reversed";

/** All places in the program that a declaration waits for. */
const awaited = ({ args, options }: Declaration): number[] => [
  ...new Set([...referencesIn(args), ...(options.dependsOn ?? [])]),
];

/**
 * The program's side of a run: constructors run in one go, and each resource is registered once all that it depends on
 * is done, first come, first served. What waits for nothing comes in the order of declaration; what is in a component
 * waits for the component's own registration, so it may come after what is in none; and before it, since Pulumi sends
 * registrations side by side. It writes out the arguments of each first, which takes longer the more there are: so what was
 * declared last may even be registered first.
 */
export class Registrations {
  readonly #done = new Map<number, Resource>();
  readonly #queued = new Set<number>();
  readonly #queue: number[] = [];
  #onDone: () => void = () => undefined;

  constructor(
    private readonly program: Program,
    /** Whether an output that the provider did not give is unknown, as in a preview. */
    private readonly dryRun: boolean,
    private readonly nested: Nested,
  ) {
    this.#enqueue();
  }

  done(place: number, resource: Resource): void {
    this.#done.set(place, resource);
    this.#enqueue();
    this.#onDone();
  }

  /** The resource of an earlier place. */
  resource(place: number): Resource {
    const resource = this.#done.get(place);
    if (resource === undefined) throw new Error(`the resource at ${place} is not done`);
    return resource;
  }

  /**
   * The next registration, as soon as there is one.
   * @returns undefined once all are done, or where the run is cancelled
   */
  async next(cancelled: Promise<void>): Promise<Registration | undefined> {
    const end = cancelled.then(() => true);
    for (let over = false; ;) {
      const place = this.#queue.shift();
      if (place !== undefined) return this.#registration(place);
      if (over || this.#done.size === this.program.length) return undefined;
      const done = new Promise<boolean>(resolve => (this.#onDone = () => resolve(false)));
      over = await Promise.race([done, end]);
    }
  }

  #enqueue(): void {
    const ready = this.program
      .map((declared, place) => ({ declared, place }))
      .filter(({ declared, place }) => !this.#queued.has(place) && this.#isReady(declared));
    const sign = { last: 1, first: -1, "as declared": 0, reversed: 0 }[this.nested];
    const depth = ({ declared }: (typeof ready)[number]): number => sign * declared.parents.length;
    const inTurn = this.nested === "reversed" ? ready.toReversed() : ready;
    for (const { place } of inTurn.toSorted((a, b) => depth(a) - depth(b))) {
      this.#queued.add(place);
      this.#queue.push(place);
    }
  }

  #isReady(declared: Declaration): boolean {
    return awaited(declared).every(place => this.#done.has(place));
  }

  #registration(place: number): Registration {
    return {
      place,
      declared: this.program[place]!,
      outputOf: ({ $of, path }) => {
        const { id, outputs } = this.resource($of);
        if (path[0] === "id") return id === "" ? UNKNOWN : id;
        const value = at(outputs, path);
        return value === undefined && (this.dryRun || id === "") ? UNKNOWN : value;
      },
    };
  }
}
