import type { Manager } from "./managers.ts";
import type { Modules, Template } from "./templates.ts";

/** How the program comes to `pulumi-wix`: itself, or by a component, of the same workspace or of a registry. */
export type Layout = "direct" | "workspace" | "published";

export interface Cell {
  readonly name: string;
  /** What nobody would notice without it. */
  readonly purpose: string;
  readonly manager: Manager;
  readonly node: string;
  /** Of `@pulumi/pulumi`. */
  readonly pulumi: string;
  /** Which Pulumi calls, and which checks the program. Absent: Pulumi runs what `checker` has made of it. */
  readonly typescript?: string | undefined;
  /** Checks the program in its place: one that Pulumi cannot call, as its peer range says, stands beside one that it can. */
  readonly checker?: string;
  readonly nodeTypes: string;
  readonly template: Template;
  readonly modules: Modules;
  readonly layout: Layout;
  /** Where a program cannot run: what the preview says, and the command. @default it runs */
  readonly refused?: RegExp;
}

/** Both ends of the peer range of `pulumi-wix`. */
const OLDEST_PULUMI = "3.216.0";
export const NEWEST_PULUMI = "3.270.0";
/** The oldest that is supported, the one that most have, the newest. */
const [NODE_22, NODE_24, NODE_26] = ["22.19.0", "24.21.0", "26.10.0"];

const USUAL = {
  manager: "npm 11",
  node: NODE_24,
  pulumi: NEWEST_PULUMI,
  typescript: "6.0.3",
  nodeTypes: "24.19.2",
  template: "new",
  modules: "commonjs",
  layout: "direct",
} as const satisfies Partial<Cell>;

const OLDEST = {
  ...USUAL,
  manager: "npm 10",
  node: NODE_22,
  pulumi: OLDEST_PULUMI,
  typescript: "5.0.4",
  nodeTypes: "18.19.130",
  template: "old",
} as const satisfies Partial<Cell>;

/** Each value occurs, and those that act on each other occur together: managers with layouts, Pulumi with kinds of modules and Node.js. */
export const CELLS: readonly Cell[] = [
  { ...USUAL, name: "usual", purpose: "what most have: everything current" },
  { ...OLDEST, name: "oldest", purpose: "the lower end of everything at once" },
  {
    ...OLDEST,
    name: "oldest-es-modules",
    purpose: "the same as ES modules, by ts-node's loader",
    modules: "module",
  },
  {
    ...USUAL,
    name: "latest",
    purpose: "what npm calls latest on the day of the run",
    manager: "npm latest",
    node: "latest",
    pulumi: "latest",
    // As far as Pulumi can call it.
    typescript: "<7",
    nodeTypes: "latest",
    modules: "module",
  },
  {
    ...OLDEST,
    name: "node-20",
    purpose: "an older Node.js is told in one sentence",
    node: "20.20.2",
    typescript: "5.4.5",
    template: "new",
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
    purpose: "a program of ES modules under pnpm's strict layout",
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
    name: "javascript",
    purpose: "what TypeScript 7 alone has compiled, on the newest Node.js",
    node: NODE_26,
    typescript: undefined,
    checker: "7.0.2",
  },
  {
    ...OLDEST,
    name: "javascript-es-modules",
    purpose: "the same as ES modules at the lower end, by yarn 1",
    manager: "yarn 1",
    typescript: undefined,
    checker: "7.0.2",
    template: "new",
    modules: "module",
  },
  {
    ...USUAL,
    name: "pnpm-component",
    purpose: "a component of the workspace brings pulumi-wix, which the program does not see under pnpm",
    manager: "pnpm 12",
    layout: "workspace",
  },
  {
    ...OLDEST,
    name: "pnpm-component-oldest",
    purpose: "the same at the lower end, by the pnpm before",
    manager: "pnpm 10",
    typescript: "5.9.3",
    layout: "workspace",
  },
  {
    ...USUAL,
    name: "pnpm-component-published",
    purpose: "a component of a registry brings it, deep in pnpm's store; ES modules",
    manager: "pnpm 12",
    modules: "module",
    layout: "published",
  },
  {
    ...USUAL,
    name: "npm-component",
    purpose: "a component in npm's workspaces",
    typescript: "5.9.3",
    layout: "workspace",
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
    name: "yarn-classic-component",
    purpose: "a component of a registry under yarn 1, with the oldest Pulumi",
    manager: "yarn 1",
    pulumi: OLDEST_PULUMI,
    layout: "published",
  },
  {
    ...USUAL,
    name: "yarn-berry",
    purpose: "yarn 4 with node_modules and a component, on the newest Node.js",
    manager: "yarn 4",
    node: NODE_26,
    layout: "workspace",
  },
];
