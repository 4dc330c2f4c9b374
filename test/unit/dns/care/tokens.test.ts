import { describe, expect, test } from "@jest/globals";
import type { CorpusSet } from "./corpus";
import { foundIn } from "./judged";

const set =
  (type: string) =>
  (hostName: string, ...values: string[]): CorpusSet => ({ type, hostName, values });
const [txt, cname] = [set("TXT"), set("CNAME")];
const KEEP = txt("keep", "x=1");

describe("a text that proves to a service that the domain is yours", () => {
  test.each([
    ["MS=ms12345", "MS"],
    ["ms=MS12345", "ms"],
    ["ZOOM_verify_abc", "ZOOM"],
    ["apple-domain=abc", "apple-domain"],
    ["docusign=1b0a6754", "docusign"],
    ["brevo-code:abc", "brevo-code"],
    ["protonmail-verification=abc", "protonmail-verification"],
    ["zoho-verification=zb1", "zoho-verification"],
    ["amazonses:abc", "amazonses"],
    ["google-site-verification=abc", "google-site-verification"],
    ["Atlassian-Domain-Verification=abc", "atlassian-domain-verification"],
    ["_globalsign-domain-verification=abc", "_globalsign-domain-verification"],
    ["verification=abc", "verification"],
    ["adobe-idp-site-verification = abc", "adobe-idp-site-verification"],
    ["domain.validation.example: abc", "domain.validation.example"],
    ["domain.validation-2=abc", "domain.validation-2"],
  ])("is missed by that service: %s", (text, service) => {
    const found = foundIn([txt("@", text), KEEP], [KEEP]);
    expect(found.map(({ what }) => what)).toEqual([
      `the proof that example.com is yours goes for ${service}`,
    ]);
  });

  test.each([
    "note MS=ms12345",
    "MS=ms",
    "MS=msx",
    "ZOOM_abc",
    "apple-domain",
    "docusigned=abc",
    "note google-site-verification=abc",
    "google-site-verification",
    "veri-fication=abc",
  ])("is not %s", text => {
    expect(foundIn([txt("@", text), KEEP], [KEEP])).toEqual([]);
  });

  test.each([
    ["_github-challenge-bakery", "example.com"],
    ["_vercel.www", "www.example.com"],
    ["asuid", "example.com"],
    ["asuid.www", "www.example.com"],
  ])("may have a name of its own: %s", (hostName, owner) => {
    const [found] = foundIn([txt(hostName, "x"), KEEP], [KEEP]);
    expect(found?.what).toContain(`the proof that ${owner} is yours goes`);
  });

  test("has not a name that only ends like one", () => {
    expect(foundIn([txt("my_vercel.www", "x"), KEEP], [KEEP])).toEqual([]);
  });

  test.each(["verify.bing.com.example.net", "xdv.googlehosted.com"])("is not behind %s", target => {
    expect(foundIn([cname("abc", target), KEEP], [KEEP])).toEqual([]);
  });
});
