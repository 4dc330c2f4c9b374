import { readFileSync } from "node:fs";
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

const HEAD = `name: test
runtime: yaml
plugins: { providers: [{ name: wix, path: node_modules/pulumi-resource-wix }] }
`;

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
let stacks: Record<"dynamic" | "native" | "yaml" | "python", Stack>;

/** Of a machine that has no language host yet. */
const HALF_AN_HOUR = 1_800_000;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  const env = { WIX_BASE_URL: simulator.url, WIX_ACCOUNT_ID: accountId, WIX_API_KEY: "simulated-api-key" };
  stacks = {
    dynamic: await makeStack({ program: dynamic(), env }),
    native: await makeStack({ program: native(), env }),
    yaml: await makeStack({ program: { yaml: HEAD }, env }),
    python: await makeStack({ program: { python: "" }, env }),
  };
}, HALF_AN_HOUR);
afterAll(async () => {
  for (const stack of Object.values(stacks)) await stack.dispose();
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

  test("a lookup that an argument waits for, without a stack", async () => {
    const program = `
      const { domain } = wix.getConnectedDomainOutput({ domain: "not-there.example" });
      new wix.DnsZoneRecords("mail", { domainName: domain, records: [] });`;
    const text = await preview(native(program));
    expect(text).toMatch(
      /error serializing property "domainName": invocation of wix:index:getConnectedDomain returned an error: .*not-there\.example/,
    );
    expectShown(text, []);
  });

  test("an import of what is not there", async () => {
    await stacks.native.replaceProgram(native());
    const { text } = await stacks.native.pulumi("import", "wix:index:Package", "plan", "crm-1", "--yes");
    const [told = ""] = await toldOf("import-no-id");
    expect(text).toContain(told.replace("error: ", ""));
  });
});

/* What stands around a message is Pulumi's. */
describe("in a terminal, of", () => {
  const page = readFileSync(join(__dirname, "../../docs/messages.md"), "utf8");
  /** @param around as the page has it; `…` stands for anything */
  const expectAround = (text: string | undefined, around: string): void => {
    expect(page).toContain(around);
    expect(text).toMatch(new RegExp(around.split("…").map(literally).join(".*")));
  };
  const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

  /** What the preview of each is told, which fails. */
  const told = async (stack: Stack, programs: readonly Program[]): Promise<string[]> => {
    const texts: string[] = [];
    for (const program of programs) {
      await stack.replaceProgram(program);
      const { code, text } = await stack.preview();
      expect({ code, text }).not.toMatchObject({ code: 0 });
      expect(text).not.toMatch(/<nil>|undefined|\.js:\d+/);
      texts.push(text.split("Diagnostics:")[1] ?? "");
    }
    return texts;
  };

  test("YAML: an argument, a lookup and a zone that cannot be one", async () => {
    const site = 'variables: { site: { "fn::invoke": { function: "wix:getSite", arguments: {} } } }';
    const records = (args: string): string =>
      `${HEAD}resources: { mail: { type: "wix:DnsZoneRecords", properties: { ${args} } } }`;
    const [argument, lookup, zone] = await told(stacks.yaml, [
      { yaml: records("domainName: example.com, record: []") },
      { yaml: `${HEAD}${site}\noutputs: { site: "\${site}" }` },
      { yaml: records("domainName: www.example.com, records: []") },
    ]);
    expectAround(argument, "records: Missing required property 'records'");
    expectAround(
      lookup,
      "rpc error: code = Unknown desc = invocation of wix:index:getSite returned an error:",
    );
    expectAround(lookup, "Error registering variable [site]: no diagnostics");
    expect(lookup).toContain("  siteId: is missing; write siteId or name\n");
    const problem = "error: wix:index:DnsZoneRecords resource 'mail' has a problem: ";
    expect(zone).toContain(
      `${problem}domainName: "www.example.com" is a host name in the zone "example.com"`,
    );
    expect(zone).toContain(`${problem}records: is empty; declare a record set, or leave the resource out`);
  });

  test("Python: an argument, a lookup and a word", async () => {
    const program = (call: string): Program => ({ python: `import pulumi_wix as wix\n${call}` });
    const [argument, lookup, word] = await told(stacks.python, [
      program('wix.DnsZoneRecords("mail", domain_name="example.com", record=[])'),
      program('wix.get_site(name="Bakery in town")'),
      program('wix.DnsZoneRecords("mail", domain_name="example.com", records=[], on_destroy="restor")'),
    ]);
    expectAround(argument, "TypeError: … got an unexpected keyword argument 'record'");
    expectAround(lookup, "Exception: invoke of wix:index:getSite failed: …");
    // The last that one reads is what counts.
    const [last] = lookup?.trim().split("\n\n") ?? [];
    expect(last).toMatch(/: The account has no site "Bakery in town"\. .* letter for letter\.$/);
    expect(word).toContain(
      'problem: onDestroy: is "restor": allowed: "restore", "delete", "keep"; did you mean',
    );
  });
});
