/*
 * npm run release:plugin [-- folder]: the archives that `pulumi plugin install` takes and downloads, one a platform, and
 * `SHA256SUMS` of them. All hold the same bytes, whenever and wherever they are made by the project's Node.js.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { create } from "tar";

const repository = join(import.meta.dirname, "..", "..");
const plugin = join(repository, "provider", "dist", "native");
/** The platforms for which Pulumi asks for an archive, by its names of them. */
const PLATFORMS = ["darwin", "linux", "windows"].flatMap(system => [`${system}-amd64`, `${system}-arm64`]);

const folder = resolve(process.argv[2] ?? join(repository, "release"));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const archive = await archived();
const sum = createHash("sha256").update(archive).digest("hex");
const names = PLATFORMS.map(platform => `pulumi-resource-wix-v${version()}-${platform}.tar.gz`);
for (const name of names) writeFileSync(join(folder, name), archive);
writeFileSync(join(folder, "SHA256SUMS"), names.map(name => `${sum}  ${name}\n`).join(""));
process.stdout.write(`${names.length} archives of ${archive.length} bytes and SHA256SUMS in ${folder}\n`);

/** Portable: without owners, and with modes that no umask changes. */
async function archived(): Promise<Buffer> {
  const files = globSync("**/*", { cwd: plugin })
    .filter(name => statSync(join(plugin, name)).isFile())
    .sort();
  const options = { cwd: plugin, portable: true, mtime: new Date(0), gzip: { level: 9 } };
  return create(options, files).concat();
}

function version(): string {
  const manifest = JSON.parse(readFileSync(join(plugin, "package.json"), "utf8")) as { version: string };
  return manifest.version;
}
