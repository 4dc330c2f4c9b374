import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const simulator = join(import.meta.dirname, "..", "simulator", "bin", "wix-simulator.js");
const logName = "simulator.log";
const pidName = "simulator.pid";
const startsWithin = 10_000;

/** What the simulator keeps of an account, as far as it is shown here. */
export interface AccountState {
  readonly sites: Readonly<Record<string, { readonly displayName: string }>>;
  readonly resellers: {
    readonly catalog: readonly { readonly id: string; readonly name: string }[];
    readonly packages: readonly {
      readonly externalId?: string;
      readonly productInstances: readonly {
        readonly catalogProductId: string;
        readonly siteId?: string;
        readonly status: string;
      }[];
    }[];
    readonly ledger: readonly { readonly catalogProductId: string; readonly amount: number }[];
  };
  readonly domains: Readonly<Record<string, { readonly kind: string; readonly status?: string }>>;
  readonly dnsZones: Readonly<Record<string, { readonly records: readonly RecordSet[] }>>;
}

interface RecordSet {
  readonly type: string;
  readonly hostName: string;
  readonly ttl: number;
  readonly values: readonly string[];
}

/** A simulated Wix account in a process of its own. */
export interface SimulatedAccount {
  readonly pid: number;
  /** `WIX_BASE_URL`, `WIX_API_KEY` and `WIX_ACCOUNT_ID`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Where a browser looks into the account. */
  readonly page: string;
  /** Looks into the account past its API. */
  state(): Promise<AccountState>;
}

/**
 * Starts a simulator that keeps its log and its process id in `folder`. Unless it is kept it ends with this process,
 * however that ends: its standard input closes then.
 *
 * @throws Error with the log if it does not come up within 10 s.
 */
export async function startSimulatedAccount(folder: string, keep: boolean): Promise<SimulatedAccount> {
  const log = join(folder, logName);
  const output = openSync(log, "w");
  const child = spawn(process.execPath, [simulator, ...(keep ? [] : ["--stop-with-stdin"])], {
    detached: true,
    stdio: [keep ? "ignore" : "pipe", output, output],
  });
  closeSync(output);
  child.unref();
  const pid = child.pid ?? 0;
  writeFileSync(join(folder, pidName), `${pid}\n`);
  const text = await untilAnnounced(child, log);
  const settings = [...text.matchAll(/(WIX_\w+)=(\S+)/g)].map(
    match => [match[1] ?? "", match[2] ?? ""] as const,
  );
  const credentials = Object.fromEntries(settings);
  return { pid, credentials, page: `${controlUrl(text)}/`, state: () => readState(controlUrl(text)) };
}

/** The process id of a simulator that was started with `folder` and still answers. */
export async function runningAccount(folder: string): Promise<number | undefined> {
  try {
    await fetch(controlUrl(readFileSync(join(folder, logName), "utf8")), {
      signal: AbortSignal.timeout(startsWithin),
    });
    return Number(readFileSync(join(folder, pidName), "utf8"));
  } catch {
    return undefined;
  }
}

function controlUrl(announcement: string): string {
  return /^control API +(\S+)$/m.exec(announcement)?.[1] ?? "";
}

async function untilAnnounced(child: ChildProcess, log: string): Promise<string> {
  const deadline = Date.now() + startsWithin;
  while (Date.now() < deadline && child.exitCode === null) {
    const text = readFileSync(log, "utf8");
    if (/^export WIX_BASE_URL=.*\n/m.test(text)) return text;
    await pause(50);
  }
  throw new Error(`the simulator did not start:\n${readFileSync(log, "utf8")}`);
}

async function readState(server: string): Promise<AccountState> {
  const response = await fetch(new URL("/state", server));
  return (await response.json()) as AccountState;
}
