import { connectWix, type Wix } from "../../provider/src/wix/client";
import { settingsFrom } from "../../provider/src/wix/settings";
import { undiciTransport } from "../../provider/src/wix/transport";
import type { Clock } from "../../provider/src/core/clock";
import { InitFailed, type Context, type Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/src";

export const accountId = "00000000-0000-4000-8000-000000000001";

/** A clock that only moves when somebody sleeps, and takes the simulated account's clock along. */
export function movingClock(simulator: Simulator): Clock {
  let now = Date.parse("2026-02-01T10:00:00.000Z");
  return {
    now: () => now,
    sleep: async ms => {
      now += ms;
      await simulator.control.advanceClock(ms);
    },
  };
}

export interface World {
  simulator: Simulator;
  clock: Clock;
  /** A connection as a new plugin process has it: nothing is remembered of an earlier one. Sends nothing once killed. */
  connect(killed?: AbortSignal): Wix;
  /** What was said, in order. */
  said: string[];
  context(wix: Wix, more?: Partial<Context>): Context;
  close(): Promise<void>;
}

export async function makeWorld(options: SimulatorOptions = {}): Promise<World> {
  const simulator = await startSimulator({ seed: 7, clock: "frozen", ...options });
  const clock = movingClock(simulator);
  const transport = undiciTransport(10_000);
  const said: string[] = [];
  const settings = settingsFrom(
    key => ({ apiKey: "simulated-api-key", accountId, baseUrl: simulator.url })[key as "apiKey"],
    {},
  );
  return {
    simulator,
    clock,
    said,
    connect: killed =>
      connectWix({
        settings,
        transport: exchange => (killed?.aborted ? new Promise(() => undefined) : transport(exchange)),
        clock,
        random: () => 0.5,
      }),
    context: (wix, more = {}) => ({
      name: "mail",
      wix,
      clock,
      log: line => void said.push(line),
      timeout: undefined,
      deadline: clock.now() + (more.timeout ?? Infinity),
      random: () => 0.5,
      claimedByAnother: () => undefined,
      ...more,
    }),
    close: () => simulator.close(),
  };
}

/** A resource as an engine keeps it between two runs. */
export interface Saved<State> {
  id: string;
  state: State;
  /** The last operation saved it and failed; the next run calls `update` even where nothing differs. */
  halfMade: boolean;
}

/** The process ends here, as if it was killed: nothing that happens later reaches the engine. */
export const KILLED = Symbol("killed");

/**
 * One `up` of one resource, as Pulumi's engine runs it: create where nothing is saved, update where something differs
 * or is half made.
 * @param dies settles when the process is to be killed
 */
export async function up<Inputs extends object, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  ctx: Context,
  saved: Saved<State> | undefined,
  program: Record<string, unknown>,
  dies = new Promise<unknown>(() => undefined),
): Promise<{ saved: Saved<State> | undefined; error?: Error | typeof KILLED }> {
  const { inputs, failures } = lifecycle.check(undefined, program, ctx.name);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const act = async (): Promise<Saved<State> | undefined> => {
    if (saved === undefined) return { ...(await lifecycle.create(ctx, inputs)), halfMade: false };
    if (!saved.halfMade && !lifecycle.diff(saved.state, inputs).changes) return saved;
    return {
      id: saved.id,
      state: await lifecycle.update(ctx, saved.id, saved.state, inputs),
      halfMade: false,
    };
  };
  try {
    const outcome = await Promise.race([act(), dies.then(() => KILLED)]);
    return outcome === KILLED ? { saved, error: KILLED } : { saved: outcome as Saved<State> };
  } catch (error) {
    if (!(error instanceof InitFailed)) return { saved, error: error as Error };
    return { saved: { id: error.id, state: error.state as State, halfMade: true }, error };
  }
}
