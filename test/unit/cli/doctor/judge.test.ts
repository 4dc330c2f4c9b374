import { describe, expect, test } from "@jest/globals";
import type { Outcome } from "../../../../provider/src/cli/doctor/ask";
import { FAMILIES, type Family } from "../../../../provider/src/cli/doctor/families";
import { judgeBaseUrl, judgeCaller, judgeScopes } from "../../../../provider/src/cli/doctor/judge";
import { TransportError, WixError } from "../../../../provider/src/wix/errors";

const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const WIX = "https://www.wixapis.com";

const refused = (status: number, code?: string): Outcome => ({
  kind: "failed",
  error: new WixError({ what: "query sites", requestId: "r-1" }, status, code, "no"),
});
const troubled = (reason: string, transient: boolean): Outcome => ({
  kind: "failed",
  error: new TransportError({ what: "query sites", requestId: undefined }, reason, { transient }),
});
const allowed: Outcome = { kind: "allowed" };

const all = (outcome: Outcome, others: Partial<Record<Family, Outcome>> = {}) =>
  new Map(FAMILIES.map(family => [family, others[family] ?? outcome]));

const marks = (findings: readonly { check: string; mark: string }[]) =>
  Object.fromEntries(findings.map(({ check, mark }) => [check, mark]));

describe("key and account", () => {
  test("one answer vouches for both", () => {
    const findings = judgeCaller(ACCOUNT, all(refused(403, "PERMISSION_DENIED"), { dns: allowed }));
    expect(marks(findings)).toEqual({ key: "ok", account: "ok" });
  });

  test.each([
    ["401", refused(401, "UNAUTHENTICATED")],
    ["401 without a code", refused(401)],
    ["a 404 that speaks of the caller", refused(404, "USER_ID_NOT_FOUND")],
  ])("%s is the key's fault, and says nothing of account or scopes", (_, outcome) => {
    expect(marks(judgeCaller(ACCOUNT, all(outcome)))).toEqual({ key: "fail" });
    expect(judgeScopes(all(outcome), ["dns"])).toEqual([]);
  });

  test.each(["TARGET_ACCOUNT_NOT_FOUND", "ACCOUNT_NOT_FOUND", "DOMAINS_GUID_NOT_FOUND"])(
    "%s is the account's fault, whatever the others say",
    code => {
      const outcomes = all(refused(403, "PERMISSION_DENIED"), { packages: refused(404, code) });
      expect(marks(judgeCaller(ACCOUNT, outcomes))).toEqual({ key: "ok", account: "fail" });
      expect(judgeScopes(outcomes, ["dns"])).toEqual([]);
    },
  );

  test("a key that may do nothing is told by the account, and by each scope", () => {
    const outcomes = all(refused(403, "PERMISSION_DENIED"));
    expect(marks(judgeCaller(ACCOUNT, outcomes))).toEqual({ key: "ok", account: "fail" });
    expect(judgeScopes(outcomes, [])).toHaveLength(FAMILIES.length);
  });

  test("nothing is said of either where Wix did not answer", () => {
    const outcomes = new Map([["sites", troubled("no answer", true)]] as const);
    expect(judgeCaller(ACCOUNT, outcomes)).toEqual([]);
    expect(judgeScopes(outcomes, ["sites"])).toEqual([]);
  });
});

describe("a scope", () => {
  const scope = (outcome: Outcome, needed: Family[] = []) =>
    judgeScopes(all(allowed, { dns: outcome }), needed).find(({ check }) => check === "scope dns");

  test("that is refused names the permission, and fails only where it is needed", () => {
    const outcome = refused(403, "DOMAINS_PERMISSION_DENIED");
    expect(scope(outcome)).toMatchObject({
      mark: "warn",
      text: expect.stringMatching(/^refused; no matter without DnsZoneRecords, DnsSettings: /),
      wayOut: expect.stringMatching(/Give the key "Manage Domains" \(DOMAINS\.READ_DNS_ZONES, /),
    });
    expect(scope(outcome, ["dns"])).toMatchObject({ mark: "fail" });
    expect(scope(outcome, ["packages"])).toMatchObject({ mark: "warn" });
  });

  test.each([
    ["a domain of somebody else", refused(403, "DOMAIN_NOT_PERMITTED")],
    ["something that is not there", refused(404, "NOT_FOUND")],
    ["a fault of the service", troubled("Wix answered HTTP 503", true)],
  ])("could not be told by %s, and does not fail for it", (_, outcome) => {
    expect(scope(outcome, ["dns"])).toMatchObject({
      mark: "warn",
      text: expect.stringMatching(/^could not be told/),
    });
  });
});

describe("the base URL", () => {
  test("is Wix's by its request id, a refusal included", () => {
    expect(judgeBaseUrl(WIX, all(refused(403)), true).mark).toBe("ok");
  });

  test("is doubtful without request ids", () => {
    expect(judgeBaseUrl(WIX, all(allowed), false).mark).toBe("warn");
  });

  test("fails by what came in place of an answer", () => {
    const page =
      "wix.test answered HTTP 403 in a form that is not Wix's. Check wix:baseUrl or WIX_BASE_URL, and proxies.";
    expect(judgeBaseUrl(WIX, new Map([["sites", troubled(page, false)]]), false)).toEqual({
      check: "base URL",
      mark: "fail",
      text: "could not query sites: wix.test answered HTTP 403 in a form that is not Wix's.",
      wayOut: "Check wix:baseUrl (WIX_BASE_URL), and what stands between here and it.",
    });
    const gone = new Map([["sites", troubled("connect ECONNREFUSED", true)]] as const);
    expect(judgeBaseUrl(WIX, gone, false).wayOut).toMatch(/firewalls and the proxy/);
  });
});
