import { dynamicShell } from "../harness/dynamic-shell.ts";
import type { Shell } from "../harness/engine/shell.ts";
import { nativeShell } from "../harness/native-shell.ts";
import type { World } from "../harness/world.ts";

/** What stands between the engine and the provider's core. Both keep the same promises. */
export const SHELLS = {
  dynamic: dynamicShell,
  native: nativeShell,
} as const satisfies Record<string, (world: World) => Shell>;

export type ShellName = keyof typeof SHELLS;

export const SHELL_NAMES = Object.keys(SHELLS) as readonly ShellName[];

/** @throws Error where there is no such shell */
export const shellOf = (name: string): ShellName => {
  const found = SHELL_NAMES.find(one => one === name);
  if (found === undefined) throw new Error(`MODEL_SHELL is ${name}; allowed: ${SHELL_NAMES.join(", ")}`);
  return found;
};
