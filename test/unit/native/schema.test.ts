import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { LOOKUPS } from "../../../provider/src/lookups/table";
import { lifecycleOf } from "../../../provider/src/native/resources";
import { KEYS } from "../../../provider/src/core/setting-keys";

/* The schema against what the plugin serves. */

interface Property {
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}
type Properties = Readonly<Record<string, Property>>;
interface Schema {
  readonly config: { readonly variables: Properties };
  readonly provider: { readonly inputProperties: Properties };
  readonly types: Readonly<Record<string, { readonly enum?: readonly { readonly value: string }[] }>>;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly inputProperties: Properties;
        readonly properties: Properties;
        readonly aliases: readonly { readonly type: string }[];
      }
    >
  >;
  readonly functions: Readonly<Record<string, unknown>>;
}

const text = readFileSync(join(__dirname, "../../../provider/schema.json"), "utf8");
const schema = JSON.parse(text) as Schema;
const nameIn = (token: string): string => token.replace("wix:index:", "");
const those = (properties: Properties, which: (property: Property) => boolean | undefined): string[] =>
  Object.keys(properties)
    .filter(name => which(properties[name] ?? {}))
    .sort();

describe.each(Object.entries(schema.resources))("%s", (token, resource) => {
  const { description, inputProperties, properties, aliases } = resource;
  const plugin = lifecycleOf(nameIn(token));

  test("takes and tells what its lifecycle does, and replaces where that does", async () => {
    const { fields } = await plugin;
    const args = Object.keys(fields.arguments);
    expect(Object.keys(inputProperties).sort()).toEqual(args.toSorted());
    expect(Object.keys(properties).sort()).toEqual([...args, ...fields.outputs].sort());
    const replacing = args.filter(name => fields.arguments[name]?.kind === "replaces");
    expect(those(inputProperties, ({ willReplaceOnChanges }) => willReplaceOnChanges)).toEqual(
      replacing.toSorted(),
    );
  });

  test("marks its secrets, as input and as output", async () => {
    const { secret = [] } = await plugin;
    expect(those(inputProperties, property => property.secret)).toEqual([...secret]);
    expect(those(properties, property => property.secret)).toEqual([...secret]);
  });

  test("shows itself in each language", () => {
    for (const [language, type] of [
      ["typescript", `new wix.${nameIn(token)}(`],
      ["python", `wix.${nameIn(token)}(`],
      ["go", `wix.New${nameIn(token)}(`],
      ["yaml", `type: wix:${nameIn(token)}\n`],
    ] as const) {
      const code = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(description)?.[1];
      expect(code).toContain(type);
    }
  });

  test("takes over from the dynamic resource of the same class", () =>
    expect(aliases).toEqual([{ type: `pulumi-nodejs:dynamic/wix:${nameIn(token)}` }]));
});

describe("the schema", () => {
  test("has all lookups and all keys of the configuration, of which one is secret", () => {
    expect(Object.keys(schema.functions).map(nameIn).sort()).toEqual(Object.keys(LOOKUPS).sort());
    for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
      expect(Object.keys(properties)).toEqual(KEYS);
      expect(those(properties, ({ secret }) => secret)).toEqual(["apiKey"]);
    }
  });

  test("takes no variable as the default of a provider instance: it would be kept in the state", () =>
    expect(JSON.stringify(schema.provider)).not.toContain("defaultInfo"));

  test("names each set of words once", () => {
    const sets = Object.values(schema.types).flatMap(
      type => type.enum?.map(({ value }) => value).join() ?? [],
    );
    expect(sets.length).toBeGreaterThan(10);
    expect(sets).toHaveLength(new Set(sets).size);
  });

  test("speaks to people who do not see the code", () => expect(text).not.toMatch(/docs\/wix|@link|@see/));
});
