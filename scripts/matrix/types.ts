import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { NEWEST_PULUMI } from "./cells.ts";
import { attempt, succeed } from "./command.ts";
import { writeFiles } from "./files.ts";
import { compilerOptions, type Modules, type Template } from "./templates.ts";

/** A compiler with a template and a kind of modules; nothing is run. */
export interface TypesCell {
  readonly typescript: string;
  readonly nodeTypes: string;
  readonly template: Template;
  readonly modules: Modules;
  /** Where the compiler refuses the template itself: what it says. */
  readonly refused?: RegExp;
  /** What the compiler asks for to go on with the template. */
  readonly options?: object;
}

/** Each of the compilers that the package's README promises. */
const COMPILERS = [
  { typescript: "5.0.4", nodeTypes: "18.19.130" },
  { typescript: "5.4.5", nodeTypes: "20.19.43" },
  { typescript: "5.9.3", nodeTypes: "22.20.0" },
  { typescript: "6.0.3", nodeTypes: "24.19.2", old: { options: { ignoreDeprecations: "6.0" } } },
  { typescript: "7.0.2", nodeTypes: "26.6.6", old: { refused: /moduleResolution=node10' has been removed/ } },
] as const;

export const TYPES: readonly TypesCell[] = COMPILERS.flatMap(({ typescript, nodeTypes, ...rest }) =>
  (["old", "new"] as const).flatMap(template =>
    (["commonjs", "module"] as const).map(modules => ({
      typescript,
      nodeTypes,
      template,
      modules,
      ...(template === "old" && "old" in rest && rest.old),
    })),
  ),
);

/** E.g. `tsc-5.0.4-old-commonjs`. */
export const nameOf = ({ typescript, template, modules }: TypesCell): string =>
  `tsc-${typescript}-${template}-${modules}`;

/** Uses each class and lookup, and holds what has to be refused: there, a compiler that sees no error says so. */
const PROGRAM = join(import.meta.dirname, "..", "..", "test", "contract", "programs", "typed.ts");
/** Pulumi's peer range does not let TypeScript 7 in under its own name. */
const COMPILER = "typescript-of-cell";

/** Installs all compilers at once, each beside the types of Node.js of its time. @param cells those that will be checked */
export async function installCompilers(
  cells: readonly TypesCell[],
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const versions = new Map(cells.map(cell => [cell.typescript, cell]));
  await writeFiles(folder, {
    "package.json": { private: true, workspaces: [...versions.keys()] },
    ...Object.fromEntries(
      [...versions].map(([version, { nodeTypes }]) => [
        `${version}/package.json`,
        manifestOf(version, nodeTypes),
      ]),
    ),
  });
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder, env);
}

const manifestOf = (typescript: string, nodeTypes: string): object => ({
  name: `tsc-${typescript}`,
  version: "1.0.0",
  private: true,
  dependencies: { "@pulumi/pulumi": NEWEST_PULUMI, "pulumi-wix": "*" },
  devDependencies: { "@types/node": nodeTypes, [COMPILER]: `npm:typescript@${typescript}` },
});

/** @param folder where the compilers were installed @throws Error with what the compiler says */
export async function checkTypes(cell: TypesCell, folder: string): Promise<void> {
  const place = join(folder, cell.typescript);
  const program = join(place, `${cell.template}-${cell.modules}`);
  await writeFiles(program, {
    "package.json": { private: true, type: cell.modules },
    "tsconfig.json": {
      compilerOptions: { ...compilerOptions(cell.template, cell.modules), pretty: false, ...cell.options },
      files: ["index.ts"],
    },
    "index.ts": await readFile(PROGRAM, "utf8"),
  });
  const { resolve } = createRequire(join(place, "index.js"));
  const compiler = join(resolve(`${COMPILER}/package.json`), "..", "bin", "tsc");
  const { code, text } = await attempt(process.execPath, [compiler, "--noEmit"], program, process.env);
  const errors = text.split("\n").filter(line => line.includes("error TS"));
  const isAsItShould =
    cell.refused === undefined
      ? code === 0 && text === ""
      : code !== 0 && errors.length === 1 && cell.refused.test(text) && text.startsWith("tsconfig.json(");
  if (!isAsItShould) throw new Error(`The compiler ended with ${code}:\n${text}`);
}
