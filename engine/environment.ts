import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launcherName } from "./installation.ts";

const nodeModules = join(import.meta.dirname, "..", "node_modules");

/**
 * The environment of an engine that keeps all it knows in `folder` (made if it is missing): state in `state/`,
 * Pulumi's own files in `home/`. Nothing is fetched, and no `PULUMI_*` or `WIX_*` variable of the caller gets in, so
 * that neither a real backend nor a real Wix account can be reached by accident.
 *
 * The project's own Node comes first on PATH. Colours are off unless standard output is a terminal.
 */
export function engineEnvironment(
  [engineFolder, ...languageFolders]: readonly [string, ...string[]],
  folder: string,
  inherited: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const state = join(folder, "state");
  const home = join(folder, "home");
  for (const path of [state, home]) mkdirSync(path, { recursive: true });
  return {
    ...withoutAccounts(inherited),
    ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }),
    PATH: searchPath(engineFolder, languageFolders, inherited.PATH ?? ""),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_HOME: home,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PULUMI|WIX)_/.test(name)));
}

/** The engine warns at every run about a launcher that it finds on PATH, so it is added only where it is needed. */
function searchPath(engineFolder: string, languageFolders: readonly string[], inherited: string): string {
  const launcher = existsSync(join(engineFolder, launcherName))
    ? []
    : [join(nodeModules, "@pulumi", "pulumi")];
  return [join(nodeModules, ".bin"), engineFolder, ...languageFolders, ...launcher, inherited].join(
    delimiter,
  );
}
