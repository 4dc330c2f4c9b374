import { cpSync } from "node:fs";
import { join } from "node:path";
import { runQuietly } from "../engine/child.ts";

/** The folder, below the one that it was installed in, which Python looks for packages in. */
export const PYTHON_PACKAGES = "packages";

/**
 * Installs the project's own Python SDK into `root`, of a copy, since building leaves files among the sources. What it
 * needs, the engine's Python has.
 */
export async function installPythonSdk(
  repository: string,
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const source = join(root, "python-sdk");
  cpSync(join(repository, "sdk", "python"), source, { recursive: true });
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"];
  const flags = ["--no-deps", "--no-build-isolation", "--target", join(root, PYTHON_PACKAGES)];
  await runQuietly("python", [...pip, ...flags, source], { env });
}
