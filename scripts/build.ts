/*
 * Builds what tests, examples and the package need: types, simulator and policies by the compiler, the provider as a bundle.
 * Builds that are started at once wait for each other, and what is up to date is left as it is: programs that run from
 * it load some of its files late.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { build } from "rolldown";
import { withLock } from "../engine/lock.ts";
import { licencesOfOthers } from "./licences.ts";

const repository = join(import.meta.dirname, "..");
const provider = join(repository, "provider");
const dist = join(provider, "dist");

await withLock(join(repository, "node_modules", ".build.lock"), waiting, async () => {
  compile();
  if (isOutdated()) await bundle();
});

function waiting(): void {
  process.stderr.write("another build is under way; waiting for it\n");
}

function compile(): void {
  const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(
    process.execPath,
    [compiler, "-b", "provider", "simulator", "simulator/browser", "policy"],
    {
      cwd: repository,
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}

function isOutdated(): boolean {
  const made = join(dist, "index.js");
  if (!existsSync(made)) return true;
  const sources = [
    // Folders too, which are newer than what was removed from them.
    ...globSync("src/**", { cwd: provider }).map(file => join(provider, file)),
    join(provider, "package.json"),
    ...globSync("plugin/*", { cwd: provider }).map(file => join(provider, file)),
    join(provider, "schema.json"),
    join(repository, "package-lock.json"),
    import.meta.filename,
    join(import.meta.dirname, "licences.ts"),
  ];
  const { mtimeMs } = statSync(made);
  return sources.some(source => statSync(source).mtimeMs > mtimeMs);
}

/**
 * The plugin process of Pulumi loads one of the entries while a person waits for a preview. Bundled, it reads a dozen
 * files instead of a hundred, and of zod what is used: without the texts of its fifty languages.
 */
async function bundle(): Promise<void> {
  const partial = `${dist}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const entries = globSync("src/dynamic/entries/*.ts", { cwd: provider });
  await build({
    cwd: provider,
    input: {
      index: "src/index.ts",
      cli: "src/cli/index.ts",
      ...Object.fromEntries(entries.map(entry => [`plugin/${basename(entry, ".ts")}`, entry])),
    },
    platform: "node",
    external: /^(@pulumi\/pulumi|tldts|undici)(\/|$)/,
    transform: { target: "node22.19" },
    plugins: [licencesOfOthers()],
    logLevel: "warn",
    output: {
      dir: partial,
      format: "cjs",
      entryFileNames: "[name].js",
      chunkFileNames: "shared/[name].js",
    },
  });
  await bundleNative(join(partial, "native"));
  rmSync(dist, { recursive: true, force: true });
  renameSync(partial, dist);
}

/**
 * The native plugin: a folder that needs nothing but Node.js, wherever it lies. Everything is bundled, the service's
 * protocol first, which is all that the engine waits for.
 */
async function bundleNative(folder: string): Promise<void> {
  await build({
    cwd: provider,
    input: { main: "src/native/main.ts" },
    platform: "node",
    transform: { target: "node22.19" },
    plugins: [licencesOfOthers()],
    logLevel: "warn",
    output: {
      dir: folder,
      format: "cjs",
      minify: { compress: true, mangle: false, codegen: true },
      entryFileNames: "[name].js",
      chunkFileNames: "shared/[name].js",
    },
  });
  for (const file of globSync("plugin/*", { cwd: provider }))
    copyFileSync(join(provider, file), join(folder, basename(file)));
  chmodSync(join(folder, "pulumi-resource-wix"), 0o755);
  copyFileSync(join(provider, "schema.json"), join(folder, "schema.json"));
  const { version, license, engines } = JSON.parse(readFileSync(join(provider, "package.json"), "utf8")) as {
    version: string;
    license: string;
    engines: object;
  };
  const manifest = {
    name: "pulumi-resource-wix",
    version,
    license,
    private: true,
    type: "commonjs",
    engines,
  };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
