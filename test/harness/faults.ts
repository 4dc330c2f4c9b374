/*
 * What may happen to a request on its way. Each kind says what the client sees; whether Wix did the work is told apart,
 * where both can be.
 */
import type { Reply } from "../../provider/src/wix/transport";

export const FAULT_KINDS = [
  "refused connection",
  "dropped",
  "truncated",
  "408",
  "429",
  "499",
  "500",
  "503",
  "520",
  "524",
  "403",
  "403 HTML",
  "200 HTML",
  "404 JSON of a proxy",
  "killed",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Whether Wix has done the work before the fault strikes; ignored where the kind says it. */
  readonly performed: boolean;
  /** The first request of the command that it strikes, from 0. */
  readonly at: number;
  /** How many requests in a row. */
  readonly times: number;
  /** Counts, and strikes, requests that may change something only. */
  readonly writesOnly: boolean;
}

const NEVER: ReadonlySet<FaultKind> = new Set([
  "refused connection",
  "429",
  "403",
  "403 HTML",
  "404 JSON of a proxy",
]);

export const isPerformed = ({ kind, performed }: Fault): boolean =>
  kind === "truncated" || (performed && !NEVER.has(kind));

const page = (status: number): Reply => ({
  kind: "reply",
  status,
  headers: { "content-type": "text/html" },
  body: `<html><head><title>${status}</title></head></html>`,
});

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply => ({
  kind: "reply",
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** @returns undefined where the command is killed and sees nothing any more */
export const replyOf = ({ kind }: Fault): Reply | undefined => {
  switch (kind) {
    case "refused connection":
      return { kind: "lost", sent: false, reason: "connect ECONNREFUSED", cause: undefined };
    case "dropped":
      return { kind: "lost", sent: true, reason: "other side closed", cause: undefined };
    case "truncated":
      return { kind: "cut-short", status: 200, headers: {}, reason: "other side closed" };
    case "429":
      return json(429, { message: "", details: {} }, { "retry-after": "1", "x-wix-request-id": "throttled" });
    case "500":
    case "503":
      return json(Number(kind), { message: "", details: {} }, { "x-wix-request-id": "troubled" });
    case "408":
    case "499":
    case "520":
    case "524":
      return page(Number(kind));
    case "403":
      return json(
        403,
        {
          message: "not permitted",
          details: { applicationError: { code: "DOMAINS_PERMISSION_DENIED", description: "not permitted" } },
        },
        { "x-wix-request-id": "refused" },
      );
    case "403 HTML":
      return page(403);
    case "200 HTML":
      return page(200);
    case "404 JSON of a proxy":
      return json(404, { message: "no Route matched with those values" });
    case "killed":
      return undefined;
  }
};
