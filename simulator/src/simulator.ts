import { randomInt } from "node:crypto";
import { type FastifyInstance } from "fastify";
import { initialState } from "./account/initial-state";
import { type StateDocument } from "./account/state";
import { loadState, parseState, type World } from "./account/world";
import { type ClockMode, createClock } from "./clock";
import { type Control, createControl } from "./control/control";
import { createControlServer } from "./control/server";
import { FAMILIES } from "./families";
import { createApiServer } from "./http/api-server";
import { createFaults } from "./http/faults";
import { createRateLimit } from "./http/rate-limit";
import { type Simulation } from "./http/simulation";

export interface SimulatorOptions {
  /** Default `127.0.0.1`. Anything but a loopback address needs `allowRemote`. */
  readonly host?: string | undefined;
  /** Of the API; default 0, a free one. */
  readonly port?: number | undefined;
  /** Of the control API; default 0, a free one. */
  readonly controlPort?: number | undefined;
  /** Ids and the order of answers follow from it. Default: a random one. */
  readonly seed?: number | undefined;
  /** Default: {@link initialState}. */
  readonly state?: StateDocument | undefined;
  /** Default `running`. */
  readonly clock?: ClockMode | undefined;
  /** Default false. */
  readonly allowRemote?: boolean | undefined;
}

export interface Simulator {
  /** What `WIX_BASE_URL` is to be set to. */
  readonly url: string;
  readonly controlUrl: string;
  readonly seed: number;
  readonly control: Control;
  /** Cuts all connections and frees both ports. */
  close(): Promise<void>;
}

/** @throws {Error} for a host that is not loopback, a port that is taken, a state that is none */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = "127.0.0.1", port = 0, controlPort = 0, allowRemote = false } = options;
  if (!allowRemote && !isLoopback(host))
    throw new Error(`${host} is not a loopback address; listening there must be allowed explicitly`);
  const { seed = randomInt(2 ** 31), state = initialState(), clock = "running" } = options;
  const simulation = createSimulation(seed, state, clock);
  const control = createControl(simulation);
  const servers = [createApiServer(simulation), createControlServer(control)] as const;
  const close = async () => {
    simulation.faults.clear();
    await Promise.all(servers.map(server => server.close()));
  };
  try {
    const url = await listen(servers[0], host, port);
    const controlUrl = await listen(servers[1], host, controlPort);
    return { url, controlUrl, seed, control, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function createSimulation(seed: number, document: StateDocument, mode: ClockMode): Simulation {
  const world: World = { seed, clock: createClock(mode), state: parseState(document) };
  loadState(world, document);
  return {
    world,
    families: FAMILIES,
    faults: createFaults(),
    rateLimit: createRateLimit(),
    requests: [],
    edits: [],
    violations: [],
    sequence: 0,
  };
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  await server.listen({ host, port });
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
