/*
 * Checks what packages show on npm, by stamping copies as a release does: each link of a README that led to a file of the
 * repository leads to that file of the release, and each manifest says where the package comes from.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeManifest } from "./build-native.ts";
import { relativeAttributes, relativeLinks } from "./release/links.ts";
import { MANIFESTS, READMES, stampPackages, versionAt } from "./release/stamp-packages.ts";

const root = join(import.meta.dirname, "..");
const URL = "https://github.com/agency/pulumi-wix";
const RELEASE = `${URL}/blob/v${versionAt(root)}/`;

const MANIFEST_FILES = MANIFESTS.map(folder => join(folder, "package.json"));
const README_FILES = READMES.map(folder => join(folder, "README.md"));

const copy = mkdtempSync(join(tmpdir(), "pulumi-wix-readmes-"));
try {
  const faults = check();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function check(): string[] {
  const files = [...MANIFEST_FILES, ...README_FILES, join("provider", "schema.json")];
  for (const file of files) cpSync(join(root, file), join(copy, file));
  stampPackages(copy, URL);
  const once = files.map(stamped);
  stampPackages(copy, URL);
  const changed = files.filter((file, index) => stamped(file) !== once[index]);
  return [
    ...changed.map(file => `${file} is another one where a release is stamped again`),
    ...README_FILES.flatMap(file => faultsOfReadme(file).map(fault => `${file}: ${fault}`)),
    ...MANIFEST_FILES.flatMap(file => faultsOfManifest(stamped(file)).map(fault => `${file}: ${fault}`)),
    ...faultsOfManifest(JSON.stringify(nativeManifest(stamped(join("provider", "package.json"))))).map(
      fault => `the native plugin's package.json: ${fault}`,
    ),
  ];
}

function stamped(file: string): string {
  return readFileSync(join(copy, file), "utf8");
}

function faultsOfReadme(file: string): string[] {
  const [before, after] = [readFileSync(join(root, file), "utf8"), stamped(file)];
  const led = after
    .split(RELEASE)
    .slice(1)
    .map(rest => /^[^)#\s"]*/.exec(rest)?.[0] ?? "");
  return [
    ...relativeLinks(after).map(({ url }) => `${url} leads nowhere on npm`),
    ...relativeAttributes(after).map(url => `${url}, in HTML, leads nowhere on npm`),
    ...led.filter(path => !isFile(join(root, path))).map(path => `${path} is no file of the repository`),
    ...(led.length === relativeLinks(before).length ? [] : ["not every link leads to the release"]),
  ];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function faultsOfManifest(text: string): string[] {
  const { repository, homepage, bugs } = JSON.parse(text) as Partial<
    Record<"repository" | "bugs", { url?: string }> & { homepage: string }
  >;
  const said = { repository: repository?.url, homepage, bugs: bugs?.url };
  return Object.entries(said)
    .filter(([, value]) => !value?.includes(URL))
    .map(([name]) => `says no ${name}`);
}
