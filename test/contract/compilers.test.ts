import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { compiled, type Compiler } from "../support/compiled.ts";

jest.setTimeout(180_000);

/** Holds by `@ts-expect-error` what has to be refused, too: a directive without an error is one. */
const PROGRAM = readFileSync(join(__dirname, "programs", "typed.ts"), "utf8");
const WRONG = `
import * as wix from "pulumi-wix";
new wix.DnsSettings("a", { domainName: 17, dnssecEnabled: true });
new wix.DnsSettings("b", { domainName: "example.com", dnssecEnabled: true }, { import: "example.com" });
export const billingInfo: wix.ProductArgs["billingInfo"] = { type: "RECURRING" };
export const plan = wix.getPackage({ accountId: "00000000-0000-4000-8000-000000000001" });
`;

/** The template of older Pulumi projects. */
const OLD: Compiler = { typescript: "5.0.4", nodeTypes: "18.19.130" };
const NEW: Compiler = { typescript: "7.0.2", nodeTypes: "24.19.2" };

test.each([
  ["5.0, CommonJS", OLD, "commonjs", { target: "es2020", module: "commonjs", moduleResolution: "node" }],
  ["5.0, ES modules", OLD, "module", { target: "es2020", module: "node16", moduleResolution: "node16" }],
  ["7.0, CommonJS", NEW, "commonjs", { module: "nodenext" }],
  ["7.0, ES modules", NEW, "module", { module: "nodenext" }],
] as const)(
  "TypeScript %s compiles a program, checking all declarations",
  async (_, compiler, kind, options) => {
    expect(await compiled(compiler, kind, options, PROGRAM)).toMatchObject({ code: 0, text: "" });
  },
);

test("the newest TypeScript says what is wrong with an argument", async () => {
  const { text } = await compiled(NEW, "commonjs", { module: "nodenext" }, WRONG);
  expect(text).toMatch(/\(3,.*TS2322: Type 'number' is not assignable to type 'Input<string>'/);
  expect(text).toMatch(/\(4,.*'import' does not exist in type 'DynamicResourceOptions'/);
  expect(text).toMatch(/\(5,[^]*'cycleDuration' is missing .* but required in type 'RecurringBillingArgs'/);
  expect(text).toMatch(/\(6,[^]*'packageId' is missing .* but required in type 'PackageById'/);
});
