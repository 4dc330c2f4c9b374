/* Where the settings come from: the environment, and the configuration of a stack where one is named. */
import { ConfigurationError } from "../../wix/errors";
import { settingsFrom, type Settings } from "../../wix/settings";
import type { Surroundings } from "../command";
import { ask, type Said } from "./machine";

const PREFIX = "wix:";

const outputOf = (said: Said, what: string): string => {
  if ("stdout" in said) return said.stdout;
  throw new ConfigurationError(`could not read ${what}: ${said.trouble}`);
};

/**
 * A stack's configuration of this package. A secret one is decrypted by itself, and no other secret of the stack is.
 * @throws ConfigurationError where Pulumi does not show it
 */
const configOf = async (stack: string, around: Surroundings): Promise<ReadonlyMap<string, string>> => {
  const pulumi = (...args: string[]) =>
    ask("pulumi", ["config", ...args, "--stack", stack, "--non-interactive"], around);
  const listed = JSON.parse(
    outputOf(await pulumi("--json"), `the configuration of stack ${stack}`),
  ) as Record<string, { value?: string; secret?: boolean }>;
  const config = new Map<string, string>();
  for (const [key, { value, secret }] of Object.entries(listed)) {
    if (!key.startsWith(PREFIX)) continue;
    const text = secret
      ? outputOf(await pulumi("get", key), `${key} of stack ${stack}`).replace(/\r?\n$/, "")
      : value;
    if (text !== undefined) config.set(key.slice(PREFIX.length), text);
  }
  return config;
};

/** @throws ConfigurationError where the stack's configuration cannot be read */
export const readSettings = async (stack: string | undefined, around: Surroundings): Promise<Settings> => {
  const config = stack === undefined ? new Map<string, string>() : await configOf(stack, around);
  return settingsFrom(key => config.get(key), around.env);
};
