import type { Cell } from "./cells.ts";

/** Where a package manager's program lies in its package. `latest` is what npm calls so on the day of the run. */
export const MANAGERS = {
  "npm 10": { package: "npm", version: "10.9.3", entry: "bin/npm-cli.js" },
  "npm 11": { package: "npm", version: "11.19.1", entry: "bin/npm-cli.js" },
  "npm latest": { package: "npm", version: "latest", entry: "bin/npm-cli.js" },
  "pnpm 10": { package: "pnpm", version: "10.34.9", entry: "bin/pnpm.cjs" },
  "pnpm 12": { package: "pnpm", version: "12.21.0", entry: "bin/pnpm.mjs" },
  "yarn 1": { package: "yarn", version: "1.22.22", entry: "bin/yarn.js" },
  "yarn 4": { package: "@yarnpkg/cli-dist", version: "4.18.1", entry: "bin/yarn.js" },
} as const;
export type Manager = keyof typeof MANAGERS;

/** No peers are left out: what a user gets is what is tried. */
export function installFlags({ manager }: Cell): string[] {
  if (manager.startsWith("npm")) return ["--no-audit", "--no-fund", "--prefer-offline"];
  if (manager.startsWith("pnpm")) return ["--no-frozen-lockfile", "--prefer-offline"];
  return manager === "yarn 1" ? ["--prefer-offline"] : [];
}

/** How a package of the same workspace is asked for. */
export const inWorkspace = ({ manager }: Cell): string =>
  /^(npm|yarn 1)/.test(manager) ? "*" : "workspace:*";

/** Files at the root of a project, by name, for what a manager wants to be told. */
export function settingsOf(
  { manager }: Cell,
  registry: string,
  packages?: string[],
): Record<string, string | object> {
  const npmrc = { ".npmrc": `registry=${registry}\n` };
  if (manager.startsWith("pnpm")) return { ...npmrc, "pnpm-workspace.yaml": { packages, ...PNPM_SETTINGS } };
  return manager === "yarn 4" ? { ...npmrc, ".yarnrc.yml": YARN_SETTINGS } : npmrc;
}

/** Of a dependency of Pulumi's SDK. */
const PNPM_SETTINGS = { allowBuilds: { protobufjs: false } };

/** Pulumi knows no Plug'n'Play. */
const YARN_SETTINGS = {
  nodeLinker: "node-modules",
  enableImmutableInstalls: false,
  enableTelemetry: false,
  unsafeHttpWhitelist: ["127.0.0.1"],
  npmMinimalAgeGate: 0,
};
