import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { initialState, startSimulator, type Simulator } from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const KEY = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const CUT = "v=DKIM1; k=rsa";
const HOST = "sel._domainkey.example.com";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

new wix.DnsZoneRecords("mail", {
  domainName: "example.com",
  records: [
    { type: "TXT", hostName: "sel._domainkey", values: [new pulumi.Config().require("dkim")] },
    { type: "MX", hostName: "@", values: ["10 mx1.example.net"] },
  ],
});
`;

let simulator: Simulator;
let stack: Stack;

const zone = async () => (await simulator.control.state()).dnsZones?.["example.com"]?.records;
const patches = async () =>
  (await simulator.control.journal()).requests.filter(({ method }) => method === "PATCH").length;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());

beforeEach(async () => {
  await simulator.control.loadState({ ...initialState(), settings: { longTxtValues: "cut-when-written" } });
  await simulator.control.clearJournal();
  stack = await makeStack({
    program: { typescript: program },
    config: { "wix:baseUrl": simulator.url, "wix:accountId": ACCOUNT, dkim: KEY },
    secrets: { "wix:apiKey": "simulated-api-key" },
  });
});
afterEach(() => stack.dispose());

describe("a text that Wix shows cut, on the real engine", () => {
  test("fails by name, is sent once, is settled by declaring it as shown, and destroyed", async () => {
    const before = await zone();
    const first = await stack.up();
    expect(first.code).not.toBe(0);
    expect(first.text).toContain(`Wix accepted the change of TXT ${HOST}`);
    expect(first.text).toContain(KEY);
    expect(first.text).toMatch(new RegExp(`Wix shows +${CUT}\\s`));
    const { resources, pendingOperations } = await stack.exportState();
    const saved = resources.find(({ type }) => type.endsWith(":DnsZoneRecords"));
    expect(saved?.outputs?.records).toMatchObject({
      [`TXT ${HOST}`]: { values: [CUT] },
      "MX example.com": { values: ["10 mx1.example.net"] },
    });
    expect(saved?.initErrors).toHaveLength(1);
    expect(pendingOperations).toEqual([]);

    for (const flags of [[], ["--refresh"]]) {
      const again = await stack.up(...flags);
      expect(again.code).not.toBe(0);
      expect(again.text).toContain("was sent before, and is not sent again");
    }
    expect(await patches()).toBe(1);

    await stack.configure({ dkim: CUT });
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });
    expect(await patches()).toBe(1);

    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
    expect(await zone()).toEqual(before);
    expect(await simulator.control.violations()).toEqual([]);
    expect(await simulator.control.warnings()).toEqual([]);
  });

  test("is taken away by a destroy right after it failed", async () => {
    const before = await zone();
    expect((await stack.up()).code).not.toBe(0);
    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
    expect(await zone()).toEqual(before);
  });
});
