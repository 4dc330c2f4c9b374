import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const repository = join(import.meta.dirname, "..", "..");
export const sdk = join(repository, "sdk");
export const schema = join(repository, "provider", "schema.json");

const file = join(sdk, "generated.json");

/** What only a release knows. */
export interface Release {
  /** Of the plugin and of all SDKs. */
  version: string;
  /** Where engines download the plugin from, e.g. `github://api.github.com/<owner>`; empty: nowhere. */
  server: string;
  /** Path of the Go module. */
  goModule: string;
}

/** What the generated files were made of, and what they are. */
export interface Stamp extends Release {
  /** Hash of the schema and of the generator. */
  sources: string;
  /** Hash of each file, by its path below `sdk/`. */
  files: Record<string, string>;
}

export const hashOf = (content: Buffer | string): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

/** By path, so that a file that moves counts as another. */
export const hashOfSources = (): string => {
  const generator = globSync("*.{go,mod,sum}", { cwd: join(sdk, "generator") }).sort();
  const files = [schema, ...generator.map(name => join(sdk, "generator", name))];
  return hashOf(
    files.map(path => `${path.slice(repository.length)} ${hashOf(readFileSync(path))}`).join("\n"),
  );
};

export const readStamp = (): Stamp => JSON.parse(readFileSync(file, "utf8")) as Stamp;

export const writeStamp = (stamp: Stamp): void =>
  writeFileSync(file, `${JSON.stringify(stamp, undefined, 2)}\n`);

export const versionOfPlugin = (): string =>
  (JSON.parse(readFileSync(join(repository, "provider", "package.json"), "utf8")) as { version: string })
    .version;

/** What does not belong together, each as a line. */
export const faultsOf = ({ version, sources, files }: Stamp): string[] => {
  const faults: string[] = [];
  if (sources !== hashOfSources()) faults.push("sdk/ is not of this schema and generator");
  if (version !== versionOfPlugin())
    faults.push(`sdk/ is of version ${version}, the plugin of ${versionOfPlugin()}`);
  for (const [name, hash] of Object.entries(files)) {
    const path = join(sdk, name);
    if (!existsSync(path)) faults.push(`sdk/${name} is gone`);
    else if (hashOf(readFileSync(path)) !== hash) faults.push(`sdk/${name} was edited by hand`);
  }
  return faults;
};
