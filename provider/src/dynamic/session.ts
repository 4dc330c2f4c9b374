import { systemClock } from "../clock";
import type { Wix } from "../wix/client";
import { connectWix } from "../wix/client";
import { settingsFrom } from "../wix/settings";
import type { Exchange, Transport } from "../wix/transport";
import { Claims } from "./claims";

let loading: Promise<Transport> | undefined;

/** Loaded with the first request: a preview makes none, and does not have to wait for it. */
const transport: Transport = async (exchange: Exchange) => {
  loading ??= import("../wix/transport.js").then(({ undiciTransport }) => undiciTransport());
  return (await loading)(exchange);
};

const connections = new Map<string, Wix>();

/**
 * The connection to Wix for a configuration; one for all who have the same, so that they share the pool of sockets,
 * the pace and the zone queues.
 */
export const connectionFor = (config: (key: string) => string | undefined): Wix => {
  const settings = settingsFrom(config, process.env);
  const known = connections.get(settings.identity);
  if (known !== undefined) return known;
  const wix = connectWix({ settings, transport, clock: systemClock });
  connections.set(settings.identity, wix);
  return wix;
};

/** One program a process, so one register of claims. */
export const claims = new Claims();
