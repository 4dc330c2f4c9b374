/*
 * Record-set resources against plain dynamic resources whose provider does nothing, on the same engine: side by side,
 * in turns, ratios pair by pair. The limiter is opened, since the plain provider has none; what the prescribed pace
 * would add is computed from the calls that were counted.
 */
import { startSimulator } from "wix-simulator";
import { spread } from "./figures.ts";
import { measuredStack } from "./stack.ts";

const REQUESTS_PER_MINUTE = 200;
const WIX_TYPE = "pulumi-nodejs:dynamic/wix:DnsZoneRecords";
const PLAIN_TYPE = "pulumi-nodejs:dynamic:Resource";

const plainProgram = (count: number): string => `
const pulumi = require("@pulumi/pulumi");
const provider = { create: async inputs => ({ id: "made", outs: inputs }) };
for (let index = 0; index < ${count}; index++)
  new pulumi.dynamic.Resource(provider, "r" + index, {
    domainName: "example.com",
    records: [{ type: "A", hostName: "h" + index, values: ["192.0.2." + (index % 250)], ttl: 600 }],
  });`;

const wixProgram = (count: number): string => `
const wix = require("pulumi-wix");
for (let index = 0; index < ${count}; index++)
  new wix.DnsZoneRecords("r" + index, {
    domainName: "example.com",
    records: [{ type: "A", hostName: "h" + index, values: ["192.0.2." + (index % 250)], ttl: 600 }],
  });`;

/** What is timed: what is not there yet, its making, and a preview in which nothing differs. */
const STEPS = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  unchanged: ["preview", "--expect-no-changes"],
} as const;
type Step = keyof typeof STEPS;
const EACH = Object.keys(STEPS) as Step[];
const figures = (): Record<Step, number[]> => ({ preview: [], up: [], unchanged: [] });

const simulator = await startSimulator({ seed: 1 });
const credentials = {
  WIX_BASE_URL: simulator.url,
  WIX_API_KEY: "simulated-api-key",
  WIX_ACCOUNT_ID: "00000000-0000-4000-8000-000000000001",
  WIX_REQUESTS_PER_MINUTE: "9999999",
};

/** Without this, what an earlier stack made in the zone would be adopted without a call. */
const before = await simulator.control.state();

const calls = async (): Promise<number> => {
  const { requests } = await simulator.control.journal();
  await simulator.control.clearJournal();
  return requests.length;
};

const ratios = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((seconds, index) => seconds / (theirs[index] ?? NaN));

const averageBytes = (resources: readonly string[]): number =>
  resources.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / resources.length;

async function compare(count: number, pairs: number): Promise<void> {
  const [wix, plain, counted] = [figures(), figures(), figures()];
  let bytes: [number, number] = [NaN, NaN];
  for (let pair = 0; pair < pairs; pair++) {
    await simulator.control.loadState(before);
    const ours = await measuredStack(wixProgram(count), credentials);
    const theirs = await measuredStack(plainProgram(count), {});
    for (const step of EACH) {
      // Step by step in turns, since the machine's pace drifts; whoever goes first pays for cold caches.
      if (pair % 2 === 1) plain[step].push(await theirs.seconds(...STEPS[step]));
      await calls();
      wix[step].push(await ours.seconds(...STEPS[step]));
      counted[step].push(await calls());
      if (pair % 2 === 0) plain[step].push(await theirs.seconds(...STEPS[step]));
    }
    bytes = [averageBytes(await ours.resources(WIX_TYPE)), averageBytes(await theirs.resources(PLAIN_TYPE))];
    ours.dispose();
    theirs.dispose();
  }
  const least = 1 + Math.ceil(count / 10);
  const most = Math.max(...counted.up);
  console.log(`\n${count} resources, ${pairs} pairs; median (range)`);
  for (const step of EACH)
    console.log(
      `  ${step.padEnd(10)} ${spread(wix[step])} s against ${spread(plain[step])} s, ratio ${spread(ratios(wix[step], plain[step]), 3)}`,
    );
  console.log(
    `  HTTP calls: ${spread(counted.up, 0)} in up, least possible ${least}; ` +
      `${Math.max(...counted.preview, ...counted.unchanged)} in the previews`,
  );
  const prescribed = Math.floor((most - 1) / REQUESTS_PER_MINUTE) * 60;
  console.log(`  the prescribed ${REQUESTS_PER_MINUTE} calls a minute add ${prescribed} s to that up`);
  console.log(`  state: ${bytes[0].toFixed(0)} bytes a resource against ${bytes[1].toFixed(0)}`);
}

try {
  await compare(1, 11);
  await compare(100, 9);
  await compare(500, 4);
} finally {
  await simulator.close();
}
