import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { schema, sdk, type Release } from "./stamp.ts";

/** The caller's own workspace and flags must not change what is built. */
const goEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
  GOTOOLCHAIN: "local",
  CGO_ENABLED: "0",
});

/** @throws Error with what Go says where it fails */
export const go = (folder: string, ...args: readonly string[]): void => {
  const { status, error, stderr } = spawnSync("go", args, {
    cwd: folder,
    env: goEnvironment(),
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
  });
  if (error) throw new Error(`go cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`go ${args[0] ?? ""} in ${folder}: ${stderr}`);
};

/**
 * Writes the SDKs to a folder, each language in one of its own. The generator is built first, which takes a minute where
 * nothing of it is in Go's cache.
 */
export const generate = (folder: string, languages: readonly string[], release: Release): void =>
  go(
    join(sdk, "generator"),
    "run",
    ".",
    ...["-schema", schema, "-out", folder, "-languages", languages.join(",")],
    ...["-version", release.version, "-server", release.server, "-go-module", release.goModule],
  );

/** All files below a folder, by their paths. */
export const filesIn = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(name => statSync(join(folder, name)).isFile())
      .map(name => name.replaceAll("\\", "/"))
      .sort()
      .map(name => [name, readFileSync(join(folder, name))]),
  );
