import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository, schema, sdk, type Release } from "./stamp.ts";

/** The caller's own workspace and flags must not change what is built. */
const goEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
  GOTOOLCHAIN: "local",
  CGO_ENABLED: "0",
});

/** @throws Error with what the command says where it fails */
export const run = (folder: string, command: string, ...args: readonly string[]): void => {
  const { status, error, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: goEnvironment(),
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
  });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} in ${folder}: ${stderr}`);
};

/** A minute's work where nothing of it is in Go's cache, and none where it is as it was. */
export const buildGenerator = (): string => {
  const generator = join(repository, "node_modules", ".cache", "sdk-generator");
  mkdirSync(dirname(generator), { recursive: true });
  run(join(sdk, "generator"), "go", "build", "-o", generator, ".");
  return generator;
};

const flags = ({ version, server, goModule }: Release): string[] => [
  ...["-schema", schema, "-version", version],
  ...["-server", server, "-go-module", goModule],
];

/** Writes the SDKs to a folder, each language in one of its own. */
export const generate = (generator: string, folder: string, release: Release): void =>
  run(sdk, generator, ...flags(release), "-out", folder);

/** Writes `X.md` beside each `X.pp`: the same program in every language. */
export const translateExamples = (generator: string, folder: string, release: Release): void =>
  run(sdk, generator, ...flags(release), "-examples", folder);

/** All files below a folder, by their paths. */
export const filesIn = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(name => statSync(join(folder, name)).isFile())
      .map(name => name.replaceAll("\\", "/"))
      .sort()
      .map(name => [name, readFileSync(join(folder, name))]),
  );
