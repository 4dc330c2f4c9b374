import { once } from "node:events";
import type { Server } from "node:http";
import { type Control, createControl } from "./control/control";
import { createApiServer } from "./http/api-server";
import { type AccountOptions, createSimulation } from "./simulated-account";

/** How an account begins, and where it listens. */
export interface SimulatorOptions extends AccountOptions {
  /** Default `127.0.0.1`. Anything but a loopback address needs `allowRemote`. */
  readonly host?: string | undefined;
  /** Of the API; default 0, a free one. */
  readonly port?: number | undefined;
  /** Of the control API; default 0, a free one. */
  readonly controlPort?: number | undefined;
  /** Default false. */
  readonly allowRemote?: boolean | undefined;
  /** Names by which the control port may be called, beside localhost, `host` and addresses; default none. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** An account that is served over HTTP. */
export interface Simulator {
  /** What `WIX_BASE_URL` is to be set to. */
  readonly url: string;
  /** Of the control API, and of the page to look at. */
  readonly controlUrl: string;
  /** Given, or the random one: the same seed and calls give the same account again. */
  readonly seed: number;
  /** The control API without HTTP. */
  readonly control: Control;
  /** Cuts all connections and frees both ports. */
  close(): Promise<void>;
}

/** @throws {Error} for a host that is not loopback, a port that is taken, a state that is none */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { host = "127.0.0.1", port = 0, controlPort = 0, allowRemote = false, allowedHosts = [] } = options;
  if (!allowRemote && !isLoopback(host))
    throw new Error(`${host} is not a loopback address; listening there must be allowed explicitly`);
  // Who keeps to accounts without sockets does not wait for servers to load.
  const [{ createControlServer }, { addPage }] = await Promise.all([
    import("./control/server.js"),
    import("./page/routes.js"),
  ]);
  const simulation = createSimulation(options);
  const control = createControl(simulation);
  const api = createApiServer(simulation);
  const controlServer = createControlServer(control, [host, ...allowedHosts]);
  addPage(controlServer, simulation);
  const close = async () => {
    simulation.faults.clear();
    const closed = api.listening ? once(api.close(), "close") : undefined;
    api.closeAllConnections();
    await Promise.all([closed, controlServer.close()]);
  };
  try {
    const url = await listen(api, host, port);
    await controlServer.listen({ host, port: controlPort });
    return { url, controlUrl: urlOf(controlServer.server), seed: simulation.world.seed, control, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const listen = async (server: Server, host: string, port: number): Promise<string> => {
  await once(server.listen(port, host), "listening");
  return urlOf(server);
};

const urlOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
};

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
