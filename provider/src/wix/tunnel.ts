/*
 * Connections: straight, or through a proxy. What fails here failed before a request was written, so that nothing of it can
 * have reached Wix, whoever said no: a proxy's own 403 or 502 to CONNECT, a name that is not known, a certificate that is
 * not trusted. Every other failure leaves that open.
 */
import { Socket } from "node:net";
import { buildConnector, Client } from "undici";
import { routeTo, type Environment, type Proxy } from "./proxy";

/** To connect, to each of proxy and Wix; ms. */
const PATIENCE = 15_000;

/** The proxy did not let us through. */
export class ProxyError extends Error {
  constructor(proxy: Proxy, what: string, cause?: unknown) {
    super(`the proxy ${proxy.shown} (${proxy.variable}) ${what}`, { cause });
  }
}

const credentialsOf = ({ url }: Proxy): Record<string, string> => {
  if (url.username === "" && url.password === "") return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
};

const refusalOf = (proxy: Proxy, host: string, status: number): ProxyError =>
  new ProxyError(
    proxy,
    status === 407
      ? `asks for credentials (HTTP 407)${proxy.url.username === "" ? "; put user and password into the variable" : ", and does not take those of the variable"}`
      : `refused the way to ${host} (HTTP ${status})`,
  );

/** @throws ProxyError */
const openTunnel = async (proxy: Proxy, host: string): Promise<Socket> => {
  const client = new Client(proxy.url.origin, { connect: { timeout: PATIENCE }, allowH2: false });
  try {
    const asked = {
      path: host,
      headers: { host, ...credentialsOf(proxy) },
      // Else undici checks a proxy's own certificate against the host that the tunnel leads to.
      servername: proxy.url.hostname,
      signal: AbortSignal.timeout(PATIENCE),
    };
    const { statusCode, socket } = await client.connect(asked);
    if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
    socket.on("error", () => undefined).destroy();
    throw refusalOf(proxy, host, statusCode);
  } catch (error) {
    if (error instanceof ProxyError) throw error;
    const { message, name } = error as Error;
    const why = name === "TimeoutError" ? `no answer within ${PATIENCE / 1_000} s` : message;
    throw new ProxyError(proxy, `cannot be reached (${why})`, error);
  } finally {
    void client.close();
  }
};

/**
 * @param env names the proxy
 * @param failed is told each error that a connection failed with
 */
export const connectorFor = (env: Environment, failed: (error: Error) => void): buildConnector.connector => {
  const connect = buildConnector({ timeout: PATIENCE });
  return (options, callback) => {
    const finish: buildConnector.Callback = (...[error, socket]) => {
      if (error === null) {
        callback(null, socket);
        return;
      }
      failed(error);
      callback(error, null);
    };
    const route = routeTo(`${options.protocol}//${options.host ?? options.hostname}`, env);
    if (route.via === "nothing") {
      connect(options, finish);
      return;
    }
    const host = `${options.hostname}:${options.port === "" ? 443 : options.port}`;
    openTunnel(route.proxy, host).then(
      httpSocket => {
        connect({ ...options, httpSocket }, finish);
      },
      (error: unknown) => {
        finish(error as ProxyError, null);
      },
    );
  };
};
