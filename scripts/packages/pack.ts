import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";

const repository = join(import.meta.dirname, "..", "..");
const tools = join(repository, "node_modules", ".bin");

/** Folders of what a release publishes, as they are after `npm run build`. */
export const PUBLISHED = ["provider", "simulator", "policy", "provider/dist/native", "sdk/nodejs"] as const;

/** What a registry tells of a package's one version. */
export interface Packed {
  readonly name: string;
  readonly version: string;
  readonly manifest: object;
  readonly tarball: string;
  /** As Subresource Integrity writes it. */
  readonly integrity: string;
}

/** Packs a built package. @param folder absolute, or below the repository @throws Error if it was not built */
export async function packPackage(folder: string, destination: string): Promise<Packed> {
  await mkdir(destination, { recursive: true });
  const from = resolve(repository, folder);
  const manifest = JSON.parse(await readFile(join(from, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const { stdout } = await promisify(execFile)(
    "npm",
    ["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", destination],
    // The project's Node.js must come first: a current npm asks for one.
    { cwd: from, env: { ...process.env, PATH: [tools, process.env.PATH].join(delimiter) } },
  );
  const tarball = join(destination, stdout.trim());
  const digest = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  return { name: manifest.name, version: manifest.version, manifest, tarball, integrity: `sha512-${digest}` };
}

export const packAll = (destination: string): Promise<Packed[]> =>
  Promise.all(PUBLISHED.map(folder => packPackage(folder, destination)));
