import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../engine/lock.ts";
import { start, type Run } from "./children.ts";
import { installedProvider, installWith } from "./packed.ts";

const modules = join(__dirname, "..", "..", "node_modules");

export interface Compiler {
  /** Exact versions. */
  readonly typescript: string;
  readonly nodeTypes: string;
}

/** Compiles a program of `pulumi-wix` as it is packed, by a compiler and types of Node.js other than the repository's. */
export async function compiled(
  { typescript, nodeTypes }: Compiler,
  kind: "commonjs" | "module",
  options: object,
  program: string,
): Promise<Run> {
  const tools = join(await installedTools({ typescript, "@types/node": nodeTypes }), "node_modules");
  const folder = await mkdtemp(join(tmpdir(), "pulumi-wix-compiled-"));
  await linkModules(join(folder, "node_modules"), tools);
  const compilerOptions = {
    ...options,
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    preserveSymlinks: true,
  };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: kind }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  await writeFile(join(folder, "index.ts"), program);
  const compiler = join(tools, "typescript", "bin", "tsc");
  try {
    return await start(process.execPath, [compiler], { cwd: folder, env: process.env }).finished;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Links to all that the repository has installed, save for what the tools bring. */
async function linkModules(folder: string, tools: string): Promise<void> {
  await mkdir(join(folder, "@types"), { recursive: true });
  const own = new Set([".bin", "@types", "typescript", "pulumi-wix"]);
  for (const name of await readdir(modules))
    if (!own.has(name)) await symlink(join(modules, name), join(folder, name));
  for (const name of await readdir(join(modules, "@types")))
    await symlink(join(name === "node" ? tools : modules, "@types", name), join(folder, "@types", name));
  await symlink(join(await installedProvider(), "node_modules", "pulumi-wix"), join(folder, "pulumi-wix"));
}

/** Installed once a machine. @param dependencies exact versions */
async function installedTools(dependencies: Readonly<Record<string, string>>): Promise<string> {
  const name = Object.entries(dependencies)
    .map(([tool, version]) => `${tool.replaceAll("/", "-")}-${version}`)
    .join("-");
  const folder = join(tmpdir(), `pulumi-wix-tools-${name}`);
  await withLock(
    `${folder}.lock`,
    () => undefined,
    async () => {
      if (existsSync(folder)) return;
      const partial = await mkdtemp(`${folder}.partial-`);
      await writeFile(join(partial, "package.json"), JSON.stringify({ private: true, dependencies }));
      await installWith("npm", partial, "--prefer-offline");
      await rename(partial, folder);
    },
  );
  return folder;
}
