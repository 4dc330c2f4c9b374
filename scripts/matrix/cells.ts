/** How the program comes to `pulumi-wix`. */
export type Layout = "direct" | "component";

export interface Cell {
  readonly name: string;
  /** What nobody would notice without it. */
  readonly purpose: string;
  readonly manager: Manager;
  readonly node: string;
  /** Of `@pulumi/pulumi`. */
  readonly pulumi: string;
  /** Which Pulumi calls, and which checks the program. */
  readonly typescript: string;
  /** Checks the program in its place: one that Pulumi cannot call, as its peer range says, stands beside one that it can. */
  readonly checker?: string;
  readonly nodeTypes: string;
  /** The `tsconfig.json` of Pulumi's template for TypeScript, before and since March 2026. */
  readonly template: "old" | "new";
  readonly modules: "commonjs" | "module";
  readonly layout: Layout;
  /** Where a program cannot run: what the preview says. @default it runs */
  readonly refused?: RegExp;
}

export const MANAGERS = {
  npm: { package: "npm", version: "11.19.1", entry: "bin/npm-cli.js" },
  "pnpm 10": { package: "pnpm", version: "10.34.9", entry: "bin/pnpm.cjs" },
  "pnpm 12": { package: "pnpm", version: "12.21.0", entry: "bin/pnpm.mjs" },
  "yarn 1": { package: "yarn", version: "1.22.22", entry: "bin/yarn.js" },
  "yarn 4": { package: "@yarnpkg/cli-dist", version: "4.18.1", entry: "bin/yarn.js" },
} as const;
export type Manager = keyof typeof MANAGERS;

/** Both ends of the peer range of `pulumi-wix`. */
const OLDEST_PULUMI = "3.216.0";
const NEWEST_PULUMI = "3.270.0";
/** The oldest that is supported, the one that most have, the newest. */
const [NODE_22, NODE_24, NODE_26] = ["22.19.0", "24.21.0", "26.10.0"];

const USUAL = {
  manager: "npm",
  node: NODE_24,
  pulumi: NEWEST_PULUMI,
  typescript: "6.0.3",
  nodeTypes: "24.19.2",
  template: "new",
  modules: "commonjs",
  layout: "direct",
} as const satisfies Partial<Cell>;

/** Each value occurs, and those that act on each other occur together: managers with layouts, compilers with templates and kinds of modules. */
export const CELLS: readonly Cell[] = [
  { ...USUAL, name: "usual", purpose: "what most have: everything current" },
  {
    ...USUAL,
    name: "oldest",
    purpose: "the lower end of everything at once",
    node: NODE_22,
    pulumi: OLDEST_PULUMI,
    typescript: "5.0.4",
    nodeTypes: "18.19.130",
    template: "old",
  },
  {
    ...USUAL,
    name: "node-20",
    purpose: "an older Node.js is told in one sentence",
    node: "20.20.2",
    pulumi: OLDEST_PULUMI,
    typescript: "5.4.5",
    refused: /pulumi-wix needs Node\.js 22\.19\.0 or later, and this is 20\.20\.2 at /,
  },
  {
    ...USUAL,
    name: "typescript-5.4",
    purpose: "a compiler of 2024 with the new template, and the newest Node.js with the oldest Pulumi",
    node: NODE_26,
    pulumi: OLDEST_PULUMI,
    typescript: "5.4.5",
    nodeTypes: "18.19.130",
  },
  {
    ...USUAL,
    name: "es-modules",
    purpose: "a program of ES modules, by ts-node's loader, under pnpm's strict layout",
    manager: "pnpm 10",
    node: NODE_22,
    typescript: "5.9.3",
    modules: "module",
  },
  {
    ...USUAL,
    name: "typescript-7",
    purpose: "a compiler without the API that Pulumi calls, beside one with it",
    manager: "pnpm 12",
    node: NODE_26,
    checker: "7.0.2",
  },
  {
    ...USUAL,
    name: "typescript-7-es-modules",
    purpose: "the same as ES modules, by yarn 4",
    manager: "yarn 4",
    checker: "7.0.2",
    modules: "module",
  },
  {
    ...USUAL,
    name: "pnpm-component",
    purpose: "a component in a workspace brings pulumi-wix, which the program does not see under pnpm",
    manager: "pnpm 12",
    layout: "component",
  },
  {
    ...USUAL,
    name: "pnpm-component-oldest",
    purpose: "the same at the lower end, by the pnpm before",
    manager: "pnpm 10",
    node: NODE_22,
    pulumi: OLDEST_PULUMI,
    typescript: "5.9.3",
    template: "old",
    layout: "component",
  },
  {
    ...USUAL,
    name: "npm-component",
    purpose: "a component in npm's workspaces",
    typescript: "5.9.3",
    layout: "component",
  },
  {
    ...USUAL,
    name: "yarn-classic",
    purpose: "yarn 1, with the old template",
    manager: "yarn 1",
    typescript: "5.9.3",
    template: "old",
  },
  {
    ...USUAL,
    name: "yarn-berry",
    purpose: "yarn 4 with node_modules and a component, on the newest Node.js",
    manager: "yarn 4",
    node: NODE_26,
    layout: "component",
  },
];
