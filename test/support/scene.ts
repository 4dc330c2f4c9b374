import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { startSimulator, type Simulator, type StateDocument } from "../../simulator/src";
import { initialState } from "../../simulator/src/account/initial-state";
import type { Run } from "./children";
import { makeStack, type Program, type ResourceState, type Stack, type StackOptions } from "./stack";
import { accountId } from "./world";

/** Of one row, in ms. */
const LIMIT = 200_000;
/** Jest leaves what a test has started running once it gives up on it. */
const TIMEOUT = LIMIT + 40_000;

/** A simulated account of its own with a stack that has no program yet. */
export interface Scene {
  readonly simulator: Simulator;
  readonly stack: Stack;
  /** A second pipeline on the same account: another stack with a state of its own. */
  anotherStack(more?: Pick<StackOptions, "env" | "nodeModules">): Promise<Stack>;
  /** Sends all that stacks made from now on ask for through `url`. */
  routeThrough(url: string): void;
  /** Closed at the end, in reverse order. */
  closing(close: () => Promise<void>): void;
}

export interface Scenario {
  /** @default the account that the simulator starts with */
  readonly account?: () => StateDocument;
  readonly play: (scene: Scene) => Promise<void>;
}

/** One test a row, named by its promise; as many at once as Jest's `maxConcurrency`. */
export function scenarios(rows: Readonly<Record<string, Scenario>>): void {
  for (const [promise, scenario] of Object.entries(rows))
    test.concurrent(promise, () => staged(scenario), TIMEOUT);
}

async function staged({ account = initialState, play }: Scenario): Promise<void> {
  const simulator = await startSimulator({ seed: 11 });
  const closers = [() => simulator.close()];
  const played = new AbortController();
  let baseUrl = simulator.url;
  const begin: Scene["anotherStack"] = async ({ env, nodeModules } = {}) => {
    const stack = await makeStack({
      program: program(),
      env: { ...environment(baseUrl), ...env },
      ...(nodeModules !== undefined && { nodeModules }),
    });
    closers.push(() => stack.dispose());
    return stack;
  };
  try {
    await simulator.control.loadState(account());
    const scene: Scene = {
      simulator,
      stack: await begin(),
      anotherStack: begin,
      routeThrough: url => void (baseUrl = url),
      closing: close => void closers.push(close),
    };
    await Promise.race([play(scene), overdue(played.signal)]);
    expect(await simulator.control.violations()).toEqual([]);
  } finally {
    played.abort();
    for (const close of closers.toReversed()) await close();
  }
}

async function overdue(signal: AbortSignal): Promise<never> {
  await pause(LIMIT, undefined, { signal });
  throw new Error(`took longer than ${LIMIT} ms`);
}

const environment = (baseUrl: string): Record<string, string> => ({
  WIX_BASE_URL: baseUrl,
  WIX_ACCOUNT_ID: accountId,
  WIX_API_KEY: "simulated-api-key",
  WIX_POLL_INTERVAL: "50ms",
});

/** A program of statements. */
export const program = (...statements: readonly string[]): Program => ({
  javascript: [
    'const pulumi = require("@pulumi/pulumi");',
    'const wix = require("pulumi-wix");',
    ...statements,
  ].join("\n"),
});

/** Expects the command to succeed. @returns its output */
export async function succeeds(command: Promise<Run>): Promise<string> {
  const { code, text } = await command;
  if (code !== 0) throw new Error(`exit code ${code ?? "none"}:\n${text}`);
  return text;
}

/** Expects the command to fail. @returns its output */
export async function fails(command: Promise<Run>): Promise<string> {
  const { code, text } = await command;
  if (code === 0 || code === undefined) throw new Error(`exit code ${code ?? "none"}:\n${text}`);
  return text;
}

/** Runs `up` on the program of these statements, which succeeds. @returns its output */
export async function apply(stack: Stack, ...statements: readonly string[]): Promise<string> {
  await stack.replaceProgram(program(...statements));
  return succeeds(stack.up());
}

/** A second `up` finds nothing to do, even where it looks first. */
export const isSilent = async (stack: Stack): Promise<void> => {
  await succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff"));
};

/** @param parents types of the components that the resource is in, from the outermost */
export const urn = (type: string, name: string, ...parents: readonly string[]): string =>
  `urn:pulumi:test::test::${[...parents, `pulumi-nodejs:dynamic/wix:${type}`].join("$")}::${name}`;

/** What the state holds of this package's resources. */
export const saved = async (stack: Stack): Promise<ResourceState[]> =>
  (await stack.exportState()).resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/wix:"));

/** Exports the state, changes its resources and imports it. */
export async function editState(
  stack: Stack,
  change: (resources: readonly ResourceState[]) => readonly object[],
): Promise<void> {
  const document = JSON.parse(await succeeds(stack.pulumi("stack", "export"))) as {
    deployment: { resources: readonly object[] };
  };
  document.deployment.resources = change(document.deployment.resources as readonly ResourceState[]);
  await writeFile(join(stack.folder, "state.json"), JSON.stringify(document));
  await succeeds(stack.pulumi("stack", "import", "--file", "state.json"));
}

/** Values of each record set of a zone, sorted. */
export async function zoneOf(
  { simulator }: Scene,
  domainName = "example.com",
): Promise<Map<string, string[]>> {
  const { dnsZones } = await simulator.control.state();
  const sets = dnsZones?.[domainName]?.records ?? [];
  return new Map(sets.map(({ type, hostName, values }) => [`${type} ${hostName}`, values.toSorted()]));
}

/** Packages that were not there at the beginning. */
export async function packagesOf({ simulator }: Scene) {
  const { resellers } = await simulator.control.state();
  return (resellers?.packages ?? []).filter(({ externalId }) => externalId !== "sample-plan");
}

export const chargesOf = async ({ simulator }: Scene): Promise<number> =>
  (await simulator.control.ledger()).length;

/** Writing requests since the journal was cleared, as method and path. */
export const writesOf = async ({ simulator }: Scene): Promise<string[]> =>
  (await simulator.control.journal()).requests
    .filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"))
    .map(({ method, path }) => `${method} ${path}`);

/** Statement that declares a resource, as a constant of its name. @param options the text of an expression */
const declared =
  (type: string) =>
  (name: string, args: object | string, options = "{}"): string =>
    `const ${name} = new wix.${type}("${name}", ${typeof args === "string" ? args : JSON.stringify(args)}, ${options});`;

export const dnsZoneRecords = declared("DnsZoneRecords");
export const wixPackage = declared("Package");
export const assignment = declared("ProductInstanceAssignment");
export const registeredDomain = declared("RegisteredDomain");
export const connectedDomain = declared("ConnectedDomain");
export const domainAssignment = declared("DomainAssignment");
export const dnsSettings = declared("DnsSettings");

/** Statements in a component, which they name as `parent`. @param type such as `Shop` */
export const component = (type: string, ...statements: readonly string[]): string =>
  [
    "{",
    `const parent = new pulumi.ComponentResource("test:index:${type}", "${type.toLowerCase()}");`,
    ...statements,
    "}",
  ].join("\n");
