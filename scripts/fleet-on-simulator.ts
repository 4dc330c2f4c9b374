import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { initialState, type StateDocument } from "wix-simulator";
import type { Engine } from "../engine/ensure.ts";

const repository = join(import.meta.dirname, "..");
const ACCOUNT = "00000000-0000-4000-8000-000000000001";
/** The Core plan that the simulated account may resell. */
const PLAN = "10000000-0000-4000-8000-000000000001";

/** A customer of a simulated fleet: a site without a plan, and a domain whose zone Wix hosts. */
export interface SimulatedCustomer {
  readonly name: string;
  readonly siteId: string;
  readonly domain: string;
}

export const simulatedCustomers = (count: number): SimulatedCustomer[] =>
  Array.from({ length: count }, (_, index) => {
    const nth = String(index + 1).padStart(4, "0");
    return {
      name: `customer-${nth}`,
      siteId: `20000000-0000-4000-9000-00000000${nth}`,
      domain: `customer-${nth}.example`,
    };
  });

/** The account that holds their sites and zones. */
export function accountOf(customers: readonly SimulatedCustomer[]): StateDocument {
  const state = initialState();
  const zone = JSON.stringify(state.dnsZones?.["example.org"]);
  const each = <Value>(
    make: (customer: SimulatedCustomer) => readonly [string, Value],
  ): Record<string, Value> => Object.fromEntries(customers.map(make));
  return {
    ...state,
    settings: { settleMs: 200 },
    domains: {
      ...state.domains,
      ...each(({ domain }) => [
        domain,
        { kind: "connected", accountId: ACCOUNT, connectionType: "NAMESERVERS" } as const,
      ]),
    },
    dnsZones: {
      ...state.dnsZones,
      ...each(({ domain }) => [
        domain,
        JSON.parse(zone.replaceAll("example.org", domain)) as NonNullable<StateDocument["dnsZones"]>[string],
      ]),
    },
    sites: {
      ...state.sites,
      ...each(({ name, siteId }) => [siteId, { ownerAccountId: ACCOUNT, name, displayName: name }]),
    },
  };
}

/** The file that declares them. */
export const customersFile = (customers: readonly SimulatedCustomer[]): string =>
  [
    "customers:",
    ...customers.flatMap(({ name, siteId, domain }) => [
      `  - name: ${name}`,
      `    siteId: ${siteId}`,
      `    domain: ${domain}`,
      "    mailHosts: [10 mx1.example.net, 20 mx2.example.net]",
      `    plan: { product: ${PLAN}, country: DE }`,
    ]),
    "",
  ].join("\n");

export interface FleetFolder {
  readonly folder: string;
  declare(customers: readonly SimulatedCustomer[]): void;
  /** Starts the fleet's command in a session of its own. */
  start(...args: string[]): ChildProcess;
}

export interface FleetPlace {
  readonly root: string;
  readonly engine: Engine;
  readonly baseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Copies the example, as somebody would who uses it. */
export function copyFleet({ root, engine, baseUrl, env }: FleetPlace): FleetFolder {
  const folder = join(root, "fleet");
  mkdirSync(folder, { recursive: true });
  const filter = (source: string): boolean => ![".fleet", "node_modules"].includes(basename(source));
  cpSync(join(repository, "examples", "gitops", "fleet"), folder, { recursive: true, filter });
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    declare: customers => {
      writeFileSync(join(folder, "customers.yaml"), customersFile(customers));
    },
    start: (...args) =>
      spawn(process.execPath, ["src/cli.ts", ...args], {
        cwd: folder,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...engine.env(root),
          TMPDIR: root,
          WIX_BASE_URL: baseUrl,
          WIX_API_KEY: "simulated-api-key",
          WIX_ACCOUNT_ID: ACCOUNT,
          ...env,
        },
      }),
  };
}
