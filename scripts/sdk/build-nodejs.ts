import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository, sdk } from "./stamp.ts";

/** Compiles the Node.js SDK into its `bin`. @throws Error where it does not compile */
export const buildNodejs = (): void => {
  const folder = join(sdk, "nodejs");
  const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", folder], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("the Node.js SDK does not compile");
};
