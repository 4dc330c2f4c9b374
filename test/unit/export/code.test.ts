import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import * as estree from "prettier/plugins/estree";
import * as typescript from "prettier/plugins/typescript";
import * as prettier from "prettier/standalone";
import * as ts from "typescript";
import { printResource, quoted, type Fields, type Value } from "../../../provider/src/cli/export/code";
import { propertyRuns } from "../../support/runs";

const text = fc.oneof(
  fc.string({ maxLength: 90 }),
  // Of characters that are two columns wide, those that every table of them has.
  fc.string({ unit: fc.constantFrom("a", " ", "ä", "花", "屋", "“"), maxLength: 40 }),
  fc.constantFrom(
    'a "quoted" text',
    "it's",
    `both " and '`,
    "back\\slash",
    "line\nbreak",
    "*/ evil",
    "${x}`",
  ),
);
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,30}$/);
const fields = (value: fc.Arbitrary<Value>): fc.Arbitrary<Fields> =>
  fc.dictionary(name, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
const { value } = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.boolean(),
    fc.nat(),
    fc.array(text, { minLength: 1, maxLength: 5 }),
    fc.array(fields(tie("value")), { minLength: 1, maxLength: 3 }),
    fields(tie("value")),
  ),
}));

/** What a text of TypeScript evaluates to. */
const evaluated = (code: string): unknown => runInNewContext(`(${code})`);

describe("what is printed", () => {
  test("is as Prettier would print it, and type-checks as the same value", async () =>
    fc.assert(
      fc.asyncProperty(
        name,
        text,
        fields(value),
        fc.boolean(),
        async (variable, resource, args, isProtected) => {
          const options = isProtected ? { protect: true } : undefined;
          const code = `${printResource(`the${variable}`, "DnsZoneRecords", resource, args, options)}\n`;
          expect(await prettier.format(code, { parser: "typescript", plugins: [typescript, estree] })).toBe(
            code,
          );
          const call = code.slice(code.indexOf("("), code.lastIndexOf(")") + 1);
          const list = `[${call.slice(1, -1)}]`;
          expect(evaluated(list)).toEqual([resource, args, ...(options ? [options] : [])]);
        },
      ),
      { numRuns: propertyRuns(60) },
    ));

  test("hides no character that would make code look like other code", () =>
    expect(quoted("a\u202eb\u2028c\u007f")).toBe(String.raw`"a\u202eb\u2028c\u007f"`));

  test("leaves no string open, whatever it holds", () =>
    fc.assert(
      fc.property(text, given => {
        const source = ts.createSourceFile("x.ts", quoted(given), ts.ScriptTarget.ES2022);
        expect(source.statements).toHaveLength(1);
        expect(evaluated(quoted(given))).toBe(given);
      }),
    ));
});
