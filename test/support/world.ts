import { setImmediate as turn } from "node:timers/promises";
import type { Owner } from "../../provider/src/core/ownership";
import { refuseAborted } from "../../provider/src/core/aborted";
import type { Clock } from "../../provider/src/core/clock";
import type { Context } from "../../provider/src/lifecycle/context";
import {
  InitFailed,
  type Environment,
  type Lifecycle,
  type Operation,
} from "../../provider/src/lifecycle/lifecycle";
import { openSession, type RunningSession } from "../../provider/src/lifecycle/session";
import { connectWix, type Wix } from "../../provider/src/wix/client";
import { settingsFrom, type Settings } from "../../provider/src/wix/settings";
import type { Transport } from "../../provider/src/wix/transport";
import { createSimulatedAccount, type AccountOptions, type SimulatedAccount } from "../../simulator/src";

export const accountId = "00000000-0000-4000-8000-000000000001";

/** Nobody listens there. */
export const NOWHERE = "http://127.0.0.1:1";

export const SETTINGS: Settings = settingsFrom(
  key => ({ apiKey: "simulated-api-key", accountId, baseUrl: NOWHERE })[key as "apiKey"],
  {},
);

/**
 * A clock that only moves when somebody sleeps, and takes the simulated account's clock along. Each sleep takes a turn of the
 * event loop, so that whoever works at once gets on meanwhile.
 */
export function movingClock(simulator: Pick<SimulatedAccount, "control">): Clock {
  let now = Date.parse("2026-02-01T10:00:00.000Z");
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      refuseAborted(signal);
      now += ms;
      await simulator.control.advanceClock(ms);
      await turn();
    },
  };
}

/** What a test may want of a context; all has a default. */
export interface ContextOptions {
  /** @default `{ type: "Thing", name: "mail" }` */
  owner?: Partial<Owner>;
  /** @default the world's `said` */
  log?: Context["log"];
  /** Properties that hold a secret. @default none */
  sealed?: readonly string[];
  /** The configured account. @default the simulator's first */
  account?: string;
  /** Of the whole operation, ms. @default what {@link during} gives, else a hundred hours */
  timeout?: number | undefined;
  /** @default now and the time-out */
  deadline?: number;
  signal?: AbortSignal;
  /** How long the run has time for waits, in ms from now. @default as long as it takes */
  maxWait?: number;
}

const UNLIMITED = 100 * 3_600_000;

/** The context of one operation, as a shell makes it. */
export const contextOn = (session: RunningSession, options: ContextOptions = {}): Context => {
  const {
    owner = {},
    log = () => undefined,
    sealed = [],
    account = accountId,
    timeout = UNLIMITED,
    maxWait: ms,
  } = options;
  return {
    owner: { type: "Thing", name: "mail", ...owner },
    session,
    wix: session.wix,
    clock: session.clock,
    log,
    random: () => 0.5,
    timeout,
    deadline: options.deadline ?? session.clock.now() + timeout,
    ...(options.signal && { signal: options.signal }),
    ...(ms !== undefined && { maxWait: { ms, until: session.clock.now() + ms } }),
    sealed: property => sealed.includes(property),
    account: own => (own ?? account).toLowerCase(),
  };
};

/** The same with the lifecycle's own time-out, unless the test has set one. */
export const during = <Inputs, State>(
  ctx: Context,
  lifecycle: Lifecycle<Inputs, State>,
  operation: Operation,
): Context => {
  if (ctx.timeout !== UNLIMITED) return ctx;
  const timeout = lifecycle.timeouts[operation];
  return { ...ctx, timeout, deadline: ctx.clock.now() + timeout };
};

/** What a check is told of the resource that a context is for. */
export const environmentOf = (ctx: Context): Environment => ({
  owner: ctx.owner,
  program: "shop/dev",
  account: own => ctx.account(typeof own === "string" ? own : undefined),
});

/** The environment of a check outside of any run. */
export const environment = (owner: Partial<Owner> = {}): Environment => ({
  owner: { type: "Thing", name: "mail", ...owner },
  program: "shop/dev",
  account: own => (typeof own === "string" ? own : accountId).toLowerCase(),
});

/** To an account in this process. Each request takes a turn of the event loop, so that those of several run at once. */
export const transportTo =
  (account: SimulatedAccount): Transport =>
  async exchange => {
    await turn();
    return account.handle(exchange);
  };

export interface World {
  simulator: SimulatedAccount;
  clock: Clock;
  connect(killed?: AbortSignal): Wix;
  /** A plugin process: nothing is remembered of an earlier one. Sends nothing once killed. */
  session(killed?: AbortSignal): RunningSession;
  /** What was said, in order. */
  said: string[];
  /** @param session @default one of its own */
  context(session?: RunningSession, options?: ContextOptions): Context;
  /** Lets go of what faults hold. */
  close(): Promise<void>;
}

export function makeWorld(options: AccountOptions = {}): World {
  const simulator = createSimulatedAccount({ seed: 7, clock: "frozen", ...options });
  const clock = movingClock(simulator);
  const transport = transportTo(simulator);
  const said: string[] = [];
  const connect = (killed?: AbortSignal): Wix =>
    connectWix({
      settings: SETTINGS,
      transport: exchange => (killed?.aborted ? new Promise(() => undefined) : transport(exchange)),
      clock,
      random: () => 0.5,
    });
  const session = (killed?: AbortSignal): RunningSession =>
    openSession({ clock, connect: () => connect(killed) });
  return {
    simulator,
    clock,
    said,
    connect,
    session,
    context: (of = session(), more = {}) => contextOn(of, { log: line => void said.push(line), ...more }),
    close: () => simulator.control.clearFaults(),
  };
}

/** A resource as an engine keeps it between two runs. */
export interface Saved<State> {
  id: string;
  state: State;
  /** The last operation saved it and failed; the next run calls `update` even where nothing differs. */
  unfinished: boolean;
}

/** The process ends here, as if it was killed: nothing that happens later reaches the engine. */
export const KILLED = Symbol("killed");

/** A check, with what it claims told to the ledger. @throws Error with all failures */
export const checkIn = <Inputs, State>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  program: Record<string, unknown>,
  olds?: Inputs,
): Inputs => {
  const { inputs, failures, claims } = lifecycle.check(olds, program, environmentOf(ctx));
  const all = [...failures, ...ctx.session.ledger.declare(ctx.owner, claims)];
  if (all.length > 0) throw new Error(all.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
  return inputs as Inputs;
};

/** Tells the ledger what a saved resource holds. */
export const holdIn = <Inputs, State>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  state: State,
): void => {
  const known = environmentOf(ctx);
  ctx.session.ledger.hold(
    ctx.owner,
    lifecycle.holdings(state, own => known.account(own)),
  );
};

/**
 * One `up` of one resource, as Pulumi's engine runs it: create where nothing is saved, update where something differs
 * or is unfinished.
 * @param dies settles when the process is to be killed
 */
export async function up<Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  saved: Saved<State> | undefined,
  program: Record<string, unknown>,
  dies = new Promise<unknown>(() => undefined),
): Promise<{ saved: Saved<State> | undefined; error?: Error | typeof KILLED }> {
  const inputs = checkIn(lifecycle, ctx, program);
  const act = async (): Promise<Saved<State> | undefined> => {
    if (saved === undefined) {
      const made = await lifecycle.create(during(ctx, lifecycle, "create"), inputs);
      return { ...made, unfinished: false };
    }
    holdIn(lifecycle, ctx, saved.state);
    if (!saved.unfinished && !lifecycle.diff(saved.state, inputs).changes) return saved;
    const updating = during(ctx, lifecycle, "update");
    const state = await lifecycle.update(updating, saved.id, saved.state, inputs);
    return { id: saved.id, state, unfinished: false };
  };
  try {
    const outcome = await Promise.race([act(), dies.then(() => KILLED)]);
    if (outcome === KILLED) return { saved, error: KILLED };
    const now = outcome as Saved<State>;
    holdIn(lifecycle, ctx, now.state);
    return { saved: now };
  } catch (error) {
    if (!(error instanceof InitFailed)) return { saved, error: error as Error };
    const state = error.state as State;
    holdIn(lifecycle, ctx, state);
    return { saved: { id: error.id, state, unfinished: true }, error };
  }
}
