import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Cell } from "./cells.ts";

/** The name under which a program has a second compiler. */
export const CHECKER = "typescript-checker";

const RECORDS = `{
  domainName: "example.com",
  records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }],
}`;

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

/** As packages are published: compiled. */
const COMPONENT = `"use strict";
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
exports.Mail = class extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("agency:index:Mail", name, {}, opts);
    this.domain = new wix.DnsZoneRecords(name, ${RECORDS}, { parent: this }).domainName;
    this.registerOutputs({});
  }
};
`;

const COMPONENT_TYPES = `import * as pulumi from "@pulumi/pulumi";
import type * as wix from "pulumi-wix";
export declare class Mail extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions);
  readonly domain: wix.DnsZoneRecords["domainName"];
}
`;

/** Of Pulumi's template for TypeScript, before March 2026. */
const OLD_OPTIONS = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};
const OPTIONS = {
  old: OLD_OPTIONS,
  new: { ...OLD_OPTIONS, module: "nodenext", moduleResolution: "nodenext" },
};

/** Writes the project of a cell. @returns the program's folder */
export async function writeProject(cell: Cell, folder: string, registry: string): Promise<string> {
  const isComponent = cell.layout === "component";
  const program = isComponent ? join(folder, "program") : folder;
  const write = (path: string, text: string | object) => writeText(join(program, path), text);
  await write("package.json", manifestOf(cell));
  await write("tsconfig.json", { compilerOptions: OPTIONS[cell.template], files: ["index.ts"] });
  await write("Pulumi.yaml", {
    name: "matrix",
    runtime: "nodejs",
  });
  await write("index.ts", isComponent ? OF_COMPONENT : DIRECT);
  await writeText(join(folder, ".npmrc"), `registry=${registry}\n`);
  const packages = isComponent ? ["program", "component"] : undefined;
  if (cell.manager.startsWith("pnpm"))
    await writeText(join(folder, "pnpm-workspace.yaml"), { packages, ...PNPM_SETTINGS });
  if (isComponent) await writeWorkspace(cell, folder);
  if (cell.manager.startsWith("yarn 4")) await writeText(join(folder, ".yarnrc.yml"), YARN_SETTINGS);
  return program;
}

const manifestOf = ({ modules, checker, layout, typescript, nodeTypes, pulumi, manager }: Cell): object => ({
  name: "matrix-program",
  version: "1.0.0",
  private: true,
  type: modules,
  main: "index.ts",
  dependencies: {
    "@pulumi/pulumi": pulumi,
    ...(layout === "direct"
      ? { "pulumi-wix": "*" }
      : { "mail-component": /^(npm|yarn 1)/.test(manager) ? "*" : "workspace:*" }),
  },
  devDependencies: {
    "@types/node": nodeTypes,
    typescript,
    ...(checker !== undefined && { [CHECKER]: `npm:typescript@${checker}` }),
    ...(modules === "module" && { "ts-node": "10.9.2" }),
  },
});

async function writeWorkspace({ pulumi }: Cell, folder: string): Promise<void> {
  const packages = ["program", "component"];
  await writeText(join(folder, "package.json"), { name: "workspace", private: true, workspaces: packages });
  const component = join(folder, "component");
  await writeText(join(component, "package.json"), {
    name: "mail-component",
    version: "1.0.0",
    main: "index.js",
    types: "index.d.ts",
    dependencies: { "pulumi-wix": "*" },
    peerDependencies: { "@pulumi/pulumi": "^3.0.0" },
    devDependencies: { "@pulumi/pulumi": pulumi },
  });
  await writeText(join(component, "index.js"), COMPONENT);
  await writeText(join(component, "index.d.ts"), COMPONENT_TYPES);
}

/** Of a dependency of Pulumi's SDK; pnpm wants to be told. */
const PNPM_SETTINGS = { allowBuilds: { protobufjs: false } };

const YARN_SETTINGS = {
  nodeLinker: "node-modules",
  enableImmutableInstalls: false,
  enableTelemetry: false,
  unsafeHttpWhitelist: ["127.0.0.1"],
  npmMinimalAgeGate: 0,
};

/** JSON is YAML. */
async function writeText(path: string, text: string | object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof text === "string" ? text : `${JSON.stringify(text, undefined, 2)}\n`);
}
