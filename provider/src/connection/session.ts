import { systemClock } from "../core/clock";
import { openSession, type RunningSession } from "../lifecycle/session";
import type { Wix } from "../wix/client";
import { connectWix } from "../wix/client";
import type { Every } from "../wix/reach";
import { settingsFrom, type Settings } from "../wix/settings";
import type { Exchange, Transport } from "../wix/transport";

let loading: Promise<Transport> | undefined;

/** Loaded when the first connection is asked for: a preview asks for none, and does not have to wait for it. */
const load = (): Promise<Transport> =>
  (loading ??= import("../wix/transport.js").then(({ undiciTransport }) => undiciTransport()));

const transport: Transport = async (exchange: Exchange) => (await load())(exchange);

// The engine shows what a plugin process writes to its standard output.
const toStandardOutput = (line: string): void => void process.stdout.write(`${line}\n`);

const every: Every = (ms, act) => {
  const timer = setInterval(act, ms);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};

const connect = (settings: Settings, { print, signal }: Around): Wix => {
  // Where it fails, the first request says so.
  load().catch(() => undefined);
  const say = (line: string): void => {
    print(`wix: ${line}`);
  };
  return connectWix({ settings, transport, clock: systemClock, say, every }).within({ signal });
};

type Lookup = (key: string) => string | undefined;

/** What a shell knows of its surroundings. */
interface Around {
  /** Shows a line to the person who watches the run. */
  readonly print: (line: string) => void;
  /** Aborted when the run is being cancelled. */
  readonly signal?: AbortSignal | undefined;
}

/** What a shell needs of one configuration. */
export interface Configured extends Around {
  readonly settings: Settings;
  readonly session: RunningSession;
}

const configured = new Map<string, Configured>();

/**
 * Settings and session of a configuration; one for all who have the same, so that they share the pool of sockets, the
 * pace, the ledger and the queues.
 */
export const sessionFor = (config: Lookup, around: Around = { print: toStandardOutput }): Configured => {
  const settings = settingsFrom(config, process.env);
  const known = configured.get(settings.identity);
  if (known !== undefined) return known;
  const session = openSession({ clock: systemClock, connect: () => connect(settings, around) });
  const made = { ...around, settings, session };
  configured.set(settings.identity, made);
  return made;
};
