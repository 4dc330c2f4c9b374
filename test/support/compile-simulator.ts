import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Brings `simulator/dist`, which the command and other processes run, up to date. */
export const compileSimulator = (): void => {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-b", join(ROOT, "simulator"), join(ROOT, "simulator/browser")]);
};
