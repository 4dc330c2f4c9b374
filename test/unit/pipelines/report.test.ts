import { Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { block, code, fitted } from "../../../examples/gitops/pipeline/markdown.ts";
import { readPreview } from "../../../examples/gitops/pipeline/preview.ts";
import { isClean, reportOf } from "../../../examples/gitops/pipeline/report.ts";

/* Events in the form in which `pulumi preview --json` streams them. */

const SIDES = { before: "before", after: "after" };
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};
const END = { summaryEvent: { isPreview: true } };
const urn = (type: string, name: string): string =>
  `urn:pulumi:production::domains::pulumi-nodejs:dynamic/wix:${type}::${name}`;
const step = (op: string, type: string, name: string, before?: object, after?: object): object => ({
  resourcePreEvent: {
    metadata: {
      op,
      urn: urn(type, name),
      old: before && { inputs: before },
      new: after && { inputs: after },
    },
  },
});
const mail = { "MX example.com": { values: ["10 mx1.example.net"] } };
const spf = { "TXT example.com": { values: ["v=spf1 mx -all"] } };
const records = (sets: unknown): object => ({ domainName: "example.com", records: sets, __wix: "{}" });

const previewOf = (...events: readonly object[]) =>
  readPreview(Readable.from(events.map(event => `${JSON.stringify(event)}\n`)));
const told = async (...events: readonly object[]): Promise<string> =>
  reportOf(await previewOf(...events, END), SIDES);

describe("a report", () => {
  test("alarms where mail goes away or changes, not where it is new or moves to another resource", async () => {
    const gone = await told(step("delete", "DnsZoneRecords", "mail", records({ ...mail, ...spf })));
    expect(gone).toMatch(
      /\*\*Mail\.\*\*.*\n> - \*\*no longer declared\*\*: `MX example\.com`\n> - .*`TXT example\.com`/,
    );
    expect(await told(step("create", "DnsZoneRecords", "mail", undefined, records(mail)))).not.toContain(
      "CAUTION",
    );
    const moved = await told(
      step("update", "DnsZoneRecords", "old", records({ ...mail, ...spf }), records(spf)),
      step("update", "DnsZoneRecords", "new", records({}), records(mail)),
    );
    expect(moved).not.toContain("CAUTION");
  });

  test("says of sets that are secret or only known later that they change, and nothing else", async () => {
    for (const sets of [SECRET, "04da6b54-80e4-46f7-96ec-b56ff0331ba9", [{ type: "MX" }]]) {
      const text = await told(step("update", "DnsZoneRecords", "mail", records(mail), records(sets)));
      expect(text).toContain("secret, or only known later, and not shown");
      expect(text).not.toMatch(/CAUTION|mx1/);
    }
  });

  test("shows what costs money, what is cancelled, and what is disconnected", async () => {
    const text = await told(
      step("create", "Package", "plan", undefined, { products: [] }),
      step("delete", "Package", "old", { onDestroy: "cancel" }),
      step("delete", "Package", "kept", { onDestroy: "keep" }),
      step("delete", "ConnectedDomain", "shop", { domain: "shop.example" }),
    );
    expect(text).toContain("**Costs money**: Package `plan`");
    expect(text).toContain("**Cancelled for good**: Package `old`\n");
    expect(text).toContain("**Disconnects**, and a zone may be lost: ConnectedDomain `shop`");
  });

  test("says which policies refuse a change, and of which resource", async () => {
    const policy = (enforcementLevel: string, policyName: string): object => ({
      policyEvent: {
        resourceUrn: urn("DnsZoneRecords", "mail"),
        message: "<{%fg 1%}>MX must stay<{%reset%}>",
        policyName,
        enforcementLevel,
      },
    });
    const text = await told(policy("mandatory", "mail-stays"), policy("advisory", "short-ttl"));
    expect(text).toMatch(/\*\*Refused\.\*\*[^]*DnsZoneRecords mail: policy mail-stays: MX must stay\n/);
    expect(text).toMatch(/A policy warns:[^]*policy short-ttl/);
  });

  test("shows nothing of debug lines, which hold secrets", async () => {
    const debug = { diagnosticEvent: { severity: "debug", message: "Bakery x: RPC finished: 4711" } };
    expect(await told(debug)).toBe("No resource changes.");
  });

  test("is not clean where the preview broke off, a resource says something, or an error came", async () => {
    expect(isClean(await previewOf(END))).toBe(true);
    expect(isClean(await previewOf())).toBe(false);
    expect(reportOf(await previewOf(), SIDES)).toContain("did not come to its end");
    const says = (severity: string): object => ({
      diagnosticEvent: { severity, message: "RegisteredDomain x: x.com expires in 3 days" },
    });
    expect(isClean(await previewOf(says("info"), END))).toBe(false);
    expect(isClean(await previewOf(says("error"), END))).toBe(false);
  });
});

describe("Markdown", () => {
  test("keeps code in its cell and its fence, whatever it holds", () => {
    expect(code("a|b")).toBe("`a\\|b`");
    expect(code("a`b")).toBe("``a`b``");
    expect(code("`a\nb")).toBe("`` `a b ``");
    expect(block("```\n@all")).toBe("````text\n```\n@all\n````");
  });

  test("is cut after a whole line, with its fence closed and a note", () => {
    const long = `begin\n${block(Array.from({ length: 9_000 }, (_, line) => `line ${line}`).join("\n"))}\nend`;
    const cut = fitted(long);
    expect(cut.length).toBeLessThan(65_536);
    expect(cut).toMatch(/\nline \d+\n```\n\n\*\*Cut here: \d+ more lines are in the job's log\.\*\*$/);
    expect(fitted("short")).toBe("short");
  });
});
