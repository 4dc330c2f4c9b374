import { parseArgs } from "node:util";
import type { SettingsChange, StateDocument } from "../account/state";
import type { SimulatorOptions } from "../simulator";
import { type FlagName, flagOf, FLAGS, nearestFlag, variableOf } from "./flags";
import { readSetting, readStateFile } from "./input";

export interface CliOptions extends Omit<SimulatorOptions, "state"> {
  readonly state: StateDocument | undefined;
  /** Changes to the settings, in the order in which they were given. */
  readonly settings: readonly SettingsChange[];
  readonly help: boolean;
  readonly version: boolean;
  readonly evidence: boolean;
  readonly stopWithStdin: boolean;
  /** What to run beside the simulator; empty: nothing. */
  readonly command: readonly string[];
}

/** A value, and by which name it was given. */
interface Given {
  readonly value: string;
  readonly by: string;
}

/** Flags win over the environment. @throws {Error} that names the faulty flag or variable */
export const readCliOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): CliOptions => {
  const { flags, command } = readFlags(args);
  const given = (flag: FlagName): Given | undefined => {
    const value = flags.get(flag)?.at(-1);
    if (value !== undefined) return { value, by: `--${flag}` };
    const variable = variableOf(flag);
    const set = environment[variable];
    return set === undefined ? undefined : { value: set, by: variable };
  };
  const isOn = (flag: FlagName) => flags.has(flag) || environment[variableOf(flag)] === "1";
  const state = given("state-file");
  const stopWithStdin = isOn("stop-with-stdin");
  if (flags.has("stop-with-stdin") && command.length > 0)
    throw new Error("--stop-with-stdin does not go with a command, which has stdin for itself");
  return {
    port: wholeNumber(given("port"), MAX_PORT),
    controlPort: wholeNumber(given("control-port"), MAX_PORT),
    host: given("host")?.value,
    seed: wholeNumber(given("seed"), MAX_SEED),
    state: state && readStateFile(state.value, state.by),
    settings: (flags.get("setting") ?? []).map(readSetting),
    clock: clockMode(given("clock")),
    allowRemote: isOn("allow-remote"),
    allowedHosts: (flags.get("allow-host") ?? []).map(name => name.toLowerCase()),
    stopWithStdin,
    evidence: flags.has("evidence"),
    version: flags.has("version"),
    help: flags.has("help"),
    command,
  };
};

const MAX_PORT = 65_535;
const MAX_SEED = 9_999_999_999;

/** By its name, what each flag was given; nothing, of one that takes no value. */
type Flags = Map<FlagName, string[]>;

const isFlag = (name: string): name is FlagName => Object.hasOwn(FLAGS, name);

const readFlags = (args: readonly string[]): { flags: Flags; command: string[] } => {
  const options = Object.fromEntries(
    Object.keys(FLAGS)
      .filter(isFlag)
      .map(name => {
        const { value, short } = flagOf(name);
        return [name, { type: value === undefined ? "boolean" : "string", ...(short && { short }) } as const];
      }),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags: Flags = new Map();
  for (const token of tokens) {
    if (token.kind === "option-terminator") return { flags, command: args.slice(token.index + 1) };
    if (token.kind === "positional")
      throw new Error(
        `unexpected ${token.value}; a command stands behind --: wix-simulator -- ${token.value}`,
      );
    if (!isFlag(token.name)) throw unknownFlag(token.rawName, token.name);
    const { value: takes, isRepeated = false } = flagOf(token.name);
    if (takes !== undefined && token.value === undefined)
      throw new Error(`--${token.name} needs a value: ${takes}`);
    if (takes === undefined && token.value !== undefined)
      throw new Error(`--${token.name} takes no value, and was given ${token.value}`);
    const earlier = flags.get(token.name) ?? [];
    if (earlier.length > 0 && !isRepeated) throw new Error(`--${token.name} is given more than once`);
    flags.set(token.name, token.value === undefined ? earlier : [...earlier, token.value]);
  }
  return { flags, command: [] };
};

const unknownFlag = (spelled: string, name: string): Error => {
  const nearest = nearestFlag(name);
  const hint = nearest === undefined ? "see --help" : `did you mean --${nearest}?`;
  return new Error(`unknown flag ${spelled}; ${hint}`);
};

const wholeNumber = (given: Given | undefined, most: number): number | undefined => {
  if (given === undefined) return undefined;
  const { value, by } = given;
  if (!/^\d{1,10}$/.test(value)) throw new Error(`${by} must be a whole number, not ${value}`);
  if (Number(value) > most) throw new Error(`${by} must be ${most} at most, not ${value}`);
  return Number(value);
};

const clockMode = (given: Given | undefined): "running" | "frozen" | undefined => {
  if (given === undefined) return undefined;
  const { value, by } = given;
  if (value === "running" || value === "frozen") return value;
  throw new Error(`${by} must be running or frozen, not ${value}`);
};
