/*
 * Writes the schema of the native plugin, the examples in it, and the SDKs.
 *
 *   --check                       writes nothing: generates them elsewhere, and says what differs
 *   --server URL                  where engines download the plugin from; kept for later runs
 *   --go-module PATH              path of the Go module; kept for later runs
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { EXAMPLES } from "./schema/examples.ts";
import { buildGenerator, filesIn, generate, run, translateExamples } from "./sdk/generate.ts";
import {
  hashOf,
  hashOfSources,
  readStamp,
  repository,
  sdk,
  versionOfPlugin,
  writeStamp,
  type Stamp,
} from "./sdk/stamp.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    server: { type: "string" },
    "go-module": { type: "string" },
  },
});

const before = readStamp();
const release = {
  version: versionOfPlugin(),
  server: values.server ?? before.server,
  goModule: values["go-module"] ?? before.goModule,
};

const generator = buildGenerator();
const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-sdk-"));
try {
  writeSchema();
  examples(join(folder, "examples"));
  writeSchema();
  const generated = join(folder, "sdk");
  generate(generator, generated, release);
  const made = filesIn(generated);
  const files = Object.fromEntries([...made].map(([name, content]) => [name, hashOf(content)]));
  const stamp: Stamp = { ...release, sources: hashOfSources(), files };
  if (values.check) compare(stamp);
  else write(stamp, made);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Its examples are made by its own types, and are part of it: it is written before and after them. */
function writeSchema(): void {
  const args = [join(import.meta.dirname, "schema.ts"), ...(values.check ? ["--check"] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: repository, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

function examples(elsewhere: string): void {
  if (!values.check) {
    translateExamples(generator, EXAMPLES, release);
    return;
  }
  cpSync(EXAMPLES, elsewhere, { recursive: true });
  translateExamples(generator, elsewhere, release);
  const [there, here] = [filesIn(elsewhere), filesIn(EXAMPLES)];
  for (const [name, text] of there)
    if (!here.get(name)?.equals(text)) differs(`scripts/schema/examples/${name}`);
}

/** Only what an earlier run has written goes: the rest of the folders is nobody else's. */
function write(stamp: Stamp, made: ReadonlyMap<string, Buffer>): void {
  for (const name of Object.keys(before.files)) rmSync(join(sdk, name), { force: true });
  for (const [name, content] of made) {
    mkdirSync(dirname(join(sdk, name)), { recursive: true });
    writeFileSync(join(sdk, name), content);
  }
  if (stamp.goModule !== before.goModule)
    run(join(sdk, "go"), "go", "mod", "edit", "-module", stamp.goModule);
  writeStamp(stamp);
}

function compare(stamp: Stamp): void {
  const names = new Set([...Object.keys(before.files), ...Object.keys(stamp.files)]);
  for (const name of names) if (before.files[name] !== stamp.files[name]) differs(`sdk/${name}`);
}

function differs(path: string): void {
  process.stderr.write(`${path} is not what is generated; run npm run sdk\n`);
  process.exitCode = 1;
}
