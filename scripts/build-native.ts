import { chmodSync, cpSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Plugin } from "rolldown";
import { licencesOfOthers } from "./licences.ts";

const repository = join(import.meta.dirname, "..");
const provider = join(repository, "provider");
const launcher = "pulumi-resource-wix";

/** What the generated messages of the protocol find in place of google-protobuf's: see provider/src/native/struct.ts. */
const STRUCT = "google-protobuf/google/protobuf/struct_pb";
const OURS = join(provider, "src", "native", "struct.ts");

/**
 * undici's main file with what the provider uses of it. All that it has for `fetch`, caches and mocks is three quarters of what it
 * loads, in each run that asks Wix.
 */
const UNDICI = `
Object.assign(require("./lib/dispatcher/dispatcher").prototype, require("./lib/api"));
exports.Agent = require("./lib/dispatcher/agent");
exports.Client = require("./lib/dispatcher/client");
exports.buildConnector = require("./lib/core/connect");
exports.errors = require("./lib/core/errors");
`;

const lessOfUndici: Plugin = {
  name: "less-of-undici",
  load: id => (/[\\/]undici[\\/]index\.js$/.test(id) ? UNDICI : undefined),
};

/**
 * A plugin as one bundle for the launcher. The service's protocol comes first, which is all that the engine waits for.
 * @param main exports what the launcher calls
 */
export async function bundlePlugin(main: string, folder: string): Promise<void> {
  await build({
    cwd: provider,
    input: { main },
    platform: "node",
    transform: { target: "node22.19" },
    resolve: { alias: { [STRUCT]: OURS, [`${STRUCT}.js`]: OURS } },
    plugins: [lessOfUndici, licencesOfOthers()],
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
    cpSync(join(provider, file), join(folder, basename(file)), { recursive: true });
  const manifest = nativeManifest(readFileSync(join(provider, "package.json"), "utf8"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/**
 * The native plugin: a folder that needs nothing but Node.js, wherever it lies; the npm package `pulumi-resource-wix`
 * and what the archives of a release hold.
 */
export async function bundleNative(folder: string): Promise<void> {
  await bundlePlugin("src/native/main.ts", folder);
  const copied = [join(provider, "schema.json"), join(provider, "LICENSE"), join(repository, "CHANGELOG.md")];
  for (const path of copied) cpSync(path, join(folder, basename(path)));
  setModes(folder);
}

/**
 * No `bin`: a launcher in `node_modules/.bin` comes onto the PATH of scripts, where Pulumi warns of it at each run.
 *
 * @param ofProvider the manifest of `pulumi-wix`
 */
export function nativeManifest(ofProvider: string): object {
  const { version, license, keywords, engines, repository, homepage, bugs } = JSON.parse(
    ofProvider,
  ) as Record<string, unknown>;
  return {
    name: launcher,
    version,
    description:
      "The wix plugin for Pulumi, for programs in every language: packages, domains and DNS records at Wix",
    license,
    keywords,
    type: "commonjs",
    engines,
    repository,
    homepage,
    bugs,
    exports: { "./package.json": "./package.json", "./schema.json": "./schema.json" },
  };
}

/** Whatever the umask of who builds: archives are the same bytes everywhere. */
function setModes(folder: string): void {
  for (const path of globSync("**/*", { cwd: folder }).map(name => join(folder, name)))
    chmodSync(path, statSync(path).isDirectory() || basename(path) === launcher ? 0o755 : 0o644);
}
