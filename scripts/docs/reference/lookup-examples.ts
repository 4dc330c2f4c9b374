/* A call of each lookup in each language, as Pulumi's generators name functions and arguments. */
import type { FunctionSpec, PackageSpec } from "../../schema/spec.ts";
import type { Example } from "./examples.ts";

type Value = string | readonly string[];
type Given = Readonly<Record<string, Value>>;

/** What each is asked for: the shortest that it can be asked for with sense. */
const ASKED: Readonly<Record<string, Given>> = {
  checkDomainAvailability: { domain: "example.com" },
  getConnectedDomain: { domain: "example.com" },
  getDnsZone: { domainName: "example.com" },
  getPackage: { externalId: "crm-4711-plan" },
  getRegisteredDomain: { domain: "example.com" },
  getSetupInfo: { domain: "example.com" },
  getSite: { name: "bakery" },
  getSites: { name: "bakery" },
  listConnectedDomains: {},
  listDomainAssignments: { siteIds: ["20000000-0000-4000-8000-000000000001"] },
  listPackages: { siteId: "20000000-0000-4000-8000-000000000001" },
  listRegisteredDomains: {},
  previewDnsZone: { domainName: "example.com" },
  suggestDomains: { query: "example cakes", tlds: ["com", "net"] },
};

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const snake = (name: string): string => name.replace(/([A-Z])/g, "_$1").toLowerCase();

/** `GetPackage` reads a resource there, so that the lookup has another name. */
const inGo = (name: string, { resources }: PackageSpec): string =>
  name.startsWith("get") && `wix:index:${name.slice(3)}` in resources
    ? `Lookup${name.slice(3)}`
    : capitalized(name);

const goValue = (value: Value, isRequired: boolean): string => {
  if (typeof value !== "string") return `[]string{${value.map(one => JSON.stringify(one)).join(", ")}}`;
  return isRequired ? JSON.stringify(value) : `pulumi.StringRef(${JSON.stringify(value)})`;
};

const objectOf = (given: Given): string => {
  const fields = Object.entries(given).map(([name, value]) => `${name}: ${literal(value)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
};
const literal = (value: Value): string =>
  typeof value === "string" ? JSON.stringify(value) : `[${value.map(one => JSON.stringify(one)).join(", ")}]`;

const go = (name: string, given: Given, { inputs }: FunctionSpec, schema: PackageSpec): string => {
  const called = inGo(name, schema);
  const longest = Math.max(...Object.keys(given).map(({ length }) => length));
  const fields = Object.entries(given).map(([field, value]) => {
    const told = goValue(value, inputs.required?.includes(field) ?? false);
    return `\t\t\t${`${capitalized(field)}:`.padEnd(longest + 1)} ${told},\n`;
  });
  const args = fields.length === 0 ? "{}" : `{\n${fields.join("")}\t\t}`;
  return `package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pulumi-wix.invalid/sdk/go/wix"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		found, err := wix.${called}(ctx, &wix.${called}Args${args})
		if err != nil {
			return err
		}
		ctx.Export("found", pulumi.Any(found))
		return nil
	})
}
`;
};

const block = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\``;

const inTypeScript = (from: string, name: string, given: Given): string =>
  block("ts", `import * as wix from "${from}";\n\nexport const found = wix.${name}(${objectOf(given)});\n`);

/** @throws Error for a lookup that nothing says how to ask */
export const lookupExamples = (name: string, spec: FunctionSpec, schema: PackageSpec): Example[] => {
  const given = ASKED[name];
  if (given === undefined) throw new Error(`${name} has no example`);
  const words = Object.entries(given).map(([field, value]) => `${snake(field)}=${literal(value)}`);
  return [
    { label: "TypeScript", block: inTypeScript("pulumi-wix", name, given) },
    { label: "TypeScript, native", block: inTypeScript("pulumi-wix-native", name, given) },
    {
      label: "Python",
      block: block(
        "python",
        `import pulumi\nimport pulumi_wix as wix\n\nfound = wix.${snake(name)}(${words.join(", ")})\n`,
      ),
    },
    { label: "Go", block: block("go", go(name, given, spec, schema)) },
    {
      label: "YAML",
      block: block(
        "yaml",
        `variables:\n  found:\n    fn::invoke: { function: "wix:${name}", arguments: ${objectOf(given)} }\n`,
      ),
    },
  ];
};
