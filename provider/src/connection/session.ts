import { systemClock } from "../core/clock";
import { once } from "../core/once";
import type { Ledger } from "../core/ownership";
import { openSession, type RunningSession } from "../lifecycle/session";
import type { Wix } from "../wix/client";
import { connectWix } from "../wix/client";
import type { Every } from "../wix/reach";
import { readOnly } from "../wix/read-only";
import { settingsFrom, type Settings } from "../wix/settings";
import type { Exchange, Transport } from "../wix/transport";
import { loggingCalls } from "./call-log";
import { openPaceFile } from "./pace-file";

/** Loaded when the first connection is asked for: a preview asks for none, and does not have to wait for it. */
const load = once(async (): Promise<Transport> => {
  const { undiciTransport } = await import("../wix/transport.js");
  return undiciTransport();
});

const network: Transport = async (exchange: Exchange) => (await load())(exchange);
const networkToRead = readOnly(network);

// The engine shows what a plugin process writes to its standard output.
const toStandardOutput = (line: string): void => void process.stdout.write(`${line}\n`);

const every: Every = (ms, act) => {
  const timer = setInterval(act, ms);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};

/** @param say shows a line to the person who watches the run */
export const connect = (settings: Settings, say: (line: string) => void): Wix => {
  // Where it fails, the first request says so.
  load().catch(() => undefined);
  const transport: Transport = async exchange => (settings.readOnly() ? networkToRead : network)(exchange);
  const logged = loggingCalls(transport, process.env.WIX_CALL_LOG, { clock: systemClock, say });
  const book = () =>
    settings.pace() === "machine" ? openPaceFile(settings.keyHash(), { clock: systemClock, say }) : undefined;
  return connectWix({ settings, transport: logged, clock: systemClock, say, every, book });
};

type Lookup = (key: string) => string | undefined;

/** What a shell knows of its surroundings. */
interface Around {
  /** Shows a line to the person who watches the run. */
  readonly print: (line: string) => void;
  /** Aborted when the run is being cancelled. */
  readonly signal?: AbortSignal | undefined;
  /** Who declares what in the run. @default one of what this process alone is told */
  readonly ledger?: Ledger | undefined;
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
  const connected = (): Wix =>
    connect(settings, line => around.print(`wix: ${line}`)).within({ signal: around.signal });
  const session = openSession({ clock: systemClock, connect: connected, ledger: around.ledger });
  const made = { ...around, settings, session };
  configured.set(settings.identity, made);
  return made;
};
