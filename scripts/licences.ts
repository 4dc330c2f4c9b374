import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/**
 * The licences of packages that are bundled ask that their texts go with them: `THIRD-PARTY-LICENSES.txt`. Of several
 * bundles in one folder, the last one writes down what all of them hold.
 */
export const licencesOfOthers = (): Plugin => {
  const folders = new Set<string>();
  return {
    name: "licences-of-others",
    generateBundle(_options, output) {
      const chunks = Object.values(output).filter(file => file.type === "chunk");
      for (const folder of chunks.flatMap(({ moduleIds }) => moduleIds.flatMap(packageFolder)))
        folders.add(folder);
      const source = [...folders].sort().map(licenceIn).join("\n\n");
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES.txt", source });
    },
  };
};

/** The package that a module is from, if it is not one of this repository. */
const packageFolder = (id: string): string[] =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.slice(0, 1) ?? [];

/** @throws Error where the package has no licence's text */
const licenceIn = (folder: string): string => {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} is bundled, and has no text of its licence`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
};
