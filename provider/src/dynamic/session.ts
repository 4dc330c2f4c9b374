import { systemClock, type Clock } from "../core/clock";
import type { Wix } from "../wix/client";
import { connectWix } from "../wix/client";
import { settingsFrom } from "../wix/settings";
import type { Exchange, Transport } from "../wix/transport";
import { Claims } from "./claims";

let loading: Promise<Transport> | undefined;

/** Loaded when the first connection is asked for: a preview asks for none, and does not have to wait for it. */
const load = (): Promise<Transport> =>
  (loading ??= import("../wix/transport.js").then(({ undiciTransport }) => undiciTransport()));

const transport: Transport = async (exchange: Exchange) => (await load())(exchange);

const connections = new Map<string, Wix>();

/**
 * The connection to Wix for a configuration; one for all who have the same, so that they share the pool of sockets,
 * the pace and the zone queues.
 */
export const connectionFor = (config: (key: string) => string | undefined): Wix => {
  const settings = settingsFrom(config, process.env);
  const known = connections.get(settings.identity);
  if (known !== undefined) return known;
  // Where it fails, the first request says so.
  load().catch(() => undefined);
  const wix = connectWix({ settings, transport, clock: systemClock });
  connections.set(settings.identity, wix);
  return wix;
};

/** What all providers of one plugin process share. */
export interface Session {
  /** @param config looks up a key of the stack's configuration, without the `wix:` prefix */
  connect(config: (key: string) => string | undefined): Wix;
  readonly clock: Clock;
  /** One program a process, so one register of claims. */
  readonly claims: Claims;
  /** Shows one line to the person who watches the run. */
  log(line: string): void;
}

export const processSession: Session = {
  connect: connectionFor,
  clock: systemClock,
  claims: new Claims(),
  log: line => process.stdout.write(`${line}\n`),
};
