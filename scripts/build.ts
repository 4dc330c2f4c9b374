/*
 * Builds what tests, examples and the packages need: types, simulator, policies and the Node.js SDK by the compiler, the
 * provider as a bundle.
 * Builds that are started at once wait for each other, and what is up to date is left as it is: programs that run from
 * it load some of its files late.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Plugin } from "rolldown";
import { withLock } from "../engine/lock.ts";
import { bundleNative } from "./build-native.ts";
import { bundleTypes } from "./build-types.ts";
import { licencesOfOthers } from "./licences.ts";
import { oldNodeCheck } from "./old-node.ts";

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
    [compiler, "-b", "provider", "simulator", "simulator/browser", "policy", "sdk/nodejs"],
    {
      cwd: repository,
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  for (const folder of ["provider", "simulator", "policy", "sdk/nodejs"])
    copyFileSync(join(repository, "CHANGELOG.md"), join(repository, folder, "CHANGELOG.md"));
  // All else of this folder is generated.
  copyFileSync(join(repository, "LICENSE"), join(repository, "sdk", "nodejs", "LICENSE"));
}

function isOutdated(): boolean {
  const made = join(dist, "index.js");
  if (!existsSync(made)) return true;
  const sources = [
    // Folders too, which are newer than what was removed from them.
    ...globSync("src/**", { cwd: provider }).map(file => join(provider, file)),
    join(provider, "package.json"),
    ...globSync("plugin/**", { cwd: provider }).map(file => join(provider, file)),
    join(provider, "schema.json"),
    join(repository, "package-lock.json"),
    join(repository, "CHANGELOG.md"),
    import.meta.filename,
    join(import.meta.dirname, "build-native.ts"),
    join(import.meta.dirname, "build-types.ts"),
    join(import.meta.dirname, "licences.ts"),
    join(import.meta.dirname, "old-node.ts"),
  ];
  const { mtimeMs } = statSync(made);
  return sources.some(source => statSync(source).mtimeMs > mtimeMs);
}

/** What of a package's folder one process loads. */
interface Part {
  readonly input: Record<string, string>;
  /** Folder of what its entries share, or load late. */
  readonly chunks: string;
}

/**
 * The program, the plugin process of Pulumi and the command line are processes of their own, and a person waits while each
 * of them loads. Bundled apart, the program reads one file and the plugin a dozen, instead of a hundred, and of zod what is
 * used: without the texts of its fifty languages.
 */
async function bundle(): Promise<void> {
  const partial = `${dist}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const entries = globSync("src/dynamic/entries/*.ts", { cwd: provider });
  const parts: Part[] = [
    { input: { index: "src/index.ts" }, chunks: "lookups" },
    { input: { cli: "src/cli/index.ts" }, chunks: "commands" },
    {
      input: Object.fromEntries(entries.map(entry => [`plugin/${basename(entry, ".ts")}`, entry])),
      chunks: "shared",
    },
  ];
  const licences = licencesOfOthers();
  for (const part of parts) await bundlePart(part, partial, licences);
  await bundleTypes(partial);
  await bundleNative(join(partial, "native"));
  rmSync(dist, { recursive: true, force: true });
  renameSync(partial, dist);
}

async function bundlePart({ input, chunks }: Part, dir: string, licences: Plugin): Promise<void> {
  await build({
    cwd: provider,
    input,
    // What Pulumi requires is one object: nothing that a chunk needs of an entry could be exported beside it.
    preserveEntrySignatures: "strict",
    platform: "node",
    external: /^(@pulumi\/pulumi|tldts|undici)(\/|$)/,
    transform: { target: "node22.19" },
    plugins: [licences],
    logLevel: "warn",
    output: {
      dir,
      format: "cjs",
      entryFileNames: "[name].js",
      chunkFileNames: `${chunks}/[name].js`,
      banner: chunk => (chunk.isEntry ? oldNodeCheck() : ""),
      sourcemap: true,
      // They lie beside it, in `src/`.
      sourcemapExcludeSources: true,
    },
  });
}
