import { Agent, errors, request } from "undici";

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

/** Sends one request. Never throws: what went wrong is part of the answer. */
export type Transport = (exchange: Exchange) => Promise<Reply>;

const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
};

/** Connecting to several addresses at once fails with one error that holds the others. */
const neverSent = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.length > 0 && error.errors.every(neverSent)
    : NEVER_SENT.has(codeOf(error));

const reasonOf = (error: unknown, deadline: number): string => {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return `no answer within ${deadline / 1_000} s`;
  if (error instanceof AggregateError) return error.errors.map(one => reasonOf(one, deadline)).join("; ");
  if (error instanceof Error)
    return error.name === "TimeoutError" ? `no answer within ${deadline / 1_000} s` : error.message;
  return String(error);
};

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );

/**
 * A transport over one pool of keep-alive connections.
 * @param deadline ms from sending a request to the last byte of its answer; default 60,000
 */
export const undiciTransport = (deadline = 60_000): Transport => {
  const pool = new Agent({ connections: 16, keepAliveTimeout: 10_000, connect: { timeout: 15_000 } });
  return async ({ method, url, headers, body }) => {
    let head: { status: number; headers: Record<string, string | undefined> } | undefined;
    try {
      const answer = await request(url, {
        method,
        headers,
        body: body ?? null,
        dispatcher: pool,
        signal: AbortSignal.timeout(deadline),
      });
      head = { status: answer.statusCode, headers: flat(answer.headers) };
      return { kind: "reply", ...head, body: await answer.body.text() };
    } catch (error) {
      const reason = reasonOf(error, deadline);
      return head === undefined
        ? { kind: "lost", sent: !neverSent(error), reason, cause: error }
        : { kind: "cut-short", ...head, reason };
    }
  };
};
