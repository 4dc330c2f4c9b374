import { InitFailed, type Context, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Wix } from "../../../provider/src/wix/client";
import { connectWix } from "../../../provider/src/wix/client";
import { settingsFrom } from "../../../provider/src/wix/settings";
import { undiciTransport, type Reply } from "../../../provider/src/wix/transport";
import type { Clock } from "../../../provider/src/core/clock";
import { startSimulator, type FaultAction, type FaultRule, type Simulator } from "../../../simulator/src";
import { accountId, KILLED } from "../../support/world";

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
  simulator: Simulator;
  clock: Clock;
  said: string[];
  /** A process of its own: nothing is remembered of an earlier one. */
  context(more?: Partial<Context>, mishap?: Trap): Context;
  close(): Promise<void>;
}

/** What the transport has to know of a mishap. */
interface Trap {
  dead: AbortSignal;
  /** Settles when the client has waited long enough for an answer. */
  impatient: Promise<unknown>;
}

const noTrap: Trap = { dead: new AbortController().signal, impatient: new Promise(() => undefined) };

const alarms = (simulator: Simulator) => {
  let now = Date.parse("2026-02-01T10:00:00.000Z");
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

export const makeLaboratory = async (): Promise<RobotLaboratory> => {
  const simulator = await startSimulator({ seed: 7, clock: "frozen" });
  const { clock, after, forget } = alarms(simulator);
  const said: string[] = [];
  const send = undiciTransport(20_000);
  const settings = settingsFrom(
    key =>
      ({ apiKey: "simulated-api-key", accountId, baseUrl: simulator.url, requestsPerMinute: "100000" })[key],
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
  return {
    simulator,
    clock,
    said,
    context: (more = {}, trap = noTrap) => ({
      name: "plan",
      wix: connect(trap),
      clock,
      log: line => void said.push(line),
      timeout: undefined,
      deadline: clock.now() + (more.timeout ?? Infinity),
      claimedByAnother: () => undefined,
      ...more,
    }),
    releaseAfter: (ms, faultId) => after(ms, () => simulator.control.release(faultId)),
    releaseNow: faultId => {
      forget();
      return simulator.control.release(faultId);
    },
    close: () => simulator.close(),
  };
};

/** What one run came to. */
export interface Outcome<Inputs, State> {
  saved: Saved<Inputs, State> | undefined;
  error?: Error | typeof KILLED;
}

export type Program = Record<string, unknown>;

/** One `up` of one resource, as Pulumi's engine runs it; without a program, `destroy`. */
export const runOnce = async <Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  saved: Saved<Inputs, State> | undefined,
  program: Program | undefined,
): Promise<Outcome<Inputs, State>> => {
  try {
    if (program === undefined) {
      if (saved !== undefined) await lifecycle.delete(ctx, saved.id, saved.state);
      return { saved: undefined };
    }
    const { inputs, failures } = lifecycle.check(saved?.inputs, program, ctx.name);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
    if (saved === undefined)
      return { saved: { ...(await lifecycle.create(ctx, inputs)), inputs, halfMade: false } };
    if (!saved.halfMade && !lifecycle.diff(saved.state, inputs).changes) return { saved };
    const state = await lifecycle.update(ctx, saved.id, saved.state, inputs);
    return { saved: { id: saved.id, inputs, state, halfMade: false } };
  } catch (error) {
    if (!(error instanceof InitFailed) || program === undefined) return { saved, error: error as Error };
    const { inputs } = lifecycle.check(saved?.inputs, program, ctx.name);
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
const settledRequests = async ({ control }: Simulator): Promise<void> => {
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
