import type { Declaration, Program, Reference } from "./shell.ts";
import type { Resource } from "./state.ts";
import { at, referencesIn, UNKNOWN } from "./values.ts";

/** A declaration whose dependencies are done, and what it needs of them. */
export interface Registration {
  readonly place: number;
  readonly declared: Declaration;
  readonly outputOf: (reference: Reference) => unknown;
}

/** All places in the program that a declaration waits for. */
const awaited = ({ args, options }: Declaration): number[] => [
  ...new Set([...referencesIn(args), ...(options.dependsOn ?? [])]),
];

/**
 * The program's side of a run: constructors run in one go, and each resource is registered once all that it depends on
 * is done; those that wait for nothing in the order of their declaration.
 */
export class Registrations {
  readonly #done = new Map<number, Resource>();
  readonly #sent = new Set<number>();
  #onDone: () => void = () => undefined;

  constructor(
    private readonly program: Program,
    /** Whether an output that the provider did not give is unknown, as in a preview. */
    private readonly dryRun: boolean,
  ) {}

  done(place: number, resource: Resource): void {
    this.#done.set(place, resource);
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
      const place = this.program.findIndex(
        (declared, index) => !this.#sent.has(index) && awaited(declared).every(one => this.#done.has(one)),
      );
      if (place >= 0) return this.#registration(place);
      if (over || this.#done.size === this.program.length) return undefined;
      const done = new Promise<boolean>(resolve => (this.#onDone = () => resolve(false)));
      over = await Promise.race([done, end]);
    }
  }

  #registration(place: number): Registration {
    this.#sent.add(place);
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
