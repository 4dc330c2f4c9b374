/* One program of each kind, with an account of its own, taken through its life step by step in turns. */
import { startSimulator, type Simulator } from "wix-simulator";
import type { Kind } from "./programs.ts";
import { programOf } from "./programs.ts";
import { measuredStack, type Bytes, type MeasuredStack, type Taken } from "./stack.ts";

/** What is timed: a preview of what is not there, its making, a preview in which nothing differs, a look, the end. */
export const STEPS = {
  preview: { command: ["preview"], times: 7 },
  up: { command: ["up", "--yes", "--skip-preview"], times: 1 },
  unchanged: { command: ["preview", "--expect-no-changes"], times: 5 },
  refresh: { command: ["refresh", "--yes", "--skip-preview"], times: 7 },
  destroy: { command: ["destroy", "--yes", "--skip-preview"], times: 1 },
} as const satisfies Record<string, { command: readonly string[]; times: number }>;
export type Step = keyof typeof STEPS;
export const EACH = Object.keys(STEPS) as Step[];

/** A step as it was taken in each round; what changes nothing, several times a round. */
export interface Taking {
  readonly wall: number[];
  readonly cpu: number[];
  /** Requests to the account. */
  readonly calls: number[];
}

export interface Result {
  readonly kind: Kind;
  readonly steps: Readonly<Record<Step, Taking>>;
  /** Bytes of a resource in the state. */
  readonly bytes: Bytes;
}

const taking = (): Taking => ({ wall: [], cpu: [], calls: [] });

/** The limiter is opened, since the plain provider has none. */
const credentialsFor = (simulator: Simulator): NodeJS.ProcessEnv => ({
  WIX_BASE_URL: simulator.url,
  WIX_API_KEY: "simulated-api-key",
  WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
  WIX_REQUESTS_PER_MINUTE: "9999999",
});

type Account = Awaited<ReturnType<Simulator["control"]["state"]>>;

class Contender {
  readonly kind: Kind;
  readonly steps = {
    preview: taking(),
    up: taking(),
    unchanged: taking(),
    refresh: taking(),
    destroy: taking(),
  };
  bytes: Bytes = { all: NaN, beside: NaN };
  readonly #simulator: Simulator;
  readonly #untouched: Account;

  private constructor(kind: Kind, simulator: Simulator, untouched: Account) {
    this.kind = kind;
    this.#simulator = simulator;
    this.#untouched = untouched;
  }

  static async enter(kind: Kind): Promise<Contender> {
    const simulator = await startSimulator({ seed: 1 });
    return new Contender(kind, simulator, await simulator.control.state());
  }

  /** On an account that holds nothing of earlier rounds: what stands there already would be adopted without a call. */
  async begin(count: number): Promise<MeasuredStack> {
    await this.#simulator.control.loadState(this.#untouched);
    return measuredStack(programOf(this.kind, count), credentialsFor(this.#simulator));
  }

  async take(step: Step, stack: MeasuredStack): Promise<void> {
    await this.#simulator.control.clearJournal();
    const taken: Taken = await stack.run(...STEPS[step].command);
    const { requests } = await this.#simulator.control.journal();
    const { wall, cpu, calls } = this.steps[step];
    wall.push(taken.wall);
    cpu.push(taken.cpu);
    calls.push(requests.length);
    if (step === "unchanged") this.bytes = await stack.bytesEach();
  }

  leave(): Promise<void> {
    return this.#simulator.close();
  }
}

/** Whoever goes first pays for cold caches, so that changes with each turn. */
const rotated = <Item>(items: readonly Item[], by: number): Item[] => {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
};

/** @param count how many resources each has */
export async function contend(kinds: readonly Kind[], count: number, rounds: number): Promise<Result[]> {
  const contenders = await Promise.all(kinds.map(kind => Contender.enter(kind)));
  try {
    for (let round = 0; round < rounds; round++) {
      const running: [Contender, MeasuredStack][] = [];
      for (const contender of contenders) running.push([contender, await contender.begin(count)]);
      for (const step of EACH)
        for (let turn = 0; turn < STEPS[step].times; turn++)
          for (const [contender, stack] of rotated(running, round + turn)) await contender.take(step, stack);
      for (const [, stack] of running) stack.dispose();
    }
    return contenders.map(({ kind, steps, bytes }) => ({ kind, steps, bytes }));
  } finally {
    for (const contender of contenders) await contender.leave();
  }
}
