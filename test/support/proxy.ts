import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** An answer that Wix never gave. */
export interface Interruption {
  readonly status: number;
  readonly body: string;
  /** @default "application/json" */
  readonly contentType?: string;
}

/** Decides by method and path, query included; `undefined` lets the request through. */
export type Interrupt = (method: string, path: string) => Interruption | undefined;

export interface Proxy {
  readonly url: string;
  /** From now on; absent, everything is let through. */
  interrupt(rule?: Interrupt): void;
  close(): Promise<void>;
}

/**
 * A gateway on loopback between a client and `target`, for answers without the marks of Wix's own: request id, envelope.
 * @param certified makes it speak TLS
 */
export async function startProxy(
  target: string,
  certified?: { readonly key: string; readonly cert: string },
): Promise<Proxy> {
  let rule: Interrupt = () => undefined;
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const interruption = rule(incoming.method ?? "", incoming.url ?? "");
    if (interruption === undefined) forward(target, incoming, outgoing);
    else answer(outgoing, interruption);
  };
  const server = certified === undefined ? createServer(serve) : createTlsServer(certified, serve);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${certified === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    interrupt: (next = () => undefined) => void (rule = next),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(outgoing: ServerResponse, { status, body, contentType = "application/json" }: Interruption) {
  outgoing.writeHead(status, { "content-type": contentType }).end(body);
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const onward = request(new URL(incoming.url ?? "/", target), { method, headers }, reply => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(outgoing);
  });
  onward.once("error", () => outgoing.destroy());
  incoming.pipe(onward);
}
