import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { initialState, startSimulator, type RecordSet, type Simulator } from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";

jest.setTimeout(240_000);

const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const KEY = "simulated-api-key";

/** As a user writes it: mixed spellings, a value from the configuration, a secret one. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const mail = new wix.DnsZoneRecords(config.get("name") ?? "mail", {
  domainName: "Example.COM",
  existing: "replace",
  records: [
    { type: "MX", hostName: "@", values: [config.get("mx") ?? "10  MX1.example.net.", "20 mx2.example.net"] },
    { type: "TXT", hostName: "example.com.", values: ["v=spf1 include:_spf.example.net -all"], ttl: 600 },
    { type: "AAAA", hostName: "IPV6", values: ["2001:DB8:0:0:0:0:0:1"] },
    { type: "CNAME", hostName: "www", values: ["cdn1.wixdns.net"] },
  ],
});
new wix.DnsZoneRecords("verification", {
  domainName: mail.domainName,
  records: [{ type: "TXT", hostName: "_token", values: [config.requireSecret("token")] }],
});
if (config.getBoolean("twice"))
  new wix.DnsZoneRecords("twice", {
    domainName: "example.com",
    records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }],
  });
if (config.getBoolean("wrong"))
  new wix.DnsZoneRecords("wrong", {
    domainName: "example.com",
    records: [
      { type: "A", hostName: "a", values: ["192.0.2.999"] },
      { type: "MX", hostName: "b", values: ["mx1.example.net"] },
    ],
  });
export const sets = mail.records;
export const apex = wix.getDnsZoneOutput({ domainName: mail.domainName }).records.apply(
  records => records.find(({ type, hostName }) => type === "A" && hostName === "example.com")?.values,
);
export const wouldBe = wix.DnsZoneRecords.get("seen", "example.org").records;
`;

const oldMail: RecordSet = { type: "MX", hostName: "example.com", ttl: 1800, values: ["5 old.example.net"] };

let simulator: Simulator;
let stack: Stack;

type Zone = Map<string, Omit<RecordSet, "ttl"> & { ttl?: number | undefined }>;

const zone = async (): Promise<Zone> => {
  const { dnsZones } = await simulator.control.state();
  return new Map((dnsZones?.["example.com"]?.records ?? []).map(set => [`${set.type} ${set.hostName}`, set]));
};

beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());

beforeEach(async () => {
  const state = initialState();
  state.dnsZones?.["example.com"]?.records.push(oldMail);
  await simulator.control.loadState(state);
  await simulator.control.clearJournal();
  await simulator.control.clearFaults();
  stack = await makeStack({
    program: { typescript: program },
    config: { "wix:baseUrl": simulator.url, "wix:accountId": ACCOUNT },
    secrets: { "wix:apiKey": KEY, token: "hush-hush" },
  });
});
afterEach(() => stack.dispose());

describe("record sets on the real engine", () => {
  test("live through preview, up, a change, drift, refresh and destroy", async () => {
    const before = await zone();
    const preview = await stack.preview("--diff");
    expect(preview.text).not.toContain("Undefined value");
    expect(preview.code).toBe(0);
    expect(preview.text).toContain("AAAA ipv6.example.com");
    expect((await simulator.control.journal()).requests.filter(({ method }) => method !== "GET")).toEqual([]);

    const up = await stack.up();
    expect(up.text).not.toContain("hush-hush");
    expect(up.code).toBe(0);
    const made = await zone();
    expect(made.get("MX example.com")?.values.toSorted()).toEqual([
      "10 mx1.example.net",
      "20 mx2.example.net",
    ]);
    expect(made.get("AAAA ipv6.example.com")?.values).toEqual(["2001:db8::1"]);
    expect(made.get("A example.com")).toEqual(before.get("A example.com"));

    const unchanged = await stack.preview("--refresh", "--expect-no-changes");
    expect(unchanged).toMatchObject({ code: 0 });

    await stack.configure({ mx: "10 mx9.example.net" });
    const change = await stack.preview("--diff");
    expect(change.text).toMatch(/~ MX example\.com[^]*"10 mx1\.example\.net" => "10 mx9\.example\.net"/);
    expect(change.text).not.toMatch(/~ (TXT|AAAA|CNAME) /);
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    expect((await zone()).get("MX example.com")?.values).toContain("10 mx9.example.net");

    await simulator.control.edit("dns-zones", "example.com", {
      set: [{ type: "TXT", hostName: "example.com", ttl: 600, values: ["v=spf1 +all"] }],
    });
    const drift = await stack.refresh("--diff");
    expect(drift.text).toMatch(/~ TXT example\.com[^]*v=spf1 \+all/);
    const repair = await stack.up("--diff");
    expect(repair.code).toBe(0);
    expect((await zone()).get("TXT example.com")?.values).toEqual(["v=spf1 include:_spf.example.net -all"]);

    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
    expect(await zone()).toEqual(before);
    expect(await simulator.control.violations()).toEqual([]);
  });

  test("keep the API key and secret values out of the state in the clear", async () => {
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    const exported = JSON.stringify(await stack.exportState());
    expect(exported).not.toContain(KEY);
    expect(exported).not.toContain("hush-hush");
    expect((await zone()).get("TXT _token.example.com")?.values).toEqual(["hush-hush"]);
  });

  test("are saved with the line of the program that declares them", async () => {
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    const { resources } = await stack.exportState();
    const places = resources
      .filter(({ type }) => type.endsWith(":DnsZoneRecords"))
      .map(({ urn, sourcePosition }) => [urn.split("::").at(-1), sourcePosition?.split(",")[0]]);
    const lineOf = (text: string) => program.split("\n").findIndex(line => line.includes(text)) + 1;
    expect(Object.fromEntries(places)).toEqual({
      mail: `project:///index.ts#${lineOf("const mail")}`,
      verification: `project:///index.ts#${lineOf('"verification"')}`,
      seen: expect.anything(),
    });
  });

  test("end at preview where the program is wrong, with all faults at once", async () => {
    await stack.configure({ wrong: "true" });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toContain("records[0].values[0]");
    expect(preview.text).toContain("records[1].values[0]");
  });

  test("that two resources declare end at preview, which names both", async () => {
    await stack.configure({ twice: "true" });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toMatch(
      /'(twice|mail)'[^]*MX example\.com in the zone example\.com is declared by DnsZoneRecords "(mail|twice)" as well/,
    );
  });

  test("need no credentials to be previewed", async () => {
    await stack.pulumi("config", "rm", "wix:apiKey");
    await stack.replaceProgram({ typescript: program.replace(/export const (apex|wouldBe)[^]*$/, "") });
    await expect(stack.preview()).resolves.toMatchObject({ code: 0 });
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("pulumi config set --secret wix:apiKey");
    expect(up.text).toContain("WIX_API_KEY");
  });

  test("survive a rename without an alias: what the new name declares is not deleted with the old one", async () => {
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    const made = await zone();
    await stack.configure({ name: "post" });
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    expect(await zone()).toEqual(made);
  });

  test("are finished by the next run where a run was killed in the middle", async () => {
    const fault = await simulator.control.addFault({
      method: "PATCH",
      action: { kind: "hold", when: "after" },
    });
    const run = stack.start("up", "--yes", "--skip-preview");
    await simulator.control.untilHeld(fault.id);
    run.kill();
    await run.finished;
    await simulator.control.clearFaults();
    await stack.pulumi("cancel", "--yes");
    const again = await stack.up("--refresh");
    expect(again.text).not.toMatch(/error:/);
    expect(again.code).toBe(0);
    expect((await zone()).get("AAAA ipv6.example.com")?.values).toEqual(["2001:db8::1"]);
    await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });
  });

  test("are saved half made where a part was refused, and finished by the next run", async () => {
    const more = Array.from(
      { length: 14 },
      (_, i) => `{ type: "A", hostName: "h${i}", values: ["192.0.2.${i}"] }`,
    );
    const many = program.replace(
      '{ type: "CNAME", hostName: "www"',
      `${more.join(", ")}, { type: "CNAME", hostName: "www"`,
    );
    await stack.replaceProgram({ typescript: many });
    await simulator.control.addFault({
      method: "PATCH",
      nth: 2,
      times: "unlimited",
      action: { kind: "status", status: 428, code: "DOMAIN_NOT_PERMITTED" },
    });
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("DOMAIN_NOT_PERMITTED");
    await simulator.control.clearFaults();
    await expect(stack.refresh()).resolves.toMatchObject({ code: 0 });
    await expect(stack.up()).resolves.toMatchObject({ code: 0 });
    expect((await zone()).size).toBe(4 + 14 + 4);
    await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
    expect((await zone()).get("MX example.com")).toEqual(oldMail);
  });
});

test("the example declares mail records, changes one of them, and leaves the zone as it was found", async () => {
  await simulator.control.edit("dns-zones", "example.com", {
    delete: [{ type: "MX", hostName: "example.com" }],
  });
  const before = await zone();
  await stack.dispose();
  stack = await makeStack({
    program: { example: "dns-records" },
    config: { "wix:baseUrl": simulator.url, "wix:accountId": ACCOUNT },
    secrets: { "wix:apiKey": KEY },
  });
  await expect(stack.up()).resolves.toMatchObject({ code: 0 });
  expect((await zone()).get("MX example.com")?.values).toEqual(["10 mx1.example.net"]);
  await expect(stack.preview("--refresh", "--expect-no-changes")).resolves.toMatchObject({ code: 0 });
  await stack.configure({ "dns-records:mailHost": "mx2.example.net" });
  const change = await stack.preview("--diff");
  expect(change.text).toMatch(/~ MX example\.com[^]*=> "10 mx2\.example\.net"/);
  expect(change.text).not.toContain("~ TXT");
  await expect(stack.up()).resolves.toMatchObject({ code: 0 });
  await expect(stack.destroy()).resolves.toMatchObject({ code: 0 });
  expect(await zone()).toEqual(before);
});
