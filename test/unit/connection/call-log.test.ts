import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { loggingCalls } from "../../../provider/src/connection/call-log";
import type { Reply, Transport } from "../../../provider/src/wix/transport";

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-wix-calls-"));
  said = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const around = {
  clock: { now: () => 0, sleep: () => Promise.resolve() },
  say: (line: string) => void said.push(line),
};
const replies: Reply[] = [
  { kind: "reply", status: 200, headers: {}, body: "the body" },
  { kind: "lost", sent: true, reason: "gone", cause: undefined },
];
const exchange = {
  method: "POST" as const,
  url: "https://www.wixapis.com/v1/things?email=a@b.example",
  headers: { authorization: "the key" },
  body: "the request",
};
const transport = (): Transport => {
  const left = [...replies];
  return () => Promise.resolve(left.shift()!);
};

test("a line is written for each request, without anything that may be secret", async () => {
  const file = join(folder, "calls");
  const logged = loggingCalls(transport(), file, around);
  expect([await logged(exchange), await logged(exchange)]).toEqual(replies);
  expect(readFileSync(file, "utf8")).toBe(
    "1970-01-01T00:00:00.000Z POST /v1/things 200\n1970-01-01T00:00:00.000Z POST /v1/things lost\n",
  );
});

test("where lines cannot be written, that is said once, and requests go on", async () => {
  const logged = loggingCalls(transport(), folder, around);
  expect([await logged(exchange), await logged(exchange)]).toEqual(replies);
  expect(said).toEqual([expect.stringMatching(/^calls cannot be written to WIX_CALL_LOG: /)]);
});
