import { describe, expect, test } from "@jest/globals";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { WixError } from "../../../provider/src/wix/errors";
import { BY_CODE, remediation } from "../../../provider/src/wix/remediation";
import { codesIn, sectionsOf, tablesIn } from "../../../scripts/documented";

const pages = join(__dirname, "../../../docs/wix");
const sections = globSync("*.md", { cwd: pages }).flatMap(page =>
  sectionsOf(basename(page), readFileSync(join(pages, page), "utf8")),
);
const codes = [...new Set(codesIn(sections).map(({ word }) => word))].sort();

const statuses = sections
  .filter(({ page, anchor }) => page === "README.md" && anchor === "#statuses-and-what-to-do")
  .flatMap(({ text }) =>
    tablesIn(text)
      .flat()
      .map(row => Number(row.HTTP)),
  );

const call = { what: "register example.com", requestId: "r-1" };

describe("a way out", () => {
  test("is looked for in pages that hold codes and statuses", () => {
    expect(codes.length).toBeGreaterThan(60);
    expect(codes).toEqual(expect.arrayContaining(["Invalid domain", "NOT_FOUND", "META_SITE_NOT_FOUND"]));
    expect(statuses).toEqual([400, 401, 403, 404, 409, 428, 429, 500, 501, 503, 504]);
  });

  test.each(codes)("of %s is told, in sentences that fit below Wix's own", code => {
    const { message } = new WixError(call, 400, code, "no");
    const [first, hint = "", ...rest] = message.split("\n");
    expect(first).toBe(`could not register example.com: Wix says ${code}, "no" (HTTP 400, request id r-1)`);
    expect(hint).toMatch(/^ {2}[A-Z].{30,260}[.]$/);
    expect(rest).toEqual([]);
    // It says what to do: something to look at, to write or to ask for.
    expect(hint).toMatch(
      /\b(Ask|ask|Check|Choose|Declare|declare|Give|Look|Register|Run|Use|Write|Take|give|take|put|Cancel|cancel|Assign|leave|finds|wait|owner)\b/,
    );
  });

  test("is kept of no code that the pages do not know", () => {
    expect(Object.keys(BY_CODE).filter(code => !codes.includes(code))).toEqual([]);
  });

  test.each(statuses)("of a refusal with %d and no code, or a new one, is told", status => {
    for (const code of [undefined, "SOMETHING_NEW"])
      expect(remediation(status, code, { text: "" })).toMatch(/^[A-Z].{20,}\.$/);
  });

  test.each([
    [404, "Controller mapped to POST /resellers/v9 was not found", /wix:baseUrl.*ask Wix/],
    [400, "subject is missing", /wix:apiKey.*wix:accountId/],
  ])("of a bare %d that says «%s» is told", (status, text, way) => {
    expect(new WixError(call, status, undefined, text).message).toMatch(way);
  });

  test("is not guessed where the answer is not proven to be Wix's", () => {
    for (const status of [400, 404, 409, 428, 501, 418])
      expect(remediation(status, undefined)).toBeUndefined();
    expect(remediation(403, undefined)).toMatch(/Check its permissions/);
    expect(remediation(502, undefined)).toMatch(/Run again in some minutes/);
  });
});
