import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { StateDocument } from "./account/state";
import type { SimulatorOptions } from "./simulator";

interface CliOptions extends SimulatorOptions {
  readonly help: boolean;
  readonly evidence: boolean;
  readonly stopWithStdin: boolean;
}

export const USAGE = `wix-simulator: a stateful Wix account on localhost

  --port <n>            port of the API               WIX_SIMULATOR_PORT           default: a free one
  --control-port <n>    port of the control API       WIX_SIMULATOR_CONTROL_PORT   default: a free one
  --host <address>      where to listen               WIX_SIMULATOR_HOST           default: 127.0.0.1
  --seed <n>            of ids and answers' order     WIX_SIMULATOR_SEED           default: a random one
  --state-file <path>   JSON state to start from      WIX_SIMULATOR_STATE_FILE     default: one small account
  --clock <mode>        running or frozen             WIX_SIMULATOR_CLOCK          default: running
  --allow-remote        listen beyond loopback        WIX_SIMULATOR_ALLOW_REMOTE=1
  --stop-with-stdin     stop when stdin closes        WIX_SIMULATOR_STOP_WITH_STDIN=1
  --evidence            print what is simulated, and by what it is known
  --help
`;

/** Flags win over the environment. @throws {Error} that names the faulty flag or variable */
export const readCliOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): CliOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      "control-port": { type: "string" },
      host: { type: "string" },
      seed: { type: "string" },
      "state-file": { type: "string" },
      clock: { type: "string" },
      "allow-remote": { type: "boolean" },
      "stop-with-stdin": { type: "boolean" },
      evidence: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const variable = (flag: string) => environment[`WIX_SIMULATOR_${flag.toUpperCase().replaceAll("-", "_")}`];
  const text = (flag: "port" | "control-port" | "host" | "seed" | "state-file" | "clock") =>
    values[flag] ?? variable(flag);
  const isOn = (flag: "allow-remote" | "stop-with-stdin") => values[flag] ?? variable(flag) === "1";
  return {
    port: wholeNumber("port", text("port")),
    controlPort: wholeNumber("control-port", text("control-port")),
    host: text("host"),
    seed: wholeNumber("seed", text("seed")),
    state: stateIn(text("state-file")),
    clock: clockMode(text("clock")),
    allowRemote: isOn("allow-remote"),
    stopWithStdin: isOn("stop-with-stdin"),
    evidence: values.evidence ?? false,
    help: values.help ?? false,
  };
};

const wholeNumber = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${flag} must be a whole number, not ${text}`);
  return Number(text);
};

const clockMode = (text: string | undefined): "running" | "frozen" | undefined => {
  if (text === undefined || text === "running" || text === "frozen") return text;
  throw new Error(`clock must be running or frozen, not ${text}`);
};

/** Only read as JSON here: loading judges the content. */
const stateIn = (path: string | undefined): StateDocument | undefined =>
  path === undefined ? undefined : (JSON.parse(readFileSync(path, "utf8")) as StateDocument);
