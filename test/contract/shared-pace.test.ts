import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { start, type Running } from "../support/children";
import { accountId } from "../support/world";

/*
 * Four processes with one key, on real clocks, against an account that counts as Wix documents it. It lasts as long as
 * the minute that Wix counts by, and does next to nothing in it.
 */

const repository = join(__dirname, "..", "..");
const LIMIT = 200;
const CALLS = 80;

jest.setTimeout(120_000);

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  folder = await mkdtemp(join(tmpdir(), "pulumi-wix-pace-"));
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

const script = `
  const wix = require("pulumi-wix");
  const calls = Array.from({ length: ${CALLS} }, () =>
    wix.getDnsZone({ domainName: "example.com" }).then(() => console.log("done")));
  Promise.all(calls).catch(error => { console.error(error); process.exitCode = 1; });`;

const reader = (): Running =>
  start(process.execPath, ["-e", script], {
    cwd: repository,
    env: {
      PATH: process.env.PATH,
      TMPDIR: folder,
      WIX_BASE_URL: simulator.url,
      WIX_API_KEY: "simulated-api-key",
      WIX_ACCOUNT_ID: accountId,
    },
  });

test("four processes are never throttled at 200 requests a minute, and one that is killed holds up nobody", async () => {
  await simulator.control.changeSettings({ requestsPerMinute: LIMIT });
  const began = Date.now();
  const readers = [reader(), reader(), reader()];
  const doomed = reader();
  await doomed.seen(/done/);
  doomed.kill();
  const runs = await Promise.all(readers.map(({ finished }) => finished));
  const seconds = (Date.now() - began) / 1_000;

  expect(runs.map(({ code, text }) => ({ code, text }))).toEqual(
    readers.map(() => ({ code: 0, text: "done\n".repeat(CALLS) })),
  );
  const { requests } = await simulator.control.journal();
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  // They had to share, and waited for the minute no longer than it lasts.
  expect(requests.length).toBeGreaterThan(LIMIT);
  expect(seconds).toBeLessThan(75);
  const [shared, ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect((await readdir(join(folder, shared!))).join()).not.toContain("simulated-api-key");
});
