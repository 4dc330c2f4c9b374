import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../../engine/lock.ts";

const repository = join(__dirname, "..", "..");
const provider = join(repository, "provider");
const tools = join(repository, "node_modules", ".bin");
const sdk = join("node_modules", "@pulumi", "pulumi");

/** The package managers whose layouts of `node_modules` differ: flat, and a store of symbolic links. */
export type PackageManager = "npm" | "pnpm";

/**
 * Installs the provider as a user gets it: packed into a tarball and installed with its dependencies into a folder
 * outside of the repository. `@pulumi/pulumi`, which a program brings itself, is a link to the repository's.
 *
 * All callers share one installation a manager, kept until the package changes; they must not write into it.
 *
 * @returns the folder that holds `node_modules`.
 * @throws Error if the provider was not built.
 */
export async function installedProvider(manager: PackageManager = "npm"): Promise<string> {
  const installations = join(tmpdir(), `pulumi-wix-packed-${digest([repository])}`);
  const folder = join(installations, `${manager}-${await packageDigest()}`);
  await mkdir(installations, { recursive: true });
  await withLock(join(installations, `${manager}.lock`), ignore, async () => {
    if (existsSync(folder)) return;
    await removeEarlier(installations, manager);
    const partial = await mkdtemp(`${folder}.partial-`);
    await install(manager, partial);
    await rename(partial, folder);
  });
  return folder;
}

async function install(manager: PackageManager, folder: string): Promise<void> {
  const tarball = await pack(provider, folder);
  const dependencies = { "pulumi-wix": `file:./${tarball}` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  // The peer is linked afterwards: to fetch it again would take most of a minute.
  await installWith(manager, folder, "--prefer-offline");
  await mkdir(dirname(join(folder, sdk)), { recursive: true });
  await symlink(join(repository, sdk), join(folder, sdk));
}

/** Installs what the package.json of a folder asks for, but no peers. */
export const installWith = (manager: PackageManager, folder: string, ...flags: string[]): Promise<string> =>
  manager === "npm"
    ? run("npm", ["install", "--legacy-peer-deps", ...flags], folder)
    : run(join(tools, "pnpm"), ["install", "--config.auto-install-peers=false", ...flags], folder);

/** Packs a package as it was built. @returns the tarball's name. */
export async function pack(folder: string, destination: string): Promise<string> {
  const output = await run("npm", ["pack", "--ignore-scripts", "--pack-destination", destination], folder);
  return basename(output.trim());
}

/** The project's Node must come first: the package managers ask for a current one. */
async function run(command: string, args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, PATH: `${tools}:${process.env.PATH ?? ""}` };
  const { stdout } = await promisify(execFile)(command, args, { cwd, env });
  return stdout;
}

async function packageDigest(): Promise<string> {
  const dist = join(provider, "dist");
  if (!existsSync(join(dist, "index.js"))) throw new Error("provider/dist is missing: run npm run build");
  const built = (await readdir(dist, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const files = [join(provider, "package.json"), ...built.sort()];
  const contents = await Promise.all(files.map(file => readFile(file, "utf8")));
  return digest(files.flatMap((file, index) => [file, contents[index] ?? ""]));
}

function digest(texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 16);
}

async function removeEarlier(installations: string, manager: PackageManager): Promise<void> {
  const earlier = (await readdir(installations)).filter(name => name.startsWith(`${manager}-`));
  await Promise.all(earlier.map(name => rm(join(installations, name), { recursive: true, force: true })));
}

function ignore(): void {
  // Waiting for another test file's installation is nothing to report.
}
