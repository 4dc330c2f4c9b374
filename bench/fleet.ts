/*
 * A fleet on a simulated account: `node bench/fleet.ts [customers] [at a time] [requests a minute]`, after `npm run
 * build`. Prints wall and CPU time, memory and calls: of the first run, of one that finds all as declared, and of a drift.
 */
import { execFileSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "wix-simulator";
import { ensureEngine } from "../engine/ensure.ts";
import { accountOf, copyFleet, simulatedCustomers } from "../scripts/fleet-on-simulator.ts";
import { childrenCpu } from "./figures.ts";

const [count = 10, parallel = 4, perMinute = 200] = process.argv.slice(2).map(Number);
const LOOK_EVERY = 500;

const sessionOf = (leader: ChildProcess): { rss: number; processes: number } => {
  const table = execFileSync("ps", ["-A", "-o", "sess=,rss="], { encoding: "utf8" });
  const sizes = table
    .trim()
    .split("\n")
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([session]) => session === leader.pid)
    .map(([, rss = 0]) => rss / 1_024);
  return { rss: sizes.reduce((sum, one) => sum + one, 0), processes: sizes.length };
};

const simulator = await startSimulator({ seed: 42 });
const root = mkdtempSync(join(tmpdir(), "pulumi-wix-fleet-"));
try {
  const customers = simulatedCustomers(count);
  await simulator.control.loadState(accountOf(customers));
  await simulator.control.changeSettings({ requestsPerMinute: perMinute });
  const engine = await ensureEngine();
  const env = { WIX_REQUESTS_PER_MINUTE: String(perMinute) };
  const fleet = copyFleet({ root, engine, baseUrl: simulator.url, env });
  fleet.declare(customers);

  console.log(
    `${count} customers, ${parallel} at a time, ${perMinute} requests a minute; ` +
      `${availableParallelism()} cores (${cpus()[0]?.model ?? "?"}), Pulumi ${engine.version}, Node.js ${process.version}`,
  );
  for (const command of ["up", "up", "drift"]) {
    await simulator.control.clearJournal();
    const began = performance.now();
    const cpu = childrenCpu();
    let peak = { rss: 0, processes: 0 };
    const child = fleet.start(command, "--parallel", String(parallel));
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (more: string) => void (text += more));
    const timer = setInterval(() => {
      const now = sessionOf(child);
      if (now.rss > peak.rss) peak = now;
    }, LOOK_EVERY);
    const [code] = (await once(child, "close")) as [number | null];
    clearInterval(timer);
    const wall = (performance.now() - began) / 1_000;
    const { requests } = await simulator.control.journal();
    const throttled = requests.filter(({ status }) => status === 429).length;
    if (code !== 0) console.log(text);
    console.log(
      `${command.padEnd(5)} exit ${code ?? "none"}  ${wall.toFixed(1)} s  CPU ${(childrenCpu() - cpu).toFixed(1)} s  ` +
        `${requests.length} calls (${throttled} throttled)  peak ${peak.rss.toFixed(0)} MB in ${peak.processes} processes`,
    );
  }
} finally {
  await simulator.close();
  rmSync(root, { recursive: true, force: true });
}
