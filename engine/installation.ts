import { execFile } from "node:child_process";
import { access, constants, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/** File name of an executable on this platform. */
export const executableName = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);

/** File name of the Pulumi command line. */
export const cliName = executableName("pulumi");
/** File name of the language host that runs Node.js programs for the engine. */
export const hostName = executableName("pulumi-language-nodejs");
/** File name of the launcher of dynamic providers; Pulumi's own installations hold one beside the command line. */
export const launcherName = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;

/** A folder that holds a Pulumi command line which answers and is new enough. */
export interface Installation {
  readonly folder: string;
  /** Without the leading `v`, e.g. `3.250.0`. */
  readonly version: string;
}

/**
 * The oldest engine worth running. From 3.216 on a dynamic provider's `read` can return inputs, without which drift
 * is invisible; the SDK's peer range begins there too.
 */
export const oldestVersion = "3.216.0";

/**
 * Looks for `pulumi` on PATH, with its Node.js language host beside it or on PATH.
 *
 * @throws Error that says what is missing or too old.
 */
export async function findInstalled(env: NodeJS.ProcessEnv): Promise<Installation> {
  const command = await findOnPath(cliName, env);
  if (command === undefined) throw new Error("no pulumi on PATH");
  const folder = dirname(await realpath(command));
  if (!(await isExecutable(join(folder, hostName))) && (await findOnPath(hostName, env)) === undefined) {
    throw new Error(`${command} has no ${hostName} beside it or on PATH`);
  }
  return { folder, version: await versionOf(command, env) };
}

/**
 * Examines a folder that should hold a command line and a language host.
 *
 * @throws Error that says what is missing or too old.
 */
export async function examine(folder: string, env: NodeJS.ProcessEnv): Promise<Installation> {
  for (const name of [cliName, hostName]) {
    if (!(await isExecutable(join(folder, name)))) throw new Error(`no ${name} in ${folder}`);
  }
  return { folder, version: await versionOf(join(folder, cliName), env) };
}

async function versionOf(command: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)(command, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: 30_000,
  });
  const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
  if (version === undefined) throw new Error(`${command} does not tell its version: ${stdout.trim()}`);
  if (isOlder(version, oldestVersion))
    throw new Error(`${command} is ${version}, older than ${oldestVersion}`);
  return version;
}

/** Compares dotted versions number by number; pre-release tags are not looked at. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) < 0;
}

/** The first executable file of that name on PATH. */
export async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const candidate = join(folder, name);
    if (folder !== "" && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
