/* Code of the guides, of the reference and of the provider's README, judged without running it. */
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { parse } from "yaml";
import { examplesOf, type Example } from "../../scripts/docs/reference/examples.ts";
import { lookupExamples } from "../../scripts/docs/reference/lookup-examples.ts";
import { kebab } from "../../scripts/docs/reference/text.ts";
import { messagesIn } from "../../scripts/docs/reference/refusals.ts";
import type { PackageSpec } from "../../scripts/schema/spec.ts";
import { blocksOf } from "../support/blocks";
import { syntaxFaults, typeFaults } from "../support/code-check";

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, "../..");
const PROVIDER = join(ROOT, "provider");

const PAGES = [
  ...globSync("docs/{guides,reference}/*.md", { cwd: ROOT }),
  "docs/mail.md",
  "docs/migrating.md",
  "provider/README.md",
  "README.md",
];

interface Invoke {
  readonly function: string;
  readonly arguments: object;
}

const schema = JSON.parse(readFileSync(join(PROVIDER, "schema.json"), "utf8")) as PackageSpec;

const examples = (label: string, all: readonly Example[]) =>
  all.map(({ block }) => {
    const [, language = "", text = ""] = /^```(\w+)\n([^]*)```$/.exec(block) ?? [];
    return { file: `example of ${label}`, language, mark: "", text };
  });

/** Those of the site's reference. */
const ofResources = Object.entries(schema.resources).flatMap(([token, { description = "" }]) => {
  const name = token.split(":").at(-1) ?? "";
  const file = join(PROVIDER, "src", "resources", kebab(name), "index.ts");
  return examples(name, examplesOf(file, name, description));
});
const ofLookups = Object.entries(schema.functions).flatMap(([token, spec]) => {
  const name = token.split(":").at(-1) ?? "";
  return examples(name, lookupExamples(name, spec, schema));
});

const blocks = [
  ...PAGES.flatMap(file => blocksOf(file).map(block => ({ file, ...block }))),
  ...ofResources,
  ...ofLookups,
];
const of = (...languages: string[]) =>
  blocks.filter(({ language, mark }) => languages.includes(language) && mark !== "fragment");

const IMPORT = 'import * as wix from "pulumi-wix";\n';
/** What a reader fills in. */
const filledIn = (command: string): string => command.replace(/<(\w+)>/g, "$1");

describe("code that users read", () => {
  test("in TypeScript fits the types of the packages", async () => {
    const programs = of("ts", "typescript").map(
      ({ file, text }) => [file, text.includes(`from "pulumi-wix`) ? text : IMPORT + text] as const,
    );
    expect(programs.length).toBeGreaterThan(60);
    expect(await typeFaults(programs)).toEqual([]);
  });

  test("in TypeScript that does not fit is found", async () => {
    const wrong = `${IMPORT}new wix.DnsSettings("dnssec", { domainName: 17, dnssecEnabled: true });`;
    expect(await typeFaults([["a page", wrong]])).toEqual([expect.stringMatching(/^a page: Type 'number'/)]);
  });

  test.each(["go", "python", "sh"] as const)("in %s can be read by it", async language => {
    const texts = of(language).map(({ text }) => (language === "sh" ? filledIn(text) : text));
    expect(texts.length).toBeGreaterThan(5);
    expect(await syntaxFaults(language, texts)).toBe("");
    expect(await syntaxFaults(language, ["if ("])).not.toBe("");
  });

  test("in YAML names arguments that there are", () => {
    const resources = of("yaml").flatMap(({ text }) => {
      const program = parse(text) as { resources?: Record<string, { type: string; properties?: object }> };
      return Object.values(program.resources ?? {});
    });
    expect(resources.length).toBeGreaterThan(9);
    const unknown = resources.flatMap(({ type, properties = {} }) => {
      const known = schema.resources[type.replace(/^wix:(?=\w+$)/, "wix:index:")]?.inputProperties ?? {};
      return Object.keys(properties)
        .filter(name => !(name in known))
        .map(name => `${type}.${name}`);
    });
    expect(unknown).toEqual([]);
  });

  test("in YAML calls lookups by arguments that they take", () => {
    const calls = of("yaml").flatMap(({ text }) => {
      const program = parse(text) as { variables?: Record<string, { "fn::invoke": Invoke }> };
      return Object.values(program.variables ?? {}).map(one => one["fn::invoke"]);
    });
    expect(calls.length).toBeGreaterThan(13);
    const unknown = calls.flatMap(({ function: called, arguments: given }) => {
      const known = schema.functions[called.replace(/^wix:/, "wix:index:")]?.inputs.properties ?? {};
      return Object.keys(given).flatMap(name => (name in known ? [] : [`${called}.${name}`]));
    });
    expect(unknown).toEqual([]);
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
