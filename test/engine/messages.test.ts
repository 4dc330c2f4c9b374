import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import type { Mistake } from "../messages/mistake";
import { NAMES } from "../messages/names";
import { SUBJECTS } from "../messages/table";
import { tell } from "../messages/tell";
import { pluginFolder } from "../support/native-plugin";
import { accountId } from "../support/world";
import { makeStack, type Program, type Stack } from "../support/stack";

/* What docs/messages.md shows, as a real engine shows it. */

jest.setTimeout(240_000);

const mistakes = new Map(SUBJECTS.flatMap(({ mistakes: all }) => Object.entries(all)));

const mistake = (name: string): Mistake => {
  const found = mistakes.get(name);
  if (found === undefined) throw new Error(`there is no mistake ${name}`);
  return found;
};

const names = `const { ${Object.keys(NAMES).join(", ")} } = ${JSON.stringify(NAMES)};`;

const dynamic = (...statements: readonly string[]): Program => ({
  javascript: ['const wix = require("pulumi-wix");', names, ...statements].join("\n"),
});

const native = (...statements: readonly string[]): Program => ({
  javascript: [
    `const wix = require(${JSON.stringify(join(__dirname, "../../sdk/nodejs/bin/index.js"))});`,
    names,
    ...statements,
  ].join("\n"),
  plugin: pluginFolder,
});

/** `wix.getSite({ ... });` in its Output form, as an output of the stack. */
const asOutput = (lookup: string, index: number): string =>
  `exports.found${index} = ${lookup.replace(/wix\.(\w+)\(/, "wix.$1Output(")}`;

const lines = (text: string): string[] => text.split("\n").map(line => line.trim());

/** @param told as the table has it; of the other shell its own words */
const expectShown = (text: string, told: readonly string[]): void => {
  const shown = lines(text.split("Diagnostics:")[1] ?? "");
  for (const line of told.flatMap(lines)) expect(shown).toContain(line);
  expect(text).not.toMatch(/^\s+at .*:\d+|node_modules|<nil>|undefined/m);
};

const toldOf = async (...wanted: readonly string[]): Promise<string[]> =>
  (await Promise.all(wanted.map(name => tell(mistake(name))))).flat();

let simulator: Simulator;
let stacks: { dynamic: Stack; native: Stack };

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  const env = { WIX_BASE_URL: simulator.url, WIX_ACCOUNT_ID: accountId, WIX_API_KEY: "simulated-api-key" };
  stacks = {
    dynamic: await makeStack({ program: dynamic(), env }),
    native: await makeStack({ program: native(), env }),
  };
});
afterAll(async () => {
  await stacks.dynamic.dispose();
  await stacks.native.dispose();
  await simulator.close();
});

describe("in a terminal, of dynamic resources", () => {
  const run = async (
    program: Program,
    command: "preview" | "up" | "destroy" = "preview",
  ): Promise<string> => {
    await stacks.dynamic.replaceProgram(program);
    return (await stacks.dynamic[command]()).text;
  };

  test("a wrong argument, and wrong settings once, by their name and what was meant", async () => {
    await stacks.dynamic.configure({ "wix:acountId": accountId, "wix:apiKey": "simulated-api-key" });
    const more = 'new wix.DnsZoneRecords("fine", { domainName: "example.org", records: [mx] });';
    const text = await run(dynamic(more, mistake("argument-misspelt").program));
    expectShown(text, await toldOf("argument-misspelt", "key-misspelt", "key-plain"));
    const [, diagnostics = ""] = text.split("Diagnostics:");
    expect(diagnostics.match(/warning: /g)).toHaveLength(2);
    for (const key of ["wix:acountId", "wix:apiKey"])
      expect((await stacks.dynamic.pulumi("config", "rm", key)).code).toBe(0);
  });

  test.each(["too-many-to-show", "no-arguments", "import-dynamic", "zone-www", "no-records"])(
    "%s, at preview",
    async name => {
      expectShown(await run(dynamic(mistake(name).program)), await toldOf(name));
    },
  );

  test("a lookup that is waited for, without a stack", async () => {
    const program = dynamic(
      `module.exports = async () => ({ found: await ${mistake("package-id").program.slice(0, -1)} });`,
    );
    expectShown(await run(program), await toldOf("package-id"));
  });

  test("lookups as outputs, without a stack", async () => {
    const wanted = ["connected-none", "zone-none"];
    const program = dynamic(...wanted.map((name, index) => asOutput(mistake(name).program, index)));
    expectShown(await run(program), await toldOf(...wanted));
  });

  test("a zone that is not there, at an up", async () => {
    expectShown(
      await run(dynamic(mistake("zone-of-subdomain").program), "up"),
      await toldOf("zone-of-subdomain"),
    );
  });

  test("what a destroy keeps, as it keeps it", async () => {
    await run(dynamic(mistake("kept-records").before ?? ""), "up");
    expectShown(await run(dynamic(), "destroy"), await toldOf("kept-records"));
  });
});

describe("in a terminal, of the native plugin", () => {
  const preview = async (program: Program): Promise<string> => {
    await stacks.native.replaceProgram(program);
    return (await stacks.native.preview()).text;
  };

  test("an argument that is left out, by the class", async () => {
    const text = await preview(native(mistake("argument-misspelt").program));
    expectShown(text, ["error: DnsZoneRecords mail: the argument records is missing"]);
  });

  test("a wrong argument, by its own type", async () => {
    const told = await toldOf("word-misspelt");
    const text = await preview(native(mistake("word-misspelt").program));
    expectShown(
      text,
      told.map(line => line.replace("pulumi-nodejs:dynamic/wix:", "wix:index:")),
    );
  });

  test("lookups as outputs, without a stack", async () => {
    const program = asOutput(mistake("connected-none").program, 0);
    const [told = ""] = await toldOf("connected-none");
    const said = told.replace(
      "getConnectedDomain: ",
      "invocation of wix:index:getConnectedDomain returned an error: ",
    );
    expectShown(await preview(native(program)), [said]);
  });

  test("an import of what is not there", async () => {
    await stacks.native.replaceProgram(native());
    const { text } = await stacks.native.pulumi("import", "wix:index:Package", "plan", "crm-1", "--yes");
    const [told = ""] = await toldOf("import-no-id");
    expect(text).toContain(told.replace("error: ", ""));
  });
});
