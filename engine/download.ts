import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "./cache.ts";
import { sdkVersion } from "./cached.ts";
import { runQuietly } from "./child.ts";

const installer = "https://get.pulumi.com/install.sh";
const reachableWithin = 5_000;
const installedWithin = 300_000;

/**
 * Runs Pulumi's own installer, as the Automation API's `PulumiCommand.install` does, for the version of the SDK. An
 * installer that cannot be reached is given up after 5 s, one that does not finish after 5 min.
 */
export async function download(folder: string, env: NodeJS.ProcessEnv, report: Report): Promise<void> {
  if (process.platform === "win32") throw new Error("Pulumi's installer script needs a POSIX shell");
  const script = join(folder, "install.sh");
  await writeFile(script, await fetchInstaller());
  const version = sdkVersion();
  report(`downloading Pulumi ${version} with ${installer}`);
  const args = [script, "--no-edit-path", "--install-root", folder, "--version", version];
  await runQuietly("/bin/sh", args, { env, timeout: installedWithin });
}

async function fetchInstaller(): Promise<string> {
  try {
    const response = await fetch(installer, { signal: AbortSignal.timeout(reachableWithin) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new Error(`${installer} cannot be had: ${reasonOf(error)}`, { cause: error });
  }
}

/** `fetch` hides the reason for a failed connection one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
