import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureEngine, type Engine } from "../engine/ensure.ts";
import { killSession } from "../engine/session.ts";
import {
  runningAccount,
  startSimulatedAccount,
  type AccountState,
  type SimulatedAccount,
} from "./simulated-account.ts";
import { columns, commandLine, heading, print } from "./terminal.ts";

const repository = join(import.meta.dirname, "..");
const folder = join(repository, ".demo");
const example = "register-a-domain-with-mail";
/** As the example's simulated configuration says. */
const domainName = "example-florist.com";
const howToKeep = "Simulator and stack end here; npm run demo -- --keep leaves them to play with.";

/** Runs `pulumi` in the terminal. @throws Error if it fails. */
type Pulumi = (...args: string[]) => Promise<void>;

async function demo(keep: boolean): Promise<void> {
  heading("A Pulumi engine and a simulated Wix account");
  const engine = await ensureEngine();
  await refuseToDisturb();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  if (!keep) process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const account = await startSimulatedAccount(folder, keep);
  copyFileSync(
    join(repository, "examples", example, "Pulumi.simulated.yaml"),
    join(folder, "Pulumi.demo.yaml"),
  );
  const env = {
    ...engine.env(folder),
    ...account.credentials,
    WIX_POLL_INTERVAL: "250ms",
    PULUMI_STACK: "demo",
  };
  print(
    `Pulumi ${engine.version} on a backend in .demo/, Wix simulated at ${account.credentials.WIX_BASE_URL ?? ""}`,
  );
  print(`\n${overview(await account.state())}`);

  try {
    await deploy((...args) => run(engine, args, env));
    heading("What is in the account now");
    print(overview(await account.state()));
  } finally {
    print(`\n${keep ? howToGoOn(account, env) : howToKeep}`);
  }
}

/** An earlier demo's simulator may still serve a stack in the same folder. */
async function refuseToDisturb(): Promise<void> {
  const pid = await runningAccount(folder);
  if (pid !== undefined) throw new Error(`A demo still runs here. To stop it: ${stopping(pid)}`);
}

async function deploy(pulumi: Pulumi): Promise<void> {
  heading(`A stack for examples/${example}`);
  await pulumi("stack", "init", "demo");
  heading("What would be done");
  await pulumi("preview", "--diff");
  heading("Do it");
  await pulumi("up", "--yes", "--skip-preview");
  heading("Another mail server: one record set of two changes");
  await pulumi("config", "set", "mailHost", "mx2.example.net");
  await pulumi("preview", "--diff");
  await pulumi("up", "--yes", "--skip-preview");
  heading("Look at the account: nothing has drifted");
  await pulumi("refresh", "--yes", "--skip-preview");
  await pulumi("preview", "--refresh", "--expect-no-changes");
}

/**
 * The engine gets a session of its own, so that its plugins can be ended with it; and no terminal, since what it asks
 * of one would be answered into the user's shell.
 */
async function run(engine: Engine, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  commandLine(["pulumi", ...args].join(" "));
  const coloured = process.stdout.isTTY && process.stdout.hasColors();
  const child = spawn(engine.command, args, {
    cwd: repository,
    env: { ...env, PULUMI_OPTION_COLOR: coloured ? "always" : "never" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(process.stdout, { end: false });
  const end = (): void => killSession(child);
  process.once("exit", end);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  process.off("exit", end);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed`);
}

/** What the account has of what the example is about, a table a kind of thing. */
function overview({ sites, resellers, domains, dnsZones }: AccountState): string {
  const productName = (id: string) => resellers.catalog.find(product => product.id === id)?.name ?? id;
  const instances = resellers.packages.flatMap(({ externalId = "", productInstances }) =>
    productInstances.map(({ catalogProductId, status, siteId = "" }) => [
      externalId,
      productName(catalogProductId),
      status,
      sites[siteId]?.displayName ?? siteId,
    ]),
  );
  const charges = resellers.ledger.map(({ catalogProductId, amount }) => [
    productName(catalogProductId),
    String(amount),
  ]);
  const domain = domains[domainName];
  const records = (dnsZones[domainName]?.records ?? [])
    .map(set => [set.type, set.hostName, `${set.ttl} s`, set.values.join(", ")])
    .sort((one, other) => sortKey(one).localeCompare(sortKey(other)));
  return [
    table(["PACKAGE", "PRODUCT", "STATUS", "SITE"], instances),
    table(["CHARGED FOR", "AMOUNT"], charges),
    table(["DOMAIN", "HOW", "STATUS"], domain ? [[domainName, domain.kind, domain.status ?? ""]] : []),
    table(["TYPE", "HOST NAME", "TTL", "VALUES"], records),
  ].join("\n\n");
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  columns([head, ...(rows.length > 0 ? rows : [["(none)"]])]);

const sortKey = ([type = "", hostName = ""]: readonly string[]): string => `${hostName} ${type}`;

function howToGoOn(account: SimulatedAccount, env: NodeJS.ProcessEnv): string {
  const settings = Object.entries(env).filter(([name]) => /^(PATH$|PULUMI_|WIX_)/.test(name));
  const lines = settings.map(
    ([name, value = ""]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`,
  );
  writeFileSync(join(folder, "env.sh"), `${lines.join("\n")}\n`);
  return columns([
    ["To go on, in this folder:", ". .demo/env.sh"],
    ["", "pulumi up"],
    ["To look into the account:", account.page],
    ["To stop the simulator:", stopping(account.pid)],
  ]);
}

function stopping(pid: number): string {
  return `kill ${pid} && rm -r .demo`;
}

const { values } = parseArgs({ options: { keep: { type: "boolean", default: false } } });
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
for (const [signal, number] of Object.entries(signals)) process.on(signal, () => process.exit(128 + number));
demo(values.keep).catch((error: unknown) => {
  print(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
