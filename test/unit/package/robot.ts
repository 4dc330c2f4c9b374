import type { Context } from "../../../provider/src/lifecycle/context";
import { InitFailed, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { openSession, type RunningSession } from "../../../provider/src/lifecycle/session";
import { connectWix, type Wix } from "../../../provider/src/wix/client";
import { settingsFrom } from "../../../provider/src/wix/settings";
import type { Reply } from "../../../provider/src/wix/transport";
import type { Clock } from "../../../provider/src/core/clock";
import {
  createSimulatedAccount,
  type FaultAction,
  type FaultRule,
  type SimulatedAccount,
} from "../../../simulator/src";
import {
  accountId,
  contextOn,
  during,
  environmentOf,
  holdIn,
  KILLED,
  NOWHERE,
  transportTo,
  type ContextOptions,
} from "../../support/world";

/** A resource as an engine keeps it between two runs. */
export interface Saved<Inputs, State> {
  id: string;
  inputs: Inputs;
  state: State;
  /** The last run saved it and failed: the next one updates it even where nothing differs. */
  halfMade: boolean;
}

/** What is to happen to a request: a fault of the simulator, or a death or an impatience of this side. */
export type Mishap =
  | { kind: "fault"; action: FaultAction }
  /** The process ends while the request is under way; `before`: it reaches Wix all the same, or (`lost`) not at all. */
  | { kind: "killed"; when: "before" | "after" | "lost" }
  /** The client gives up waiting, and so many ms later Wix does the work. */
  | { kind: "late"; ms: number };

export interface Point {
  mishap: Mishap;
  /** Which request of the run, from 1. */
  nth: number;
}

/** Machines that run programs against one simulated account, on one clock that only moves when somebody sleeps. */
export interface Laboratory {
  simulator: SimulatedAccount;
  clock: Clock;
  said: string[];
  /** A process of its own: nothing is remembered of an earlier one. */
  context(options?: RunOptions, mishap?: Trap): Context;
  /** A process that several resources share. */
  session(): RunningSession;
  /** Lets go of what faults hold. */
  close(): Promise<void>;
}

/** What a test may want of a run; all has a default. */
export interface RunOptions extends Omit<ContextOptions, "log"> {
  /** @default one of its own */
  session?: RunningSession;
  /** Stands in the way of each call. */
  intercept?: (wix: Wix) => Wix;
}

/** What the transport has to know of a mishap. */
interface Trap {
  dead: AbortSignal;
  /** Settles when the client has waited long enough for an answer. */
  impatient: Promise<unknown>;
}

const noTrap: Trap = { dead: new AbortController().signal, impatient: new Promise(() => undefined) };

const alarms = (simulator: SimulatedAccount) => {
  // The simulator's frozen clock begins then.
  let now = Date.parse("2026-01-01T00:00:00.000Z");
  const due = new Set<{ at: number; ring: () => Promise<void> }>();
  const clock: Clock = {
    now: () => now,
    sleep: async ms => {
      now += ms;
      await simulator.control.advanceClock(ms);
      for (const alarm of due) {
        if (alarm.at > now) continue;
        due.delete(alarm);
        await alarm.ring();
      }
    },
  };
  return {
    clock,
    after: (ms: number, ring: () => Promise<void>) => void due.add({ at: now + ms, ring }),
    forget: () => due.clear(),
  };
};

export interface RobotLaboratory extends Laboratory {
  /** Lets go of what a fault holds, so many ms from now. */
  releaseAfter(ms: number, faultId: string): void;
  /** Lets go at once of what a fault holds. */
  releaseNow(faultId: string): Promise<void>;
}

export const makeLaboratory = (): RobotLaboratory => {
  const simulator = createSimulatedAccount({ seed: 7, clock: "frozen" });
  const { clock, after, forget } = alarms(simulator);
  const said: string[] = [];
  const send = transportTo(simulator);
  const settings = settingsFrom(
    key => ({ apiKey: "simulated-api-key", accountId, baseUrl: NOWHERE, requestsPerMinute: "100000" })[key],
    {},
  );
  const connect = ({ dead, impatient }: Trap): Wix => {
    let patience = impatient.then((): Reply => {
      patience = new Promise<Reply>(() => undefined);
      return { kind: "lost", sent: true, reason: "no answer", cause: undefined };
    });
    return connectWix({
      settings,
      clock,
      transport: exchange =>
        dead.aborted ? new Promise<Reply>(() => undefined) : Promise.race([send(exchange), patience]),
    });
  };
  const sessionWith = (trap: Trap, intercept: (wix: Wix) => Wix): RunningSession =>
    openSession({ clock, connect: () => intercept(connect(trap)) });
  return {
    simulator,
    clock,
    said,
    session: () => sessionWith(noTrap, wix => wix),
    context: ({ session, intercept = (wix: Wix) => wix, ...options } = {}, trap = noTrap) =>
      contextOn(session ?? sessionWith(trap, intercept), {
        log: line => void said.push(line),
        ...options,
        owner: { type: "Package", name: "plan", ...options.owner },
      }),
    releaseAfter: (ms, faultId) => after(ms, () => simulator.control.release(faultId)),
    releaseNow: faultId => {
      forget();
      return simulator.control.release(faultId);
    },
    close: () => simulator.control.clearFaults(),
  };
};

/** What one run came to. */
export interface Outcome<Inputs, State> {
  saved: Saved<Inputs, State> | undefined;
  error?: Error | typeof KILLED;
}

export type Program = Record<string, unknown>;

/** A check, with what it claims told to the ledger. @throws Error with all failures */
export const checkOnce = <Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  program: Program,
  olds?: Inputs,
): Inputs => {
  const { inputs, failures, claims } = lifecycle.check(olds, program, environmentOf(ctx));
  const all = [...failures, ...ctx.session.ledger.declare(ctx.owner, claims)];
  if (all.length > 0) throw new Error(all.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
  return inputs as Inputs;
};

/**
 * One `up` of one resource, as Pulumi's engine runs it; without a program, `destroy`.
 * @param predecessor an earlier generation, of which this run makes a new one
 */
export const runOnce = async <Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  saved: Saved<Inputs, State> | undefined,
  program: Program | undefined,
  predecessor?: Saved<Inputs, State>,
): Promise<Outcome<Inputs, State>> => {
  let inputs: Inputs | undefined;
  try {
    if (program === undefined) {
      if (saved !== undefined)
        await lifecycle.delete(during(ctx, lifecycle, "delete"), saved.id, saved.state);
      return { saved: undefined };
    }
    inputs = checkOnce(lifecycle, ctx, program, saved?.inputs);
    if (saved === undefined) {
      const made = await lifecycle.create(during(ctx, lifecycle, "create"), inputs, predecessor);
      holdIn(lifecycle, ctx, made.state);
      return { saved: { ...made, inputs, halfMade: false } };
    }
    holdIn(lifecycle, ctx, saved.state);
    const differs = lifecycle.diff(saved.state, inputs).changes;
    if (!saved.halfMade && !differs) return { saved };
    const state = await lifecycle.update(during(ctx, lifecycle, "update"), saved.id, saved.state, inputs);
    holdIn(lifecycle, ctx, state);
    return { saved: { id: saved.id, inputs, state, halfMade: false } };
  } catch (error) {
    if (!(error instanceof InitFailed) || inputs === undefined) return { saved, error: error as Error };
    holdIn(lifecycle, ctx, error.state as State);
    return { saved: { id: error.id, inputs, state: error.state as State, halfMade: true }, error };
  }
};

const faultOf = (mishap: Mishap): FaultAction => {
  if (mishap.kind === "fault") return mishap.action;
  if (mishap.kind === "late") return { kind: "hold", when: "before" };
  if (mishap.when === "lost") return { kind: "hold", when: "before" };
  return { kind: "hold", when: mishap.when };
};

/** One run in a process of its own, in which one request is to meet with a mishap; `met`: it did. */
export const runWith = async <Inputs extends object, State extends object>(
  laboratory: RobotLaboratory,
  lifecycle: Lifecycle<Inputs, State>,
  saved: Saved<Inputs, State> | undefined,
  program: Program | undefined,
  { mishap, nth }: Point,
): Promise<Outcome<Inputs, State> & { met: boolean }> => {
  const { control } = laboratory.simulator;
  const rules: FaultRule[] = [{ nth, action: faultOf(mishap) }];
  // Cut after the hold ends, so that the work is never done.
  if (mishap.kind === "killed" && mishap.when === "lost")
    rules.push({ nth, action: { kind: "drop", when: "before" } });
  const [fault] = await Promise.all(rules.map(rule => control.addFault(rule)));
  const id = fault?.id ?? "";
  const death = new AbortController();
  const held = mishap.kind === "fault" ? new Promise<never>(() => undefined) : control.untilHeld(id);
  held.catch(() => undefined);
  const impatient =
    mishap.kind === "late"
      ? held.then(() => laboratory.releaseAfter(mishap.ms, id))
      : new Promise(() => undefined);
  const ctx = laboratory.context({}, { dead: death.signal, impatient });
  const run = runOnce(lifecycle, ctx, saved, program);
  const killed = held.then((): Outcome<Inputs, State> => ({ saved, error: KILLED }));
  const outcome = await (mishap.kind === "killed" ? Promise.race([run, killed]) : run);
  death.abort();
  await laboratory.releaseNow(id);
  // What is under way in the name of the dead process ends before the next one begins.
  await settledRequests(laboratory.simulator);
  const met = (await control.journal()).requests.some(({ faults }) => faults.includes(id));
  await control.clearFaults();
  return { ...outcome, met };
};

/** Until Wix has answered, or given up, all that it was sent. */
const settledRequests = async ({ control }: SimulatedAccount): Promise<void> => {
  for (;;) {
    const { requests } = await control.journal();
    if (requests.every(({ answeredAt }) => answeredAt !== null)) return;
    await new Promise(resolve => setImmediate(resolve));
  }
};

export interface Finished<Inputs, State> {
  saved: Saved<Inputs, State> | undefined;
  runs: number;
}

/** A robot runs the same again until it succeeds, ten times at most. */
export const robot = async <Inputs extends object, State extends object>(
  laboratory: Laboratory,
  lifecycle: Lifecycle<Inputs, State>,
  first: Outcome<Inputs, State>,
  program: Program | undefined,
): Promise<Finished<Inputs, State>> => {
  let outcome = first;
  for (let runs = 1; runs <= 10; runs++) {
    if (outcome.error === undefined) return { saved: outcome.saved, runs };
    outcome = await runOnce(lifecycle, laboratory.context(), outcome.saved, program);
  }
  throw new Error(`ten runs did not succeed; the last one: ${String(outcome.error)}`);
};
