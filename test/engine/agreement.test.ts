/*
 * The small engine of the model against the real one: the same programs, commands and accounts must come to the same
 * steps, states and zones.
 */
import { afterAll, expect, jest, test } from "@jest/globals";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { startSimulator, type StateDocument } from "../../simulator/src";
import { DYNAMIC_CLASSES, dynamicShell } from "../harness/dynamic-shell.ts";
import { makeEngine, type Outcome } from "../harness/engine/engine.ts";
import type { Nested } from "../harness/engine/registrations.ts";
import type { Program } from "../harness/engine/shell.ts";
import { EMPTY, type Snapshot } from "../harness/engine/state.ts";
import { urnOf } from "../harness/engine/urn.ts";
import { plain } from "../harness/engine/values.ts";
import { declare, REAL_PROGRAM } from "../harness/real-program.ts";
import { makeWorld, type World } from "../harness/world.ts";
import { declareRecords, edits, type Edit } from "../model/commands.ts";
import { declarations } from "../model/declarations.ts";
import { edited } from "../model/program.ts";
import type { Thing } from "../model/things.ts";
import { document } from "../model/universe.ts";
import { zonesOf } from "../model/zones.ts";
import type { Run } from "../support/children.ts";
import { makeStack, type ResourceState, type Stack } from "../support/stack.ts";

jest.setTimeout(900_000);

const SEQUENCES = Number(process.env.AGREEMENT_SEQUENCES ?? (process.env.CI ? 60 : 4));
/** How many stacks are worked on at once. */
const PARALLEL = 3;
const SEED = Number(process.env.AGREEMENT_SEED ?? 20_260_201);
const ACCOUNT = "00000000-0000-4000-8000-000000000001";

interface Command {
  readonly edits: readonly Edit[];
  readonly kind: "up" | "refresh" | "destroy" | "destroy --run-program" | "up --refresh";
  readonly target: readonly number[];
  readonly replace: readonly number[];
}

const number = fc.nat({ max: 11 });
const few = fc.oneof(
  { arbitrary: fc.constant<number[]>([]), weight: 3 },
  fc.array(number, { minLength: 1, maxLength: 2 }),
);

const sequences: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.array(declareRecords, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.record({
        edits: fc.array(edits, { minLength: 1, maxLength: 2 }),
        kind: fc.oneof(
          { arbitrary: fc.constant<Command["kind"]>("up"), weight: 5 },
          fc.constantFrom<Command["kind"][]>("up --refresh", "refresh", "destroy", "destroy --run-program"),
        ),
        target: few,
        replace: few,
      }),
      { minLength: 2, maxLength: 3 },
    ),
  )
  .map(([first, others]) => [{ edits: first, kind: "up", target: [], replace: [] }, ...others]);

/** What a resource looks like in either state. */
interface SeenResource {
  readonly urn: string;
  readonly id: string | undefined;
  readonly delete: boolean;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly halfMade: boolean;
}

/** What a command came to. */
interface Seen {
  readonly failed: boolean;
  readonly steps: readonly string[];
  readonly state: unknown;
  readonly zones: readonly unknown[];
}

/** Without what depends on the clock, or on which of several was bought first. */
const comparable = (resources: SeenResource[]): unknown => {
  const sorted = resources.toSorted((a, b) => `${a.urn} ${a.delete}`.localeCompare(`${b.urn} ${b.delete}`));
  const ids: string[] = [];
  const text = JSON.stringify(sorted)
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "(instant)")
    .replaceAll(/(since\W+)\d{4}-\d\d-\d\d/g, "$1(day)")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g, id => {
      if (!ids.includes(id)) ids.push(id);
      return `(id ${ids.indexOf(id)})`;
    });
  return JSON.parse(text);
};

const inModel = ({ resources }: Snapshot): unknown =>
  comparable(
    resources.map(({ urn, id, inputs, outputs, initErrors, delete: condemned }) => ({
      urn,
      id,
      delete: condemned,
      inputs: plain(inputs),
      outputs: plain(outputs),
      halfMade: initErrors.length > 0,
    })),
  );

const inReality = (resources: readonly (ResourceState & { readonly delete?: boolean })[]): unknown =>
  comparable(
    resources
      .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/wix:"))
      .map(({ urn, id, inputs = {}, outputs = {}, initErrors = [], delete: condemned = false }) => ({
        urn,
        id,
        delete: condemned,
        inputs: plain(inputs),
        outputs: plain(outputs),
        halfMade: initErrors.length > 0,
      })),
  );

interface StepEvent {
  readonly metadata: { readonly op: string; readonly urn: string; readonly type: string };
}

interface EngineEvent {
  readonly resourcePreEvent?: StepEvent;
  readonly resOutputsEvent?: StepEvent;
}

/** The steps that the real engine has done, by its event log, but refreshes: they end under the name of what they found. */
const stepsIn = async (file: string): Promise<string[]> => {
  const lines = (await readFile(file, "utf8")).split("\n").filter(line => line !== "");
  const steps: string[] = [];
  const refreshing: string[] = [];
  for (const { resourcePreEvent: began, resOutputsEvent: ended } of lines.map(
    line => JSON.parse(line) as EngineEvent,
  )) {
    if (began?.metadata.op === "refresh") refreshing.push(began.metadata.urn);
    if (ended?.metadata.type.startsWith("pulumi-nodejs:dynamic/wix:") !== true) continue;
    const { op, urn } = ended.metadata;
    const place = refreshing.indexOf(urn);
    if (place >= 0) refreshing.splice(place, 1);
    else steps.push(`${op} ${urn}`);
  }
  return steps.toSorted();
};

/** Everything settles at once, since one of the two accounts is on a real clock. */
const account = (): StateDocument => ({
  ...document(false),
  settings: { settleMs: 0, registrationMs: 0, activationMs: 0, icannConfirmationMs: 0, propagationMs: 0 },
});

/** Which of two components is registered first, and their resources with them, is the program's chance. */
const inOneComponent = (edit: Edit): Edit => ("parent" in edit ? { ...edit, parent: edit.parent % 2 } : edit);

/**
 * The real engine makes no resource whose component is neither there nor a target; the small one keeps no components.
 */
const withComponents = (targets: readonly string[]): string[] => {
  const components = targets.flatMap(urn => {
    const [, chain] = /^(.*)\$pulumi-nodejs:dynamic\/wix:/.exec(urn) ?? [];
    return chain === undefined ? [] : [`${chain}::component`];
  });
  return [...new Set([...components, ...targets])];
};

interface Flags {
  readonly target: readonly string[];
  readonly replace: readonly string[];
}

interface Carried extends Flags {
  readonly kind: Command["kind"];
  readonly program: Program;
}

/** What is for no engine to say, and may be otherwise in every command. */
interface Chance {
  /** Between two registrations of the program, in ms: whether a step is through before the next check. */
  readonly pause: number;
  /** When resources in components are registered, beside those in none. */
  readonly nested: Nested;
}

const CHANCES: readonly Chance[] = [0, 60_000].flatMap(pause =>
  (["last", "as declared", "first", "reversed"] as const).map(nested => ({ pause, nested })),
);

/** The small engine on an account of its own. */
class Model {
  readonly #world: World = makeWorld(7, account());
  readonly #shell = dynamicShell(this.#world);
  #state: Snapshot = EMPTY;

  async perform({ kind, program, target, replace }: Carried, { pause, nested }: Chance): Promise<Outcome> {
    const engine = makeEngine({
      shell: this.#shell,
      parallel: 1,
      nested,
      pause: () => this.#world.registration(),
    });
    this.#world.expect({ faults: [], latencies: [20], registrations: [pause] });
    const options = {
      refresh: kind === "up --refresh",
      ...(target.length > 0 && { target }),
      ...(replace.length > 0 && { replace }),
    };
    const outcome = await {
      up: () => engine.up(this.#state, program, options),
      "up --refresh": () => engine.up(this.#state, program, options),
      refresh: () => engine.refresh(this.#state),
      destroy: () => engine.destroy(this.#state),
      "destroy --run-program": () => engine.destroy(this.#state, program),
    }[kind]();
    this.#state = outcome.state;
    return outcome;
  }

  seen(outcome: Outcome): Seen {
    return {
      failed: outcome.errors.length > 0,
      steps: outcome.steps.map(({ op, urn }) => `${op} ${urn}`).toSorted(),
      state: inModel(this.#state),
      zones: [...zonesOf(this.#world.account.state().dnsZones)].toSorted(),
    };
  }
}

/** A stack, and all that it may have come to: every chance that was left open by what has been seen so far. */
class Pair {
  readonly #program: Thing[] = [];
  #edits = 0;
  readonly #history: Carried[] = [];
  #open: readonly (readonly Chance[])[] = [[]];
  readonly story: string[] = [];

  constructor(
    private readonly stack: Stack,
    private readonly simulator: Awaited<ReturnType<typeof startSimulator>>,
  ) {}

  /** @returns false where both refused: what else was done by then may differ */
  async perform(command: Command): Promise<boolean> {
    for (const edit of command.edits) edited(this.#program, inOneComponent(edit), ++this.#edits);
    const program = declarations(this.#program);
    await declare(this.stack.folder, program);
    const urns = (places: readonly number[]): string[] =>
      program.length === 0
        ? []
        : [...new Set(places.map(place => urnOf(DYNAMIC_CLASSES, program[place % program.length]!)))];
    const flags = { target: urns(command.target), replace: urns(command.replace) };
    this.#history.push({ kind: command.kind, program, ...flags });
    this.story.push(JSON.stringify({ kind: command.kind, ...flags, program }, undefined, 1));

    const real = await this.#inReality(command.kind, flags);
    const expected: Seen[] = [];
    const matching: (readonly Chance[])[] = [];
    for (const chances of this.#open.flatMap(before => CHANCES.map(chance => [...before, chance]))) {
      const seen = await this.#replayed(chances);
      expected.push(seen);
      if (real.failed ? seen.failed : JSON.stringify(real) === JSON.stringify(seen)) matching.push(chances);
    }
    if (matching.length === 0) {
      this.story.unshift(this.#disagreement(real, expected));
      expect(real).toEqual(expected[0]);
      throw new Error("the models agree in another order only");
    }
    this.#open = matching.slice(0, 16);
    return !real.failed;
  }

  /** In a few lines, and first of all that is said: a log that is cut keeps its beginning. */
  #disagreement(real: Seen, models: readonly Seen[]): string {
    const parts = (["failed", "steps", "state", "zones"] as const).filter(
      part => !models.some(model => JSON.stringify(model[part]) === JSON.stringify(real[part])),
    );
    const ends = ({ failed, steps }: Seen): string => JSON.stringify({ failed, steps });
    return [
      `command ${this.#history.length} comes to another ${parts.join(", ") || "whole"} in each of ${models.length} orders`,
      `real:  ${ends(real)}`,
      `model: ${[...new Set(models.map(ends))].join("\n       ")}`,
      ...this.story.at(-1)!.trim().split("\n").slice(-8),
    ].join("\n");
  }

  async #replayed(chances: readonly Chance[]): Promise<Seen> {
    const model = new Model();
    let outcome: Outcome | undefined;
    for (const [place, chance] of chances.entries())
      outcome = await model.perform(this.#history[place]!, chance);
    return model.seen(outcome!);
  }

  async #inReality(kind: Command["kind"], flags: Flags): Promise<Seen> {
    const log = join(this.stack.folder, "events.json");
    await rm(log, { force: true });
    const run = await this.#command(kind, flags, log);
    this.story.push(run.text);
    const { dnsZones = {} } = await this.simulator.control.state();
    return {
      failed: run.code !== 0,
      steps: await stepsIn(log),
      state: inReality((await this.stack.exportState()).resources),
      zones: [...zonesOf(dnsZones)].toSorted(),
    };
  }

  #command(kind: Command["kind"], { target, replace }: Flags, log: string): Promise<Run> {
    // Which of two that write to one zone at the same time comes first is for no engine to say either.
    const logged = ["--parallel", "1", "--event-log", log];
    const flags = [
      ...withComponents(target).flatMap(urn => ["--target", urn]),
      ...replace.flatMap(urn => ["--replace", urn]),
      ...logged,
    ];
    switch (kind) {
      case "up":
        return this.stack.up(...flags);
      case "up --refresh":
        return this.stack.up("--refresh", ...flags);
      case "refresh":
        return this.stack.refresh(...logged);
      case "destroy":
        return this.stack.destroy(...logged);
      case "destroy --run-program":
        return this.stack.destroy("--run-program", ...logged);
    }
  }
}

const stacks: Stack[] = [];
afterAll(() => Promise.all(stacks.map(stack => stack.dispose())));

const compare = async (commands: readonly Command[]): Promise<void> => {
  const simulator = await startSimulator({ seed: 7, state: account() });
  const stack = await makeStack({
    program: { javascript: REAL_PROGRAM },
    config: { "wix:accountId": ACCOUNT, "wix:baseUrl": simulator.url, "wix:pollInterval": "50ms" },
    secrets: { "wix:apiKey": "simulated-api-key" },
    env: { PULUMI_DEBUG_COMMANDS: "1" },
  });
  stacks.push(stack);
  const pair = new Pair(stack, simulator);
  try {
    for (const command of commands) if (!(await pair.perform(command))) break;
  } catch (error) {
    throw new Error(`${pair.story.join("\n")}\n${String(error)}`, { cause: error });
  } finally {
    await simulator.close();
  }
};

test(`the small engine does what the real one does, in ${SEQUENCES} sequences`, async () => {
  const left = fc.sample(sequences, { seed: SEED, numRuns: SEQUENCES });
  let compared = 0;
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      await compare(next);
      compared++;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: PARALLEL }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  expect(compared).toBe(SEQUENCES);
});
