/* Code of the guides, of the reference and of the provider's README, judged without running it. */
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { messagesIn } from "../../scripts/docs/reference/refusals.ts";
import { syntaxFaults, typeFaults } from "../support/code-check";
import { blocksIn, filledIn, pageBlocks, PAGES, schema } from "../support/pages";
import { yamlJudge } from "../support/yaml-check";

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");

/** Languages that are judged here or run elsewhere, and what may stand behind them; `text` is what is printed. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  ts: ["", "fragment", "native", "index.ts"],
  typescript: [""],
  python: [""],
  go: [""],
  yaml: ["", "Pulumi.yaml"],
  sh: ["", "account", "refused", "left-out"],
  json: [""],
  text: [""],
  http: [""],
  mermaid: [""],
};

const IMPORT = 'import * as wix from "pulumi-wix";\n';
const isJson = (text: string): boolean => {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
};

describe("code that users read", () => {
  test("is in a language that something judges, or runs", () => {
    const unknown = pageBlocks.filter(({ language, mark }) => !MARKS[language]?.includes(mark));
    expect(unknown.map(({ file, language, mark }) => `${file}: ${language} ${mark}`)).toEqual([]);
    for (const page of PAGES) {
      const fences = readFileSync(join(ROOT, page), "utf8").match(/^ *(?:```|~~~)/gm) ?? [];
      const blocks = pageBlocks.filter(({ file }) => file === page);
      expect([page, fences.length]).toEqual([page, 2 * blocks.length]);
    }
  });

  test("in TypeScript fits the types of the packages", async () => {
    const programs = blocksIn("ts", "typescript").map(
      ({ file, text }) =>
        [file, /from "(?:pulumi-wix|wix-simulator)/.test(text) ? text : IMPORT + text] as const,
    );
    expect(programs.length).toBeGreaterThan(60);
    // One is wrong on purpose: what finds it would find another.
    const wrong = `${IMPORT}new wix.DnsSettings("dnssec", { domainName: 17, dnssecEnabled: true });`;
    expect(await typeFaults([...programs, ["a wrong page", wrong]])).toEqual([
      expect.stringMatching(/^a wrong page: Type 'number'/),
    ]);
  });

  test.each(["go", "python", "sh"] as const)("in %s can be read by it", async language => {
    const texts = blocksIn(language).map(({ text }) => (language === "sh" ? filledIn(text) : text));
    expect(texts.length).toBeGreaterThan(5);
    expect(await syntaxFaults(language, texts)).toBe("");
    expect(await syntaxFaults(language, ["if ("])).not.toBe("");
  });

  test("in Python that does not fit the SDK is found", async () => {
    const wrong = [
      "wix.DnsZoneRecord('a')",
      "wix.DnsZoneRecords('a', domainName='example.com')",
      "wix.DnsZoneRecords('a', records=[{'type': wix.DnsRecordType.NS, 'hostname': '@'}])",
      "wix.get_site(nam='bakery')",
    ];
    const said = await syntaxFaults("python", [`import pulumi_wix as wix\n${wrong.join("\n")}`]);
    expect(said.trim().split("\n").sort()).toEqual([
      "DnsRecordType has no NS",
      "DnsZoneRecords takes no domainName",
      "DnsZoneRecords: nothing has a property hostname",
      "get_site takes no nam",
      "there is no DnsZoneRecord",
    ]);
  });

  test("in YAML fits the schema", () => {
    const faultsOf = yamlJudge(schema);
    const programs = blocksIn("yaml");
    expect(programs.length).toBeGreaterThan(22);
    expect(programs.flatMap(({ file, text }) => faultsOf(text).map(fault => `${file}: ${fault}`))).toEqual(
      [],
    );
  });

  test("in YAML that does not fit is found", () => {
    const records = "records: [{ type: NS, hostname: www, values: ['${later}'], ttl: soon }]";
    const wrong = [
      "resources:",
      `  a: { type: wix:DnsZoneRecords, properties: { domainName: "\${later}", ${records} } }`,
      "  b: { type: wix:DnsZoneRecord }",
      "variables:",
      "  c: { 'fn::invoke': { function: wix:getSite, arguments: { nam: bakery } } }",
      "  d: { 'fn::invoke': { function: wix:getZone } }",
    ];
    const faults = yamlJudge(schema)(wrong.join("\n")).join("\n");
    for (const said of [
      "wix:DnsZoneRecords/records/0/type must be equal to one of the allowed values",
      'wix:DnsZoneRecords/records/0 must NOT have additional properties {"additionalProperty":"hostname"}',
      "wix:DnsZoneRecords/records/0 must have required property 'hostName'",
      "wix:DnsZoneRecords/records/0/ttl must be integer",
      "there is no wix:DnsZoneRecord",
      'wix:getSite must NOT have additional properties {"additionalProperty":"nam"}',
      "there is no wix:getZone",
    ])
      expect(faults).toContain(said);
    expect(faults).not.toContain("later");
  });

  test("in JSON is JSON", () => {
    const texts = blocksIn("json");
    expect(texts.length).toBeGreaterThan(20);
    const wrong = texts.filter(({ text }) => !isJson(text)).map(({ file, text }) => `${file}: ${text}`);
    expect(wrong).toEqual([]);
  });
});

/** Whether a message has all that a heading says of it, in that order. */
const shows = (heading: string, message: string): boolean =>
  new RegExp(
    heading
      .split("…")
      .map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join("[^]*"),
  ).test(message);

test("the troubleshooting speaks of messages that the provider has", () => {
  const page = readFileSync(join(ROOT, "docs", "guides", "troubleshooting.md"), "utf8");
  const headings = [...page.matchAll(/^### `(.+)`$/gm)].map(([, heading = ""]) => heading);
  expect(headings.length).toBeGreaterThan(40);
  const sources = [...globSync("provider/src/**/*.ts", { cwd: ROOT }), "scripts/old-node.ts"];
  const messages = sources.flatMap(file => messagesIn(join(ROOT, file)));
  expect(headings.filter(heading => !messages.some(message => shows(heading, message)))).toEqual([]);
});
