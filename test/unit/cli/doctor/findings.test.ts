import { describe, expect, test } from "@jest/globals";
import { judgeClock } from "../../../../provider/src/cli/doctor/clock";
import { fail, linesOf, ok, warn } from "../../../../provider/src/cli/doctor/finding";
import {
  judgeEngine,
  judgeNode,
  judgePackages,
  judgePlugin,
} from "../../../../provider/src/cli/doctor/programs";
import { asJson, asText, isWell } from "../../../../provider/src/cli/doctor/report";
import { isWithin } from "../../../../provider/src/cli/doctor/versions";
import { judgeWay } from "../../../../provider/src/cli/doctor/way";

const RANGES = { version: "0.1.0", node: ">=22.19.0", sdk: "^3.216.0" };

test.each([
  ["22.19.0", ">=22.19.0", true],
  ["24.1.0", ">=22.19.0", true],
  ["22.9.0", ">=22.19.0", false],
  ["3.250.0-alpha.1", "^3.216.0", true],
  ["3.99.0", "^3.216.0", false],
  ["4.0.0", "^3.216.0", false],
])("%s within %s: %s", (version, range, expected) => {
  expect(isWithin(version, range)).toBe(expected);
});

describe("the clock", () => {
  const at = Date.parse("2026-03-01T12:00:00Z");
  const off = (ms: number) =>
    judgeClock({ date: new Date(at).toUTCString(), sentAt: at + ms, receivedAt: at + ms + 200 });

  test.each([
    [0, "ok", /agrees/],
    [59_000, "ok", /agrees/],
    [-59_000, "ok", /agrees/],
    [90_000, "warn", /ahead of/],
    [-90_000, "warn", /behind/],
    [7_200_000, "fail", /is 2h ahead of Wix's/],
    [-7_200_000, "fail", /is 2h behind Wix's/],
  ])("%d ms off", (ms, mark, text) => {
    expect(off(ms)).toMatchObject({ mark, text: expect.stringMatching(text) });
  });

  test("is not judged by a slow answer", () => {
    const slow = { date: new Date(at).toUTCString(), sentAt: at - 15_000, receivedAt: at + 70_000 };
    expect(judgeClock({ ...slow, receivedAt: at + 500 }).mark).toBe("ok");
    expect(judgeClock(slow).mark).toBe("ok");
  });

  test.each([undefined, "yesterday"])("is not judged by the date %s", date => {
    expect(judgeClock({ date, sentAt: at, receivedAt: at }).mark).toBe("warn");
  });
});

describe("programs", () => {
  const missing = { trouble: "spawn pulumi ENOENT", isMissing: true };
  test.each([
    [judgeNode({ stdout: "v24.1.0\n" }, RANGES), "ok"],
    [judgeNode({ stdout: "v22.9.0\n" }, RANGES), "fail"],
    [judgeNode(missing, RANGES), "fail"],
    [judgeEngine({ stdout: "v3.250.0\n" }, RANGES), "ok"],
    [judgeEngine({ stdout: "v3.100.0\n" }, RANGES), "fail"],
    [judgeEngine(missing, RANGES), "fail"],
    [judgeEngine({ trouble: "killed", isMissing: false }, RANGES), "fail"],
    [judgePlugin({ stdout: "" }, 9), "ok"],
    [judgePlugin({ trouble: "Cannot find module 'tldts'", isMissing: false }, 9), "fail"],
  ])("%j", (finding, mark) => {
    expect(finding.mark).toBe(mark);
    expect("wayOut" in finding).toBe(mark === "fail");
  });

  const sdk = { version: "3.250.0", folder: "/p/node_modules/@pulumi/pulumi" };
  const wix = { version: "0.1.0", folder: "/p/node_modules/pulumi-wix" };
  const loaded = { folder: "/p", sdk, wix, sdkOfWix: sdk };
  test.each([
    ["as it should be", loaded, ["ok", "ok"]],
    [
      "nothing installed",
      { ...loaded, sdk: undefined, wix: undefined, sdkOfWix: undefined },
      ["fail", "fail"],
    ],
    ["another version than this", { ...loaded, wix: { ...wix, version: "0.2.0" } }, ["warn", "ok"]],
    ["an SDK that is too old", { ...loaded, sdk: { ...sdk, version: "3.100.0" } }, ["ok", "fail"]],
    ["two SDKs", { ...loaded, sdkOfWix: { ...sdk, folder: "/elsewhere" } }, ["ok", "ok", "warn"]],
  ])("packages: %s", (_, packages, expected) => {
    expect(judgePackages(packages, RANGES).map(({ mark }) => mark)).toEqual(expected);
  });
});

describe("the way to Wix", () => {
  const WIX = "https://www.wixapis.com";
  test.each([
    [{}, "ok", /none is set; www\.wixapis\.com is called directly/],
    [{ HTTPS_PROXY: "http://me:hunter2@proxy:3128" }, "ok", /through http:\/\/proxy:3128 \(HTTPS_PROXY\)/],
    [{ HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "wixapis.com" }, "ok", /by "wixapis\.com" of NO_PROXY/],
    [{ HTTPS_PROXY: "socks5://proxy" }, "fail", /HTTPS_PROXY is no address of an HTTP proxy/],
  ])("%j", (env, mark, text) => {
    const finding = judgeWay(WIX, env);
    expect(finding).toMatchObject({ mark, text: expect.stringMatching(text) });
    expect(JSON.stringify(finding)).not.toContain("hunter2");
  });
});

describe("the report", () => {
  const findings = [
    ok("key", "Wix accepts it"),
    warn("clock", "is off"),
    fail("scope dns", "refused", "Ask."),
  ];

  test("is a line a finding, the way out below, and a closing line", () => {
    expect(asText(findings, false)).toBe(
      [
        "ok    key        Wix accepts it",
        "warn  clock      is off",
        "fail  scope dns  refused",
        "                 -> Ask.",
        "",
        "1 failure, 1 warning",
        "",
      ].join("\n"),
    );
  });

  test("has colours where they are asked for", () => {
    expect(asText(findings, true)).toContain("\u001b[31mfail\u001b[39m");
    expect(asText(findings, false)).not.toContain("\u001b");
  });

  test("is read by machines", () => {
    expect(JSON.parse(asJson(findings))).toEqual({ ok: false, findings });
    expect(isWell(findings)).toBe(false);
    expect(isWell(findings.slice(0, 2))).toBe(true);
  });

  test("tells what happened from the way out", () => {
    expect(linesOf(new Error("refused\n  Do this.\n  Then that."))).toEqual({
      text: "refused",
      wayOut: "Do this. Then that.",
    });
    expect(linesOf("odd")).toEqual({ text: "odd", wayOut: undefined });
  });
});
