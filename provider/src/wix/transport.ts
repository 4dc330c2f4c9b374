import { Agent, errors } from "undici";
import { routeTo, type Environment } from "./proxy";
import { connectorFor } from "./tunnel";

/** One HTTP exchange, without any judgement of what it means. */
export interface Exchange {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export type Reply =
  | { kind: "reply"; status: number; headers: Readonly<Record<string, string | undefined>>; body: string }
  /** The status came, the body did not (or not whole). */
  | {
      kind: "cut-short";
      status: number;
      headers: Readonly<Record<string, string | undefined>>;
      reason: string;
    }
  /** @property sent false: provably nothing reached the server */
  | { kind: "lost"; sent: boolean; reason: string; cause: unknown };

/**
 * Sends one request. What went wrong is part of the answer.
 * @throws ConfigurationError where the way there is set wrong: nothing was sent
 */
export type Transport = (exchange: Exchange) => Promise<Reply>;

/** What of a certificate fails where something in between opens TLS with a CA of its own. */
const UNTRUSTED = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

const TRUST =
  "; where a proxy opens TLS, name its CA by NODE_EXTRA_CA_CERTS=<file>, or set NODE_USE_SYSTEM_CA=1 where the system knows it";

const reasonOf = (error: unknown, deadline: number): string => {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return `no answer within ${deadline / 1_000} s`;
  if (error instanceof AggregateError) return error.errors.map(one => reasonOf(one, deadline)).join("; ");
  const { message, name, code } = error as { message?: unknown; name?: unknown; code?: unknown };
  if (typeof message !== "string") return String(error);
  if (name === "TimeoutError") return `no answer within ${deadline / 1_000} s`;
  return message + (typeof code === "string" && UNTRUSTED.has(code) ? TRUST : "");
};

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );

/**
 * A transport over one pool of keep-alive connections.
 * @param deadline ms from sending a request to the last byte of its answer; default 60,000
 * @param env names the proxy, if there is one; default the process's
 */
export const undiciTransport = (deadline = 60_000, env: Environment = process.env): Transport => {
  const unconnected = new WeakSet<object>();
  const connect = connectorFor(env, error => void unconnected.add(error));
  const pool = new Agent({ connections: 16, keepAliveTimeout: 10_000, connect });
  return async ({ method, url, headers, body }) => {
    routeTo(url, env);
    let head: { status: number; headers: Record<string, string | undefined> } | undefined;
    try {
      const { origin, pathname, search } = new URL(url);
      const answer = await pool.request({
        origin,
        path: `${pathname}${search}`,
        method,
        headers,
        body: body ?? null,
        signal: AbortSignal.timeout(deadline),
      });
      head = { status: answer.statusCode, headers: flat(answer.headers) };
      return { kind: "reply", ...head, body: await answer.body.text() };
    } catch (error) {
      const reason = reasonOf(error, deadline);
      return head === undefined
        ? { kind: "lost", sent: !unconnected.has(error as object), reason, cause: error }
        : { kind: "cut-short", ...head, reason };
    }
  };
};
