import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { start } from "./children.ts";
import { pluginFolder } from "./native-plugin.ts";
import { installWith, pack, type PackageManager } from "./packed.ts";

const repository = join(__dirname, "..", "..");
const script = join(repository, "scripts", "release", "plugin.ts");

export const { version } = JSON.parse(readFileSync(join(pluginFolder, "package.json"), "utf8")) as {
  version: string;
};

const systems: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
const architectures: Partial<Record<NodeJS.Architecture, string>> = { x64: "amd64" };

/** The name of the archive that Pulumi asks for on this machine. */
export const ARCHIVE = `pulumi-resource-wix-v${version}-${systems[process.platform] ?? process.platform}-${architectures[process.arch] ?? process.arch}.tar.gz`;

/** Makes the archives of a release in a folder. */
export async function makeArchives(folder: string): Promise<void> {
  const { code, text } = await start(process.execPath, [script, folder], {
    cwd: repository,
    env: process.env,
  }).finished;
  if (code !== 0) throw new Error(text);
}

/** Installs the npm package of the plugin into a folder, from its tarball. @returns the package's folder */
export async function installPlugin(folder: string, manager: PackageManager): Promise<string> {
  const tarball = await pack(pluginFolder, folder);
  const dependencies = { "pulumi-resource-wix": `file:./${tarball}` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  await installWith(manager, folder, "--offline");
  return join(folder, "node_modules", "pulumi-resource-wix");
}

export interface FileServer {
  readonly url: string;
  /** Names of files that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Serves the files of a folder on loopback. Pulumi does not take an answer that does not say its length. */
export async function serveFiles(folder: string): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    const name = basename(new URL(url, "http://localhost").pathname);
    asked.push(name);
    readFile(join(folder, name)).then(
      body => response.writeHead(200, { "content-length": body.length }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(resolve => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise(resolve => void server.close(() => resolve())),
  };
}
