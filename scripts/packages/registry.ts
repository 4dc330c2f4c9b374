import { execFile } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { promisify } from "node:util";
import type { Packed } from "./pack.ts";

/** An npm registry on loopback. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Has packages as they are packed, under the versions that a release will have, so that they are installed by name as users will
 * install them. For all others it sends the caller to a registry on the network.
 */
export async function startRegistry(packages: readonly Packed[]): Promise<Registry> {
  const upstream = await configuredRegistry();
  const byName = new Map(packages.map(packed => [packed.name, packed]));
  const byFile = new Map(packages.map(packed => [basename(packed.tarball), packed]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const named = byName.get(path.slice(1));
    const file = byFile.get(basename(path));
    if (named !== undefined) sendDocument(response, documentOf(named, originOf(request)));
    else if (file !== undefined) createReadStream(file.tarball).pipe(response);
    else response.writeHead(307, { location: `${upstream}${request.url ?? "/"}` }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => void server.close(resolve));
    },
  };
}

/** Where npm looks on this machine; without a slash at its end. */
async function configuredRegistry(): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["config", "get", "registry"]);
  return stdout.trim().replace(/\/$/, "");
}

const originOf = ({ headers }: IncomingMessage): string => `http://${headers.host ?? ""}`;

const documentOf = ({ name, version, manifest, tarball, integrity }: Packed, origin: string): object => ({
  name,
  "dist-tags": { latest: version },
  versions: { [version]: { ...manifest, dist: { tarball: `${origin}/${basename(tarball)}`, integrity } } },
});

function sendDocument(response: ServerResponse, document: object): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
}
