import { join } from "node:path";
import type { Cell } from "./cells.ts";
import { RECORDS, writeComponent } from "./component.ts";
import { writeFiles } from "./files.ts";
import { inWorkspace, settingsOf } from "./managers.ts";
import { compilerOptions } from "./templates.ts";

/** The name under which a program has a compiler that Pulumi does not call. */
export const CHECKER = "typescript-checker";

/** Compiled beforehand, a program has none of the name that Pulumi's own compiler of 2020 would read. */
export const configOf = ({ typescript }: Cell): string =>
  typescript === undefined ? "tsconfig.build.json" : "tsconfig.json";

/** Calls what reads types as well, so that the compiler has something to find. */
const DIRECT = `import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const mail = new wix.DnsZoneRecords("mail", ${RECORDS});

export const domain: pulumi.Output<string> = mail.domainName;
export const names: () => Promise<string[]> = () => wix.getSites({}).then(sites => sites.map(({ name }) => name));
`;

const OF_COMPONENT = `import { Mail } from "mail-component";

export const domain = new Mail("mail").domain;
`;

/** Writes the project of a cell. @returns the program's folder */
export async function writeProject(cell: Cell, folder: string, registry: string): Promise<string> {
  const packages = cell.layout === "workspace" ? ["program", "component"] : undefined;
  const program = packages === undefined ? folder : join(folder, "program");
  await writeFiles(folder, settingsOf(cell, registry, packages));
  if (packages !== undefined) {
    await writeFiles(folder, { "package.json": { name: "workspace", private: true, workspaces: packages } });
    await writeComponent(join(folder, "component"), cell.pulumi);
  }
  await writeFiles(program, {
    "package.json": manifestOf(cell),
    [configOf(cell)]: {
      compilerOptions: compilerOptions(cell.template, cell.modules),
      files: ["index.ts"],
    },
    "Pulumi.yaml": {
      name: "matrix",
      runtime: { name: "nodejs", options: { typescript: cell.typescript !== undefined } },
    },
    "index.ts": cell.layout === "direct" ? DIRECT : OF_COMPONENT,
  });
  return program;
}

function manifestOf(cell: Cell): object {
  const { modules, checker, layout, typescript, nodeTypes, pulumi } = cell;
  const brought = {
    direct: { "pulumi-wix": "*" },
    workspace: { "mail-component": inWorkspace(cell) },
    published: { "mail-component": "*" },
  };
  return {
    name: "matrix-program",
    version: "1.0.0",
    private: true,
    type: modules,
    main: typescript === undefined ? "bin/index.js" : "index.ts",
    dependencies: { "@pulumi/pulumi": pulumi, ...brought[layout] },
    devDependencies: {
      "@types/node": nodeTypes,
      ...(typescript !== undefined && { typescript }),
      ...(checker !== undefined && { [CHECKER]: `npm:typescript@${checker}` }),
      ...(typescript !== undefined && modules === "module" && { "ts-node": "10.9.2" }),
    },
  };
}
