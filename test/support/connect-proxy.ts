import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** What a proxy is asked by a CONNECT. */
export interface Asked {
  /** Host and port. */
  readonly host: string;
  /** The header `Proxy-Authorization`. */
  readonly credentials: string | undefined;
}

/** What it does: opens the way, answers with a status of its own and a page, or says nothing at all. */
export type Attitude = "open" | "silent" | { readonly status: number; readonly page?: string };

export interface ConnectProxy {
  /** `http://127.0.0.1:<port>`, or `https://localhost:<port>` */
  readonly url: string;
  readonly asked: Asked[];
  behave(attitude: Attitude): void;
  /** Breaks what goes through it. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * An HTTP proxy on loopback that opens tunnels, all of them to one server, whatever name was asked for: so names that no
 * resolver knows can be called through it, and not otherwise.
 * @param certified for `localhost`; makes it speak TLS
 */
export async function startConnectProxy(
  target: string,
  certified?: { readonly key: string; readonly cert: string },
): Promise<ConnectProxy> {
  const asked: Asked[] = [];
  const tunnels = new Set<Duplex>();
  let attitude: Attitude = "open";
  const serve = (_: IncomingMessage, outgoing: ServerResponse) =>
    void outgoing.writeHead(400).end("only CONNECT is served");
  const server = certified === undefined ? createServer(serve) : createTlsServer(certified, serve);
  server.on("connect", ({ url = "", headers }: IncomingMessage, near: Duplex) => {
    asked.push({ host: url, credentials: headers["proxy-authorization"] });
    tunnels.add(near);
    near.on("error", () => undefined);
    if (attitude === "open") join(near, connect(Number(new URL(target).port), "127.0.0.1"));
    else if (attitude !== "silent") refuse(near, attitude);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const cut = () => tunnels.forEach(tunnel => tunnel.destroy());
  return {
    url: `${certified === undefined ? "http://127.0.0.1" : "https://localhost"}:${(server.address() as AddressInfo).port}`,
    asked,
    behave: next => void (attitude = next),
    cut,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        cut();
      }),
  };
}

function join(near: Duplex, far: Socket): void {
  far.once("connect", () => {
    near.write("HTTP/1.1 200 Connection established\r\n\r\n");
    near.pipe(far).pipe(near);
  });
  near.once("close", () => far.destroy());
  far.once("close", () => near.destroy()).on("error", () => near.destroy());
}

function refuse(near: Duplex, { status, page = "" }: Exclude<Attitude, string>): void {
  const headers = `Content-Type: text/html\r\nContent-Length: ${Buffer.byteLength(page)}\r\n`;
  near.end(`HTTP/1.1 ${status} No\r\n${headers}Connection: close\r\n\r\n${page}`);
}
