import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Program } from "./engine/shell.ts";

const FILE = "declarations.json";

/** A Pulumi program that declares what a file beside it says, in the form of the small engine. */
export const REAL_PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
const program = JSON.parse(require("node:fs").readFileSync(require("node:path").join(__dirname, "${FILE}"), "utf8"));

const components = new Map();
const parentOf = types => {
  if (types.length === 0) return undefined;
  const key = types.join("$");
  if (!components.has(key))
    components.set(key, new pulumi.ComponentResource(types.at(-1), "component", {}, { parent: parentOf(types.slice(0, -1)) }));
  return components.get(key);
};
const made = [];
const resolved = value => {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== "object" || value === null) return value;
  if ("$of" in value) {
    const [output, ...path] = value.path;
    return made[value.$of][output].apply(found => path.reduce((inner, step) => inner?.[step], found));
  }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one)]));
};
const aliasOf = ({ name, parents }) => ({
  ...(name !== undefined && { name }),
  ...(parents !== undefined && (parents.length === 0 ? { parent: pulumi.rootStackResource } : { parent: parentOf(parents) })),
});
for (const { type, name, parents, args, options } of program) {
  const { aliases = [], dependsOn = [], ...others } = options;
  const parent = parentOf(parents);
  made.push(new wix[type](name, resolved(args), {
    ...others,
    ...(parent !== undefined && { parent }),
    aliases: aliases.map(aliasOf),
    dependsOn: dependsOn.map(place => made[place]),
  }));
}
`;

export const declare = (folder: string, program: Program): Promise<void> =>
  writeFile(join(folder, FILE), JSON.stringify(program));
