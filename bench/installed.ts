/*
 * What a program has in its `node_modules`. The engine walks that folder at each command; this repository's holds all that
 * builds and tests it, too.
 */
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const repository = join(import.meta.dirname, "..");

/** What npm knows of a package, by the folder in which it lies. */
interface Locked {
  /** Of a workspace: where it really lies. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
  packages: Readonly<Record<string, Locked>>;
};

/** The folder in which Node.js finds a package that one in `from` asks for. */
const found = (name: string, from: string): string => {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (packages[path] !== undefined) return path;
    if (folder === ".") throw new Error(`${name} is not installed`);
  }
};

const neededBy = ({ dependencies, peerDependencies, peerDependenciesMeta = {} }: Locked): string[] => [
  ...Object.keys(dependencies ?? {}),
  ...Object.keys(peerDependencies ?? {}).filter(name => peerDependenciesMeta[name]?.optional !== true),
];

/** Folders of these packages and of all that they need. */
const closure = (names: readonly string[]): ReadonlySet<string> => {
  const all = new Set<string>();
  const add = (name: string, from: string): void => {
    const path = found(name, from);
    if (all.has(path)) return;
    all.add(path);
    const { link, resolved = path } = packages[path] ?? {};
    const folder = link === true ? resolved : path;
    for (const needed of neededBy(packages[folder] ?? {})) add(needed, folder);
  };
  for (const name of names) add(name, ".");
  return all;
};

/** What lies below another package comes along with that. */
const TOP = /^node_modules\/(@[^/]+\/)?[^/]+$/;

/** Lays packages into the `node_modules` of a program, as `npm install` of them would. */
export const install = (names: readonly string[], program: string): void => {
  for (const path of closure(names)) {
    if (!TOP.test(path)) continue;
    mkdirSync(dirname(join(program, path)), { recursive: true });
    symlinkSync(join(repository, path), join(program, path));
  }
};
