/*
 * Writes the SDKs of the native plugin, from a schema that is written anew before.
 *
 *   --check                       writes nothing: generates them elsewhere, and says what differs
 *   --server URL                  where engines download the plugin from; kept for later runs
 *   --go-module PATH              path of the Go module; kept for later runs
 *   --build                       compiles the Node.js SDK, so that it can be installed and packed
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { buildNodejs } from "./sdk/build-nodejs.ts";
import { filesIn, generate, go } from "./sdk/generate.ts";
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
    build: { type: "boolean", default: false },
    server: { type: "string" },
    "go-module": { type: "string" },
  },
});

const schema = spawnSync(
  process.execPath,
  [join(import.meta.dirname, "schema.ts"), ...(values.check ? ["--check"] : [])],
  { cwd: repository, stdio: "inherit" },
);
if (schema.status !== 0) process.exit(1);

const before = readStamp();
const release = {
  version: versionOfPlugin(),
  server: values.server ?? before.server,
  goModule: values["go-module"] ?? before.goModule,
};
const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-sdk-"));
try {
  generate(folder, ["nodejs", "python", "go"], release);
  const made = filesIn(folder);
  const files = Object.fromEntries([...made].map(([name, content]) => [name, hashOf(content)]));
  const stamp: Stamp = { ...release, sources: hashOfSources(), files };
  if (values.check) compare(stamp);
  else write(stamp, made);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (values.build) buildNodejs();

/** Only what an earlier run has written goes: the rest of the folders is nobody else's. */
function write(stamp: Stamp, made: ReadonlyMap<string, Buffer>): void {
  for (const name of Object.keys(before.files)) rmSync(join(sdk, name), { force: true });
  for (const [name, content] of made) {
    mkdirSync(dirname(join(sdk, name)), { recursive: true });
    writeFileSync(join(sdk, name), content);
  }
  if (stamp.goModule !== before.goModule) go(join(sdk, "go"), "mod", "edit", "-module", stamp.goModule);
  writeStamp(stamp);
}

function compare(stamp: Stamp): void {
  const names = new Set([...Object.keys(before.files), ...Object.keys(stamp.files)]);
  const different = [...names].filter(name => before.files[name] !== stamp.files[name]);
  for (const name of different)
    process.stderr.write(`sdk/${name} is not what is generated; run npm run sdk\n`);
  if (different.length > 0) process.exitCode = 1;
}
