import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultWorld } from "./account/default-world";
import { EVIDENCE } from "./account/families";
import { runCommand } from "./cli/command";
import { CONTROL_URL_VARIABLE, USAGE } from "./cli/flags";
import { type CliOptions, readCliOptions } from "./cli/options";
import { shapeBySeed } from "./domains/wix-records";
import { evidenceTable } from "./kernel/family";
import { type Simulator, startSimulator } from "./simulator";

/** @returns the exit code. @throws {Error} that says what was given, and by which flag */
export const main = async (args: readonly string[]): Promise<number> => {
  const options = readCliOptions(args, process.env);
  if (options.help) console.log(USAGE);
  else if (options.version) console.log(version());
  else if (options.evidence) console.log(evidenceTable(EVIDENCE));
  else return run(options);
  return 0;
};

const version = (): string => {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
};

const run = async (options: CliOptions): Promise<number> => {
  const simulator = await start(options);
  try {
    for (const change of options.settings) await simulator.control.changeSettings(change);
    const variables = await variablesOf(simulator);
    if (options.command.length > 0) {
      console.error(
        `wix-simulator: API ${simulator.url}, control API ${simulator.controlUrl}, page ${simulator.controlUrl}/, seed ${simulator.seed}`,
      );
      return await runCommand(options.command, { ...withoutCredentials(process.env), ...variables });
    }
    announce(simulator, variables);
    await untilStopped(options.stopWithStdin);
    return 0;
  } finally {
    await simulator.close();
  }
};

/** @throws {Error} that names the flag of a port or an address that cannot be had */
const start = async (options: CliOptions): Promise<Simulator> => {
  const { seed = randomInt(2 ** 31) } = options;
  const state = options.state ?? defaultWorld(shapeBySeed(seed));
  try {
    return await startSimulator({ ...options, seed, state });
  } catch (error) {
    throw listeningError(error as NodeJS.ErrnoException & { port?: number }, options);
  }
};

const listeningError = (
  error: NodeJS.ErrnoException & { port?: number },
  { port, controlPort, host = "127.0.0.1" }: CliOptions,
): Error => {
  const { code, port: refused } = error;
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EAI_AGAIN")
    return new Error(`--host ${host} is no address of this machine`);
  if (refused === undefined || (refused !== port && refused !== controlPort)) return error;
  const flag = refused === controlPort ? "--control-port" : "--port";
  if (code === "EADDRINUSE" && port === controlPort)
    return new Error(`--port and --control-port are both ${refused}; give two, or none for free ones`);
  if (code === "EADDRINUSE")
    return new Error(`${flag} ${refused} is taken on ${host}; give another one, or none for a free one`);
  return new Error(`${flag} ${refused} cannot be had on ${host}: ${error.message}`);
};

type Variables = Readonly<Record<string, string>>;

/** Without a key in the state there is none to name. */
const variablesOf = async ({ url, controlUrl, control }: Simulator): Promise<Variables> => {
  const [login] = (await control.state()).apiKeys;
  return {
    WIX_BASE_URL: url,
    ...(login && { WIX_API_KEY: login.key, WIX_ACCOUNT_ID: login.accountId }),
    [CONTROL_URL_VARIABLE]: controlUrl,
  };
};

/** No real key goes to a simulator, which keeps all it is sent. */
const withoutCredentials = ({ WIX_API_KEY, WIX_ACCOUNT_ID, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  rest;

const announce = ({ url, controlUrl, seed }: Simulator, variables: Variables): void => {
  console.log(`Wix API      ${url}`);
  console.log(`control API  ${controlUrl}`);
  console.log(`page         ${controlUrl}/`);
  console.log(`seed         ${seed}`);
  const exported = Object.entries(variables).filter(([name]) => name !== CONTROL_URL_VARIABLE);
  console.log(`export ${exported.map(([name, value]) => `${name}=${value}`).join(" ")}`);
};

const untilStopped = async (stopWithStdin: boolean): Promise<void> => {
  const signals = [once(process, "SIGINT"), once(process, "SIGTERM")];
  if (stopWithStdin) signals.push(once(process.stdin.resume(), "close"));
  await Promise.race(signals);
  process.stdin.destroy();
};
