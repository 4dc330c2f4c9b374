import { describe, expect, test } from "@jest/globals";
import { faultyCitations } from "../../../scripts/citations";

/** One page, with two headings. */
const anchorsOf = (page: string) => (page === "dns.md" ? new Set(["types", "ttl"]) : undefined);
const faultsIn = (text: string) =>
  faultyCitations(text, anchorsOf).map(({ line, text }) => `${line}: ${text}`);
/** Apart, so that this file cites none of what is wrong. */
const [SHEET, WIX] = ["sheet", "docs/wix"];

describe("citations of the contract with Wix", () => {
  test("of pages and headings that are there have no fault", () =>
    expect(
      faultsIn(
        ["/** See docs/wix/dns.md#types. */", "// docs/wix/dns.md#ttl: 60 s", "(docs/wix/dns.md)"].join("\n"),
      ),
    ).toEqual([]));

  test("name each page and heading that is not there, with its line", () =>
    expect(faultsIn(`/*\n * ${WIX}/mail.md, and\n * ${WIX}/dns.md#type.\n */\n// ${WIX}/dns.md#`)).toEqual([
      `2: ${WIX}/mail.md does not exist`,
      `3: ${WIX}/dns.md has no heading #type`,
      `5: ${WIX}/dns.md has no heading #`,
    ]));

  test.each([" ", "\n * ", "\n  // "])(
    "of a page that is not kept here are refused, with %j in between",
    gap =>
      expect(faultsIn(`docs/wix/dns.md#types\n(Fact${gap}${SHEET} dns.md)`)).toEqual([
        `2: cites a fact ${SHEET}: cite docs/wix/<page>.md#<heading>`,
      ]),
  );
});
