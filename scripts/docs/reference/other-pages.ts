/* Pages of what is no resource: lookups, the configuration, and Wix's codes. */
import type { FunctionSpec, PackageSpec } from "../../schema/spec.ts";
import type { Page } from "../markdown.ts";
import { tabs, TABS } from "./examples.ts";
import { lookupExamples } from "./lookup-examples.ts";
import { cell, defaultIn, kebab, safe } from "./text.ts";
import { objectsIn, tableOf } from "./types.ts";

const snake = (name: string): string => name.replace(/([A-Z])/g, "_$1").toLowerCase();

const objects = ({ inputs, outputs }: FunctionSpec, schema: PackageSpec): string =>
  objectsIn([...Object.values(inputs.properties), ...Object.values(outputs.properties)], schema)
    .map(([name, spec]) => `### ${name}\n\n${safe(spec.description ?? "")}\n\n${tableOf(spec, schema)}`)
    .join("\n\n");

const isList = ({ outputs }: FunctionSpec): boolean => Object.keys(outputs.properties).join() === "items";

export const lookupPage = (
  name: string,
  spec: FunctionSpec,
  permission: string | undefined,
  schema: PackageSpec,
): Page => ({
  route: `reference/lookups/${kebab(name)}`,
  title: name,
  kind: "mdx",
  text: [
    TABS,
    safe(spec.description ?? ""),
    "Reads only, at preview as well. What it fails with reaches the program: [errors and their guards](../../../packages/provider/#lookups).",
    `## Example\n\n${tabs(lookupExamples(name, spec, schema))}`,
    `In \`pulumi-wix\`, \`${name}Output\` takes Outputs and gives one; in Python it is \`${snake(name)}_output\`, in Go it ends with \`Output\`.`,
    `## Arguments\n\n${tableOf(spec.inputs, schema)}`,
    `## Result\n\n${isList(spec) ? "In `pulumi-wix` the list itself; in the native plugin an object with it.\n\n" : ""}${tableOf(spec.outputs, schema)}`,
    objects(spec, schema) && `## Types\n\n${objects(spec, schema)}`,
    permission === undefined ? "" : `## Permissions\n\nThe API key needs ${safe(permission)}.`,
  ]
    .filter(Boolean)
    .join("\n\n"),
});

export const configurationPage = ({ config, provider }: PackageSpec): Page => {
  const rows = Object.entries(config.variables).map(([name, spec]) => {
    const { text, value } = defaultIn(spec.description ?? "");
    const variable = spec.defaultInfo?.environment.map(one => `\`${one}\``).join(", ") ?? "";
    return `| \`wix:${name}\`${spec.secret ? ", secret" : ""} | ${variable} | ${cell(text)} | ${cell(value ?? "")} |`;
  });
  return {
    route: "reference/configuration",
    title: "Configuration",
    kind: "mdx",
    text: [
      "Of a stack (`pulumi config set`), or of the environment. The stack's configuration wins.",
      ["| configuration | environment | meaning | default |", "|---|---|---|---|", ...rows].join("\n"),
      "## Provider instances",
      `Of the [native plugin](../../packages/provider/#the-native-plugin), with the same settings as arguments. ${safe(provider.description)}`,
    ].join("\n\n"),
  };
};

export const codesPage = (waysOut: Readonly<Record<string, string>>): Page => ({
  route: "reference/codes",
  title: "Wix's codes",
  kind: "mdx",
  text: [
    "Where Wix refuses, the message holds Wix's code, the HTTP status and the request id, and ends with what to do:",
    ...Object.entries(waysOut).map(([code, way]) => `## ${code}\n\n${safe(way)}`),
  ].join("\n\n"),
});
