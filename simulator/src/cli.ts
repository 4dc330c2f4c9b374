import { once } from "node:events";
import { EVIDENCE } from "./account/families";
import { initialState } from "./account/initial-state";
import { readCliOptions, USAGE } from "./cli-options";
import { evidenceTable } from "./kernel/family";
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator";

export const main = async (args: readonly string[]): Promise<void> => {
  const { help, evidence, stopWithStdin, ...options } = readCliOptions(args, process.env);
  if (help) console.log(USAGE);
  else if (evidence) console.log(evidenceTable(EVIDENCE));
  else await run(options, stopWithStdin);
};

const run = async (options: SimulatorOptions, stopWithStdin: boolean): Promise<void> => {
  const state = options.state ?? initialState();
  const simulator = await startSimulator({ ...options, state });
  announce(simulator, state.apiKeys[0]);
  await untilStopped(stopWithStdin);
  await simulator.close();
};

const announce = ({ url, controlUrl, seed }: Simulator, login?: { key: string; accountId: string }): void => {
  console.log(`Wix API      ${url}`);
  console.log(`control API  ${controlUrl}`);
  console.log(`seed         ${seed}`);
  const credentials =
    login === undefined ? "" : ` WIX_API_KEY=${login.key} WIX_ACCOUNT_ID=${login.accountId}`;
  console.log(`export WIX_BASE_URL=${url}${credentials}`);
};

const untilStopped = async (stopWithStdin: boolean): Promise<void> => {
  const signals = [once(process, "SIGINT"), once(process, "SIGTERM")];
  if (stopWithStdin) signals.push(once(process.stdin.resume(), "close"));
  await Promise.race(signals);
  process.stdin.destroy();
};
