/* The page of one resource. */
import type { Page } from "../markdown.ts";
import type { PackageSpec, PropertySpec, ResourceSpec } from "../../schema/spec.ts";
import { examplesOf, tabs, TABS } from "./examples.ts";
import type { ResourceFacts } from "./facts.ts";
import type { Refusal } from "./refusals.ts";
import { cell, defaultIn, kebab, safe, withPage } from "./text.ts";
import { objectsIn, tableOf, typeInWords, wordsOf } from "./types.ts";

/** What is known of a resource, each from the one place that says it. */
export interface Known {
  readonly schema: PackageSpec;
  readonly facts: ResourceFacts;
  readonly refusals: readonly Refusal[];
  /** What a key needs, as Wix names it. */
  readonly permission: string | undefined;
  /** What it is imported by, and what to heed. */
  readonly importId: { readonly id: string; readonly note: string };
  /** What people wrote of it: costs, and what becomes of the thing on destroy. */
  readonly notes: string;
  /** Of the class. */
  readonly file: string;
}

const section = (title: string, text: string): string => (text === "" ? "" : `## ${title}\n\n${text}`);

/** What the table of fields says; of a resource whose changes depend on more than that, people have written. */
const changeInWords = (name: string, { facts, notes }: Known): string[] => {
  const change = facts.changes[name];
  if (notes.includes("## What can change")) return [];
  if (change?.kind === "replaces") return ["another value **replaces** the resource"];
  return change?.kind === "forbidden" ? [`cannot change: ${safe(change.remediation)}`] : [];
};

const words = (spec: PropertySpec, schema: PackageSpec): string => {
  const described = wordsOf(spec, schema)?.enum.filter(({ description }) => description !== undefined) ?? [];
  return described.map(({ value, description }) => `- \`${value}\`: ${safe(description ?? "")}`).join("\n");
};

const argument = (
  name: string,
  spec: PropertySpec,
  { required, known }: { required: boolean; known: Known },
): string => {
  const { text, value } = defaultIn(spec.description ?? "");
  const told = [
    `*${required ? "required" : "optional"}*`,
    typeInWords(spec, known.schema),
    ...(spec.secret ? ["kept secret"] : []),
    ...changeInWords(name, known),
  ];
  const absent = value === undefined ? "" : `Default: ${safe(value)}.`;
  return [`### ${name}`, told.join(" · "), safe(text), words(spec, known.schema), absent]
    .filter(Boolean)
    .join("\n\n");
};

const argumentsOf = ({ inputProperties, requiredInputs }: ResourceSpec, known: Known): string =>
  Object.entries(inputProperties)
    .map(([name, spec]) => argument(name, spec, { required: requiredInputs.includes(name), known }))
    .join("\n\n");

/** Those that are no arguments; arguments are outputs too. */
const outputsOf = ({ properties, inputProperties }: ResourceSpec, schema: PackageSpec): string => {
  const rows = Object.entries(properties).filter(([name]) => !(name in inputProperties));
  const told = "Every argument is an output as well.";
  if (rows.length === 0) return told;
  const table = rows.map(
    ([name, spec]) => `| \`${name}\` | ${typeInWords(spec, schema)} | ${cell(spec.description ?? "")} |`,
  );
  return [["| output | type | meaning |", "|---|---|---|", ...table].join("\n"), told].join("\n\n");
};

const timeoutsOf = ({ timeouts: { create, update, delete: end } }: ResourceFacts): string =>
  [
    "| operation | default |",
    "|---|---|",
    `| create | ${create} |`,
    `| update | ${update} |`,
    `| delete | ${end} |`,
    "",
    "The resource option `customTimeouts` replaces each. It is the time of the whole operation, all waits included; what is not",
    "settled by then is saved, and the next `pulumi up` goes on from there. See [waiting and resuming](../../guides/waiting/).",
  ].join("\n");

const refusalsOf = (refusals: readonly Refusal[]): string =>
  refusals.length === 0
    ? ""
    : [
        "Beside bad arguments, which a preview names with their path, and [refusals of Wix's](../codes/). `‹…›` stands for what differs.",
        ...refusals.map(({ when, message }) => `${safe(when)}\n\n\`\`\`text\n${message}\n\`\`\``),
      ].join("\n\n");

const importOf = ({ id, note }: Known["importId"], name: string): string =>
  id === ""
    ? safe(note)
    : [
        `By the [native plugin](../../packages/provider/#the-native-plugin). Id: ${safe(id)}${note === "" ? "." : `; ${safe(note)}.`}`,
        `Dynamic resources cannot be imported: declaring what exists [adopts it](../../guides/adopting/).`,
        `Type: \`wix:index:${name}\` (dynamic: \`pulumi-nodejs:dynamic/wix:${name}\`).`,
      ].join("\n\n");

const objectsOf = ({ properties, inputProperties }: ResourceSpec, schema: PackageSpec): string =>
  objectsIn([...Object.values(inputProperties), ...Object.values(properties)], schema)
    .map(([name, spec]) => `### ${name}\n\n${safe(spec.description ?? "")}\n\n${tableOf(spec, schema)}`)
    .join("\n\n");

export const resourcePage = (name: string, spec: ResourceSpec, known: Known): Page => {
  const { description = "" } = spec;
  const permission = known.permission === undefined ? "" : `The API key needs ${safe(known.permission)}.`;
  return {
    route: `reference/${kebab(name)}`,
    title: name,
    kind: "mdx",
    text: [
      TABS,
      safe(withPage(description.split("{{% examples")[0] ?? "")).trim(),
      section("Example", tabs(examplesOf(known.file, name, description))),
      section("Arguments", argumentsOf(spec, known)),
      section("Outputs", outputsOf(spec, known.schema)),
      section("Types", objectsOf(spec, known.schema)),
      safe(known.notes),
      section("Time-outs", timeoutsOf(known.facts)),
      section("Permissions", permission),
      section("Import", importOf(known.importId, name)),
      section("What it may end with", refusalsOf(known.refusals)),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
};
