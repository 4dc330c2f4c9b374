import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ensureEngine } from "../../engine/ensure.ts";
import { killSession } from "../../engine/session.ts";
import {
  accountOf,
  copyFleet,
  simulatedCustomers,
  type FleetFolder,
} from "../../scripts/fleet-on-simulator.ts";
import { startSimulator, type JournalRequest, type Simulator } from "../../simulator/src";

/*
 * examples/gitops/fleet with 50 customers, four at a time. So that the pace is felt in the time that CI has, account and
 * provider both go by a limit that is five times Wix's: the processes start that much more often.
 */

const PER_MINUTE = 1_000;
const customers = simulatedCustomers(50);
const [first, second] = customers as [(typeof customers)[0], (typeof customers)[0]];
const last = customers.at(-1)!;

jest.setTimeout(900_000);

let simulator: Simulator;
let root: string;
let fleet: FleetFolder;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  await simulator.control.loadState(accountOf(customers));
  await simulator.control.changeSettings({ requestsPerMinute: PER_MINUTE });
  root = mkdtempSync(join(tmpdir(), "pulumi-wix-fleet-"));
  fleet = copyFleet({
    root,
    engine: await ensureEngine(),
    baseUrl: simulator.url,
    env: { WIX_REQUESTS_PER_MINUTE: String(PER_MINUTE), WIX_POLL_INTERVAL: "400ms" },
  });
  fleet.declare(customers);
});
afterAll(async () => {
  await simulator.close();
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** Ends once another stack was locked, which it is for seconds then. */
const untilLocked = async (isOver: () => boolean): Promise<void> => {
  const locks = (): string[] => globSync("state/.pulumi/locks/**/*.json", { cwd: root });
  const before = locks();
  while (!isOver() && locks().every(lock => before.includes(lock))) await pause(20);
};

/** @param killAt what it prints when it is to be killed, with all that it has started, while it holds a lock */
const run = (args: readonly string[], killAt?: RegExp): Promise<Ended> =>
  new Promise(resolve => {
    const child = fleet.start(...args);
    let text = "";
    let awaited = killAt;
    for (const stream of [child.stdout, child.stderr])
      stream!.setEncoding("utf8").on("data", (more: string) => {
        text += more;
        if (!awaited?.test(text)) return;
        awaited = undefined;
        void untilLocked(() => child.exitCode !== null).then(() => {
          killSession(child);
        });
      });
    child.once("close", code => resolve({ code, text: stripVTControlCharacters(text) }));
  });

const succeeds = async (...args: string[]): Promise<string> => {
  const { code, text } = await run(args);
  if (code !== 0) throw new Error(`exit code ${String(code)}:\n${text}`);
  return text;
};

const requests = async (): Promise<readonly JournalRequest[]> => (await simulator.control.journal()).requests;

const notes = (...path: string[]): string => join(fleet.folder, ".fleet", ...path);

/** What the provider has written of the last run on a customer; nothing, where it made no call. */
const callsOf = (name: string): { calls: number; troubled: number } => {
  const log = notes("calls", `${name}.log`);
  const lines = existsSync(log) ? (readFileSync(log, "utf8").match(/.+/g) ?? []) : [];
  return { calls: lines.length, troubled: lines.filter(line => !line.endsWith(" 200")).length };
};

/** Customers who were worked on when the run was killed. */
const cutOff = (): string[] => {
  const done = readFileSync(notes("up.jsonl"), "utf8");
  const begun = readdirSync(notes("calls")).map(log => log.replace(/\.log$/, ""));
  return begun.filter(name => !done.includes(`"${name}"`));
};

const struck = ({ faults }: JournalRequest): boolean => faults.length > 0;

test("its own tests pass", () => {
  const { status, stdout } = spawnSync(process.execPath, ["--test", "test/*.test.ts"], {
    cwd: join(__dirname, "..", "..", "examples", "gitops", "fleet"),
    encoding: "utf8",
  });
  expect(`${status}\n${stdout}`).toMatch(/^0\n/);
});

describe("a fleet of 50 customers", () => {
  let alone = 0;

  test("learns the calls of a customer from the provider", async () => {
    const text = await succeeds("up", "--only", first.name);
    alone = callsOf(first.name).calls;
    expect(text).toContain(`${alone} calls`);
    expect(await requests()).toHaveLength(alone);
    expect(alone).toBeGreaterThan(5);
  });

  test("comes to its end through 429, 503, lost answers and a kill, with one charge each and no call too many", async () => {
    const { control } = simulator;
    const route = "/resellers/v2/packages";
    await control.addFault({ method: "POST", route, nth: 7, action: { kind: "drop", effect: "done" } });
    await control.addFault({
      method: "POST",
      route,
      nth: 29,
      action: { kind: "status", status: 503, effect: "done" },
    });
    await control.addFault({ method: "PATCH", nth: 12, action: { kind: "drop", effect: "done" } });
    await control.addFault({ nth: 60, action: { kind: "throttle" } });
    for (const nth of [35, 75, 115, 150])
      await control.addFault({ method: "GET", nth, action: { kind: "status", status: 503 } });

    const killed = await run(["up"], /\[20\/50\]/);
    expect(killed.code).toBeNull();
    const killedOnes = cutOff();
    const resumed = await succeeds("up", "--resume", "--junit", "fleet.xml", "--markdown", "fleet.md");

    expect(resumed).toMatch(/2\d are done since the run that was stopped/);
    expect(resumed).toContain("took away the lock of a run that died");
    const state = await control.state();
    for (const { name, domain, siteId } of customers) {
      const records = state.dnsZones?.[domain]?.records ?? [];
      const values = (type: string) =>
        records.find(one => one.type === type && one.hostName === domain)?.values;
      expect([name, values("MX")?.toSorted(), values("TXT")]).toEqual([
        name,
        ["10 mx1.example.net", "20 mx2.example.net"],
        ["v=spf1 mx -all"],
      ]);
      const instances = state.resellers?.packages?.flatMap(({ productInstances }) => productInstances) ?? [];
      expect([name, instances.filter(one => one.siteId === siteId).map(({ status }) => status)]).toEqual([
        name,
        ["ENABLED"],
      ]);
    }
    expect(await control.ledger()).toHaveLength(customers.length);
    expect(await control.violations()).toEqual([]);

    const all = await requests();
    expect(all.filter(one => one.status === 429 && !struck(one))).toEqual([]);
    expect(all.filter(struck)).toHaveLength(8);
    /*
     * What a customer takes alone differs by a look or two, by the chance in the pauses of a wait. So the least is the mean
     * of those whom nothing befell. What others took beyond it since requests of theirs were struck counts apart; the calls
     * of what was killed, which were made once more, do not.
     */
    const counts = customers.map(({ name }) => ({
      name,
      // Its later run found all as declared.
      ...(name === first.name ? { calls: alone, troubled: 0 } : callsOf(name)),
    }));
    const calm = counts.filter(({ name, troubled }) => troubled === 0 && !killedOnes.includes(name));
    const least = calm.reduce((sum, { calls }) => sum + calls, 0) / calm.length;
    const apart = counts
      .filter(({ troubled }) => troubled > 0)
      .reduce((sum, { calls }) => sum + Math.max(0, calls - least), 0);
    console.info(
      `${all.length} calls, ${apart.toFixed(1)} of them after faults; the least of a customer is ${least.toFixed(2)}; ` +
        `${((all.length - apart) / (customers.length * least)).toFixed(3)} of the sum`,
    );
    expect(calm.length).toBeGreaterThan(30);
    expect(all.length - apart).toBeLessThanOrEqual(1.05 * customers.length * least);

    const [junit, markdown] = ["fleet.xml", "fleet.md"].map(name =>
      readFileSync(join(fleet.folder, name), "utf8"),
    );
    expect(junit).toMatch(/<testsuite name="fleet up" tests="50" failures="0"/);
    expect(markdown).toMatch(new RegExp(`\\| ${last.name} \\| as declared \\|`));
  });

  test("tells drift of each customer, and changes nothing", async () => {
    const { control } = simulator;
    await control.edit("dns-zones", second.domain, { delete: [{ type: "MX", hostName: second.domain }] });
    await control.clearJournal();
    const { code, text } = await run(["drift", "--only", `${first.name},${second.name}`]);
    expect(code).toBe(7);
    expect(text).toMatch(new RegExp(`${first.name}: as declared`));
    expect(text).toMatch(new RegExp(`${second.name}: drifted, ~ .*DnsZoneRecords mail update`));
    expect(
      (await requests()).filter(({ method, path }) => method !== "GET" && !path.endsWith("/query")),
    ).toEqual([]);
  });

  test("ends the stack of a customer who left the file when told so, and not before", async () => {
    fleet.declare(customers.slice(0, -1));
    expect(await succeeds("preview", "--only", first.name)).toContain(`${last.name} is in the file no more`);
    expect((await run(["up", "--only", first.name, "--retire", second.name])).text).toContain(
      `not retired: ${second.name}`,
    );
    const text = await succeeds("up", "--only", first.name, "--retire", last.name);
    expect(text).toMatch(new RegExp(`${last.name}: retired`));
    expect(await simulator.control.ledger()).toHaveLength(customers.length);
  });
});
