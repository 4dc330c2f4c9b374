import { expect, jest, test } from "@jest/globals";
import { compiled, type Compiler } from "../support/compiled.ts";

jest.setTimeout(180_000);

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";
const mail = new wix.DnsZoneRecords("mail", {
  domainName: "example.com",
  records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }],
});
export const domain: pulumi.Output<string> = mail.domainName;
export const names: Promise<string[]> = wix.getSites({}).then(sites => sites.map(({ name }) => name));
`;
const WRONG = PROGRAM.replace('"example.com"', "17");

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

test("the newest TypeScript finds what is wrong with an argument", async () => {
  const { text } = await compiled(NEW, "commonjs", { module: "nodenext" }, WRONG);
  expect(text).toMatch(/index\.ts.*TS2322: Type 'number' is not assignable to type 'Input<string>'/);
});
