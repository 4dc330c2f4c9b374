import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import pMap from "p-map";
import type { Cell } from "./cells.ts";
import { succeed } from "./command.ts";
import { MANAGERS } from "./managers.ts";

/** What cells run on, installed once a version. */
export interface Tools {
  /** The folder of a Node.js. */
  node(version: string): string;
  /** The program of a package manager, for a Node.js. */
  manager(cell: Cell): string;
  readonly simulator: string;
}

/** Installs all that the cells need into a folder. */
export async function installTools(
  cells: readonly Cell[],
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Tools> {
  const wanted = new Map<string, readonly [name: string, version: string]>();
  const place = (name: string, version: string): string => {
    const key = `${name.replace("/", "+")}-${version}`;
    wanted.set(key, [name, version]);
    return join(folder, key, "node_modules", name);
  };
  const node = (version: string): string => join(place("node", version), "bin");
  const manager = (cell: Cell): string => {
    const { package: name, version, entry } = MANAGERS[cell.manager];
    return join(place(name, version), entry);
  };
  for (const cell of cells) {
    node(cell.node);
    manager(cell);
  }
  const simulator = join(place("wix-simulator", "*"), "bin", "wix-simulator.js");
  await pMap(wanted, ([key, [name, version]]) => installed(join(folder, key), name, version, env), {
    concurrency: 4,
  });
  return { node, manager, simulator };
}

async function installed(
  folder: string,
  name: string,
  version: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (existsSync(join(folder, "package-lock.json"))) return;
  await mkdir(folder, { recursive: true });
  // The Node.js of the npm registry is put in place by a script.
  const manifest = { private: true, dependencies: { [name]: version }, allowScripts: { node: true } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder, env);
}

export const onPath = (env: NodeJS.ProcessEnv, ...folders: readonly string[]): NodeJS.ProcessEnv => ({
  ...env,
  PATH: [...folders, env.PATH].join(delimiter),
});
