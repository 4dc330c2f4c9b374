import type { Clock } from "../../provider/src/core/clock";
import type { Exchange, Transport } from "../../provider/src/wix/transport";
import type { StateDocument } from "../../simulator/src";
import { openAccount, type Account } from "./account.ts";
import { virtualClock } from "./clock.ts";
import { isPerformed, replyOf, type Fault, type FaultKind } from "./faults.ts";

export const accountId = "00000000-0000-4000-8000-000000000001";

/** What the requests of one command meet. */
export interface Weather {
  readonly faults: readonly Fault[];
  /** How long requests take, in milliseconds each; repeated. */
  readonly latencies: readonly number[];
  /** How long the program takes for its registrations, in milliseconds each; repeated. @default nothing */
  readonly registrations?: readonly number[];
}

/** What a command's plugin process has of the world. Once killed, none of it answers. */
export interface Place {
  readonly transport: Transport;
  readonly clock: Clock;
  log(line: string): void;
  kill(): void;
}

export interface World {
  readonly account: Account;
  /** The lines that were logged by the present command. */
  readonly lines: readonly string[];
  /** Requests of the present command that may change something, as `METHOD path`. */
  readonly writes: readonly string[];
  /** The kinds of faults that struck in the present command. */
  readonly struck: readonly FaultKind[];
  /** Begins a command. */
  expect(weather: Weather): void;
  /** For the plugin process of the present command. */
  place(): Place;
  /** Settles when a fault kills the present command. */
  killed(): Promise<void>;
  /** Lets as much time pass as the program takes for its next registration. */
  registration(): Promise<void>;
  /** Lets time pass between two commands. */
  pass(ms: number): Promise<void>;
}

const mayWrite = ({ method, url }: Exchange): boolean =>
  method !== "GET" && !/\/(query|preview|search)\b/.test(url);

export const makeWorld = (seed: number, document: StateDocument): World => {
  const account = openAccount(seed, document);
  const clock = virtualClock(Date.parse("2026-02-01T10:00:00.000Z"), ms => account.advance(ms));
  let command = newCommand({ faults: [], latencies: [20] });

  const faultFor = (exchange: Exchange): Fault | undefined => {
    const write = mayWrite(exchange);
    const [any, writes] = [command.requests++, write ? command.writing++ : -1];
    return command.weather.faults.find(({ at, times, writesOnly }) => {
      const count = writesOnly ? writes : any;
      return count >= at && count < at + times;
    });
  };

  const send = async (
    exchange: Exchange,
    latency: number,
    isKilled: () => boolean,
  ): ReturnType<Transport> => {
    const current = command;
    const never = new Promise<never>(() => undefined);
    const fault = faultFor(exchange);
    const line = clock.until(isKilled);
    await line.sleep(latency);
    if (fault !== undefined) current.struck.push(fault.kind);
    const { method, url } = exchange;
    if (mayWrite(exchange)) current.writes.push(`${method} ${new URL(url).pathname}`);
    const answer = fault === undefined || isPerformed(fault) ? account.answer(exchange) : undefined;
    const reply = fault === undefined ? answer : replyOf(fault);
    if (reply === undefined) {
      current.kill();
      return never;
    }
    await line.sleep(latency);
    return reply;
  };

  return {
    account,
    get lines() {
      return command.lines;
    },
    get writes() {
      return command.writes;
    },
    get struck() {
      return command.struck;
    },
    expect: weather => void (command = newCommand(weather)),
    killed: () => command.killed,
    place: () => {
      const { lines, weather } = command;
      let killed = false;
      let sent = 0;
      return {
        transport: exchange =>
          killed
            ? new Promise<never>(() => undefined)
            : send(exchange, weather.latencies[sent++ % weather.latencies.length] ?? 20, () => killed),
        clock: clock.until(() => killed),
        log: line => void lines.push(line),
        kill: () => void (killed = true),
      };
    },
    registration: async () => {
      const { registrations = [0] } = command.weather;
      const ms = registrations[command.registrations++ % registrations.length] ?? 0;
      if (ms > 0) await clock.sleep(ms);
    },
    pass: ms => clock.sleep(ms),
  };
};

const newCommand = (weather: Weather) => {
  let kill: () => void = () => undefined;
  const killed = new Promise<void>(resolve => (kill = resolve));
  return {
    weather,
    killed,
    kill,
    requests: 0,
    registrations: 0,
    writing: 0,
    lines: [] as string[],
    writes: [] as string[],
    struck: [] as FaultKind[],
  };
};
