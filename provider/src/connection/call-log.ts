import { appendFileSync } from "node:fs";
import type { Clock } from "../core/clock";
import type { Reply, Transport } from "../wix/transport";

interface Surroundings {
  readonly clock: Clock;
  /** Shows one line to the person who watches the run. */
  readonly say: (line: string) => void;
}

const outcome = (reply: Reply): string => (reply.kind === "reply" ? String(reply.status) : reply.kind);

/**
 * Writes a line for each request that is sent, retries included: time, method, path, and the status or `lost` or
 * `cut-short`. Neither queries, headers nor bodies, which may hold secrets. Several processes may write to one file.
 * @param file where to; undefined: nothing is written. Where that fails, one line says so
 */
export const loggingCalls = (
  transport: Transport,
  file: string | undefined,
  { clock, say }: Surroundings,
): Transport => {
  if (!file) return transport;
  let usable = true;
  return async exchange => {
    const at = new Date(clock.now()).toISOString();
    const reply = await transport(exchange);
    if (!usable) return reply;
    const { pathname } = new URL(exchange.url);
    try {
      appendFileSync(file, `${at} ${exchange.method} ${pathname} ${outcome(reply)}\n`, { mode: 0o600 });
    } catch (error) {
      usable = false;
      say(`calls cannot be written to WIX_CALL_LOG: ${(error as Error).message}`);
    }
    return reply;
  };
};
