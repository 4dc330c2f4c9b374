import { setImmediate as turn } from "node:timers/promises";
import type * as pulumi from "@pulumi/pulumi";
import { dynamicProvider } from "../../provider/src/dynamic/provider";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import { HIDDEN_KEY, written, type Announced, type Hidden } from "../../provider/src/program/hidden";
import { SETTINGS, type World } from "./world";

type Properties = Record<string, unknown>;

/** A resource of a program. */
export interface Declared {
  name: string;
  args: Properties;
  under?: string;
  /** Arguments that hold a secret. */
  sealed?: string[];
}

interface Saved {
  declared: Pick<Declared, "name" | "under">;
  id: string;
  inputs: Properties;
  outs: Properties;
}

/** How a run differs from a plain `up`. */
export interface RunOptions {
  /** Keys of the only resources to be updated; the others are not even checked. */
  targets?: string[];
  /** Keys of resources to be replaced whatever their difference. */
  replace?: string[];
  /** Keys of resources that stood in the state under another key: renamed with an alias. */
  aliases?: Record<string, string>;
  /** Whether each waits for the one before, as with `dependsOn`; else all are checked before any is worked on. */
  oneByOne?: boolean;
  /** How long after the one before each is checked, in ms, where that is not done sooner: the engine is busy. @default 0 */
  apart?: number;
  /** Whether each resource is told of the others, as by constructors that ran in one go. @default true */
  announced?: boolean;
  /** What the class or the program says. @default true */
  deleteBeforeReplace?: boolean;
}

export const keyOf = ({ name, under }: Pick<Declared, "name" | "under">): string =>
  under === undefined ? name : `${under}/${name}`;

/** The engine keeps secrets beside what it passes on. */
const unwrapped = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return (value as unknown as { value: unknown }).value;
  if (Array.isArray(value)) return value.map(unwrapped);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwrapped(part)]));
};

/** A failure that saved something. */
interface Failed extends Error {
  id?: string;
  properties?: Properties;
}

/** One stack of resources of one class, run as Pulumi's engine runs it through the dynamic shell. */
export class SimulatedStack<Inputs extends object, State extends object> {
  readonly saved = new Map<string, Saved>();
  /** Deletions that an earlier run has left. */
  readonly pending: Saved[] = [];
  /** Errors of the last run, by key. */
  errors: Record<string, Error> = {};

  constructor(
    private readonly world: World,
    private readonly type: string,
    private readonly lifecycle: Lifecycle<Inputs, State>,
  ) {}

  /** A plugin process of its own. */
  #provider(): Required<pulumi.dynamic.ResourceProvider> {
    const { said } = this.world;
    const session = this.world.session();
    const provider = dynamicProvider(this.type, this.lifecycle, () => ({
      settings: SETTINGS,
      session,
      print: line => void said.push(line),
    }));
    return provider as Required<pulumi.dynamic.ResourceProvider>;
  }

  /** @throws Error of the first resource that failed; all are in `errors` */
  async up(program: Declared[], options: RunOptions = {}): Promise<void> {
    const provider = this.#provider();
    this.errors = {};
    const gone = new Set(this.saved.keys());
    const steps: Promise<void>[] = [];
    for (const declared of program) {
      const key = keyOf(declared);
      const before = options.aliases?.[key] ?? key;
      gone.delete(before);
      if (options.targets && !options.targets.includes(key)) continue;
      if (options.apart !== undefined) await this.#pause(options.apart, Promise.all(steps));
      const planned = await this.#trying(key, () => this.#plan(provider, declared, before, program, options));
      if (planned === undefined) continue;
      const step = this.#trying(key, planned);
      if (options.oneByOne) await step;
      steps.push(step);
    }
    await Promise.all(steps);
    if (Object.keys(this.errors).length === 0 && !options.targets)
      await this.#end(provider, [...this.pending.splice(0), ...[...gone].flatMap(key => this.#take(key))]);
    this.#throwFirst();
  }

  async destroy(): Promise<void> {
    this.errors = {};
    await this.#end(this.#provider(), [...this.saved.keys()].flatMap(key => this.#take(key)).reverse());
    this.#throwFirst();
  }

  async refresh(): Promise<void> {
    const provider = this.#provider();
    for (const [key, saved] of this.saved) {
      const { id, props, inputs } = (await provider.read(saved.id, saved.outs)) as {
        id: string;
        props: Properties;
        inputs?: Properties;
      };
      if (id === "") this.saved.delete(key);
      else
        this.saved.set(key, {
          ...saved,
          outs: unwrapped(props) as Properties,
          inputs: inputs ?? saved.inputs,
        });
    }
  }

  /** Until somebody else has moved the clock so far, or what was begun is over. */
  async #pause(ms: number, begun: Promise<unknown>): Promise<void> {
    const { clock } = this.world;
    const end = clock.now() + ms;
    const work = { isOver: false };
    void begun.then(() => (work.isOver = true));
    while (!work.isOver && clock.now() < end) await turn();
  }

  #throwFirst(): void {
    const [first] = Object.values(this.errors);
    if (first !== undefined) throw first;
  }

  #take(key: string): Saved[] {
    const saved = this.saved.get(key);
    this.saved.delete(key);
    return saved === undefined ? [] : [saved];
  }

  async #trying<Result>(key: string, act: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await act();
    } catch (error) {
      this.errors[key] = error as Error;
      return undefined;
    }
  }

  async #end(provider: Required<pulumi.dynamic.ResourceProvider>, ending: Saved[]): Promise<void> {
    for (const saved of ending) {
      const key = keyOf(saved.declared);
      await this.#trying(key, async () => {
        try {
          await provider.delete(saved.id, saved.outs);
        } catch (error) {
          if (!this.saved.has(key)) this.saved.set(key, saved);
          throw error;
        }
      });
    }
  }

  /** Check and difference. @returns what is then to be done, if anything is */
  async #plan(
    provider: Required<pulumi.dynamic.ResourceProvider>,
    declared: Declared,
    before: string,
    program: Declared[],
    { replace = [], announced = true, deleteBeforeReplace = true }: RunOptions,
  ): Promise<(() => Promise<void>) | undefined> {
    const key = keyOf(declared);
    const saved = this.saved.get(before);
    const typed = typedBy(declared, announced ? program : []);
    const check = async (olds: Properties): Promise<Properties> => {
      const checked: pulumi.dynamic.CheckResult = await provider.check(olds, typed);
      const { failures = [] } = checked;
      if (failures.length > 0) throw new Error(failures.map(f => `${f.property}: ${f.reason}`).join("\n"));
      return (checked.inputs ?? {}) as Properties;
    };
    const isForced = replace.includes(key);
    const inputs = await check(isForced ? {} : (saved?.inputs ?? {}));
    if (saved === undefined) return () => this.#create(provider, declared, inputs);
    const diff = isForced ? undefined : await provider.diff(saved.id, saved.outs, inputs);
    if (isForced || (diff?.replaces?.length ?? 0) > 0) {
      const anew = isForced ? inputs : await check({});
      return async () => {
        if (deleteBeforeReplace) {
          await provider.delete(saved.id, saved.outs);
          this.saved.delete(before);
        }
        await this.#create(provider, declared, anew);
        if (!deleteBeforeReplace) this.pending.push(saved);
      };
    }
    this.saved.delete(before);
    this.saved.set(key, { ...saved, declared });
    if (diff?.changes !== true) return undefined;
    return () =>
      this.#saving(declared, saved.id, inputs, async () => ({
        id: saved.id,
        outs: (await provider.update(saved.id, saved.outs, inputs)).outs as Properties,
      }));
  }

  #create(provider: Required<pulumi.dynamic.ResourceProvider>, declared: Declared, inputs: Properties) {
    return this.#saving(declared, "", inputs, () => provider.create(inputs));
  }

  async #saving(
    declared: Declared,
    id: string,
    inputs: Properties,
    act: () => Promise<{ id: string; outs?: Properties }>,
  ): Promise<void> {
    const save = (madeId: string, outs: Properties): void => {
      this.saved.set(keyOf(declared), { declared, id: madeId, inputs, outs: unwrapped(outs) as Properties });
    };
    try {
      const made = await act();
      save(made.id, made.outs ?? {});
    } catch (error) {
      const { properties, id: failedId = id } = error as Failed;
      if (properties !== undefined) save(failedId, properties);
      throw error;
    }
  }
}

/** What a class passes on for a resource. */
const typedBy = ({ name, under, args, sealed }: Declared, program: Declared[]): Properties => {
  const hidden: Hidden = { name, ...(under !== undefined && { under }), ...(sealed && { sealed }) };
  const announced = program.map((other): Announced => ({
    name: other.name,
    ...(other.under !== undefined && { under: other.under }),
    args: other.args,
  }));
  return {
    ...args,
    [HIDDEN_KEY]: written(hidden, announced.length > 0 ? JSON.stringify(announced) : undefined),
  };
};
