/*
 * Examples in each language, which generators of SDKs and Pulumi's registry pick theirs from. `npm run sdk` makes `X.md` of
 * `X.pp`, a program in Pulumi's own language; that in YAML is written by hand.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const EXAMPLES = join(import.meta.dirname, "examples");

const read = (name: string): string => {
  const file = join(EXAMPLES, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
};

/** In Pulumi's markup; of a class that was added just now there is none yet. */
export const exampleOf = (name: string): string =>
  [
    "{{% examples %}}",
    "## Example Usage",
    "{{% example %}}",
    read(`${name}.md`),
    `\`\`\`yaml\n${read(`${name}.yaml`)}\n\`\`\``,
    "{{% /example %}}",
    "{{% /examples %}}",
  ].join("\n\n");
