import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

const repository = join(__dirname, "..", "..");

/**
 * A language host that can be had as a module answers "not supported" for policies. For a runtime that has no host the engine falls
 * back to a launcher of the runtime's name, so packs are run here under a name of their own.
 */
const RUNTIME = "nodejspack";

const LAUNCHER = `#!/usr/bin/env node
const { createRequire } = require("node:module");
createRequire(process.cwd() + "/")("@pulumi/pulumi/cmd/run-policy-pack");
`;

/** Policy packs in a folder that this engine runs. */
export interface Packs {
  /** The package as npm packs it, installed into `node_modules`. */
  readonly packed: string;
  /** A pack of somebody's own, whose `index.js` is this text. */
  readonly own: string;
}

/**
 * Installs pulumi-wix-policy below `root` from its tarball, and puts the launcher on this process's PATH.
 * @throws Error if it was not built
 */
export async function installPacks(root: string, own: string): Promise<Packs> {
  if (!existsSync(join(repository, "policy", "dist", "pack.js")))
    throw new Error("policy/dist is missing: run npm run build");
  const [bin, modules] = [join(root, "bin"), join(root, "node_modules")];
  const packs = { packed: join(modules, "pulumi-wix-policy"), own: join(root, "own") };
  for (const folder of [bin, packs.packed, packs.own]) await mkdir(folder, { recursive: true });

  const pack = ["pack", "--ignore-scripts", "--pack-destination", root];
  const { stdout } = await promisify(execFile)("npm", pack, { cwd: join(repository, "policy") });
  const tarball = join(root, stdout.trim());
  await promisify(execFile)("tar", ["-xzf", tarball, "--strip-components=1", "-C", packs.packed]);
  const project = join(packs.packed, "PulumiPolicy.yaml");
  await writeFile(
    project,
    (await readFile(project, "utf8")).replace("runtime: nodejs\n", `runtime: ${RUNTIME}\n`),
  );
  for (const dependency of ["@pulumi/policy", "@pulumi/pulumi"]) {
    await mkdir(dirname(join(modules, dependency)), { recursive: true });
    await symlink(join(repository, "node_modules", dependency), join(modules, dependency));
  }

  await writeFile(join(packs.own, "PulumiPolicy.yaml"), `runtime: ${RUNTIME}\n`);
  await writeFile(join(packs.own, "package.json"), JSON.stringify({ version: "1.0.0", main: "index.js" }));
  await writeFile(join(packs.own, "index.js"), own);

  const launcher = join(bin, `pulumi-analyzer-policy-${RUNTIME}`);
  await writeFile(launcher, LAUNCHER);
  await chmod(launcher, 0o755);
  process.env.PATH = [bin, process.env.PATH].join(delimiter);
  return packs;
}
