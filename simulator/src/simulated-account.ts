import { randomInt } from "node:crypto";
import { EventEmitter } from "node:events";
import { FAMILIES } from "./account/families";
import { initialState } from "./account/initial-state";
import { type AccountFamily, createWorld, type State, type StateDocument } from "./account/state";
import { type Control, createControl } from "./control/control";
import { shapeBySeed } from "./domains/wix-records";
import { createRateLimit } from "./http/caller";
import { type Exchange, serve } from "./http/exchange";
import { createFaults } from "./http/faults";
import type { Reply } from "./http/reply";
import { routerOf } from "./http/router";
import type { Simulation } from "./http/simulation";
import { type ClockMode, createClock } from "./kernel/clock";
import type { Task } from "./kernel/schedule";

/** How an account begins. */
export interface AccountOptions {
  /** Ids, the order of answers and the shape of zones follow from it. Default: a random one. */
  readonly seed?: number | undefined;
  /** Default: {@link initialState}, its zones in the shape that the seed gives. */
  readonly state?: StateDocument | undefined;
  /** Default `running`. */
  readonly clock?: ClockMode | undefined;
}

/** An account without sockets, for tests that make more calls, or more accounts, than a network bears. */
export interface SimulatedAccount {
  /** Given, or the random one: the same seed and calls give the same account again. */
  readonly seed: number;
  /** What a test does to it, and asks of it, past the API. */
  readonly control: Control;
  /** What the API over HTTP would answer, faults included; never throws. */
  handle(exchange: Exchange): Promise<Reply>;
}

const families: readonly AccountFamily[] = FAMILIES;
const router = routerOf(families);
const tasks = Object.fromEntries<Task<State>>(families.flatMap(family => Object.entries(family.tasks ?? {})));

/** @throws {Error} for a state that is none */
export const createSimulation = (options: AccountOptions): Simulation => {
  const { seed = randomInt(2 ** 31), clock = "running" } = options;
  const state = options.state ?? initialState(shapeBySeed(seed));
  return {
    world: createWorld(seed, createClock(clock), state),
    families,
    tasks,
    router,
    faults: createFaults(),
    rateLimit: createRateLimit(),
    requests: [],
    edits: [],
    violations: [],
    warnings: [],
    sequence: 0,
    events: new EventEmitter(),
  };
};

/** @throws {Error} for a state that is none */
export const createSimulatedAccount = (options: AccountOptions = {}): SimulatedAccount => {
  const simulation = createSimulation(options);
  return {
    seed: simulation.world.seed,
    control: createControl(simulation),
    handle: async ({ method, url, headers, body }) => {
      const request = { method, path: pathOf(url), headers: lowerCased(headers), text: body };
      return (await serve(simulation, request)).reply;
    },
  };
};

const pathOf = (url: string): string => (url.startsWith("/") ? url : url.replace(/^[^:]+:\/\/[^/?]*/, ""));

const lowerCased = (headers: Exchange["headers"]): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
