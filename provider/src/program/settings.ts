/* What a program's side alone can tell of the configuration: a dynamic provider is told values by their key, and nothing else. */
import * as pulumi from "./pulumi";
import { KEYS, PLAIN_KEY, unknownKey } from "../core/setting-keys";

const PREFIX = "wix:";

/** Pulumi's own, which its types do not show. */
const isSecret = (key: string): boolean =>
  (pulumi.config as { isConfigSecret?: (key: string) => boolean }).isConfigSecret?.(key) ?? true;

/** What is wrong with the configuration and does not stop a run. */
export const settingFaults = (): string[] => {
  const given = Object.keys(pulumi.config.allConfig()).filter(key => key.startsWith(PREFIX));
  const unknown = given
    .map(key => key.slice(PREFIX.length))
    .filter(key => !KEYS.some(known => known === key))
    .map(unknownKey);
  const isPlain = given.includes(`${PREFIX}apiKey`) && !isSecret(`${PREFIX}apiKey`);
  return [...unknown, ...(isPlain ? [PLAIN_KEY] : [])];
};

/** Runs that were warned: a process of Pulumi's Automation API may have several. */
const warned = new WeakSet<object>();

/** Says once in a run what is wrong with the configuration and does not stop it. */
export const warnOfSettings = (): void => {
  const run = pulumi.getStackResource();
  if (run === undefined || warned.has(run)) return;
  warned.add(run);
  for (const fault of settingFaults()) void pulumi.log.warn(fault);
};
