/*
 * node scripts/packages.ts pack [folder]: what a release would publish, as tarballs, by default into `release/`.
 * node scripts/packages.ts serve: an npm registry on this machine that has them, until it is interrupted.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packAll } from "./packages/pack.ts";
import { startRegistry } from "./packages/registry.ts";

const repository = join(import.meta.dirname, "..");

async function pack(folder = join(repository, "release")): Promise<void> {
  for (const { tarball } of await packAll(resolve(folder))) process.stdout.write(`${tarball}\n`);
}

async function serve(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-registry-"));
  const registry = await startRegistry(await packAll(folder));
  process.stdout.write(`export npm_config_registry=${registry.url}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void registry.close();
      void rm(folder, { recursive: true, force: true });
    });
}

const [task, folder] = process.argv.slice(2);
if (task === "pack") await pack(folder);
else if (task === "serve") await serve();
else {
  process.stderr.write(`"pack" or "serve", not ${JSON.stringify(task ?? "")}\n`);
  process.exitCode = 2;
}
