import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { secret, type NativePlugin } from "../support/native-plugin.ts";
import { unknownValue } from "../support/provider-calls.ts";
import { made, makeNativeAccount, resource, type NativeAccount } from "./native-account.ts";

jest.setTimeout(60_000);

let account: NativeAccount;
let plugin: NativePlugin;
beforeEach(async () => {
  account = await makeNativeAccount();
  plugin = await account.newProcess();
});
afterEach(async () => {
  await account.close();
});

const TOKEN = "verification=s3cr3t-token";
const zone = (records: unknown) => ({ domainName: "example.com", records });
const txt = (value: unknown) => zone([{ type: "TXT", hostName: "@", values: ["v=spf1 -all", value] }]);
const records = () => resource(plugin, "DnsZoneRecords", "mail");

describe("a secret leaf", () => {
  test("is sealed alone where it is found again, in inputs and in the state, also after a refresh", async () => {
    const first = await made(records(), txt(secret(TOKEN)));
    const values = expect.arrayContaining(["v=spf1 -all", secret(TOKEN)]) as unknown;
    expect(first.inputs.records).toEqual({ "TXT example.com": { values } });
    expect(first.properties.records).toEqual({ "TXT example.com": { values } });
    const seen = await records().read(first.id, first.properties, first.inputs);
    expect(seen.properties).toEqual(first.properties);
    expect(seen.inputs).toEqual(first.inputs);
    expect(await records().diff(first, first.inputs)).toMatchObject({ changes: false });
  });

  test.each<[what: string, args: Record<string, unknown>]>([
    [
      "its canonical form is another text",
      zone([{ type: "MX", hostName: "@", values: [secret("10 MX1.Example.NET.")] }]),
    ],
    ["it moves into a key", zone([{ type: "A", hostName: secret("internal"), values: ["192.0.2.1"] }])],
    [
      "only one of two is found",
      zone([{ type: "A", hostName: secret("internal"), values: [secret("192.0.2.1")] }]),
    ],
    [
      "it shows within another leaf",
      zone([{ type: "TXT", hostName: "@", values: [secret("s3cr3t"), "not-so-s3cr3t"] }]),
    ],
    ["it is not known yet", zone([{ type: "TXT", hostName: "@", values: [secret(unknownValue)] }])],
    ["the whole argument is one", zone(secret([{ type: "TXT", hostName: "@", values: ["a"] }]))],
  ])("seals the whole argument where %s", async (_what, args) => {
    const { inputs, failures } = await records().check(args);
    expect(failures).toEqual([]);
    expect(inputs.records).toEqual(secret(expect.anything()));
    expect(inputs.domainName).toBe("example.com");
  });

  test("seals the whole argument where somebody has changed it meanwhile", async () => {
    const first = await made(records(), txt(secret(TOKEN)));
    const set = [{ type: "TXT" as const, hostName: "example.com", values: ["verification=S3CR3T-token-2"] }];
    await account.simulator.control.edit("dns-zones", "example.com", { set });
    plugin = await account.newProcess();
    const seen = await records().read(first.id, first.properties, first.inputs);
    expect(seen.properties.records).toEqual(secret(expect.anything()));
    expect(seen.inputs.records).toEqual(secret(expect.anything()));
  });

  test("that was none in the last run makes a difference of its own, and is sealed without a call", async () => {
    const first = await made(records(), txt(TOKEN));
    await account.simulator.control.clearJournal();
    plugin = await account.newProcess();
    const { inputs } = await records().check(txt(secret(TOKEN)), first.inputs);
    expect(await records().diff(first, inputs)).toMatchObject({ changes: true, details: {} });
    const second = await records().update(first, inputs);
    expect(JSON.stringify(second.properties.records)).toContain(JSON.stringify(secret(TOKEN)));
    expect(await records().diff(second, inputs)).toMatchObject({ changes: false });
    expect((await account.simulator.control.journal()).requests).toEqual([]);
  });

  test("shows in no line and in no error", async () => {
    const set = [{ type: "TXT" as const, hostName: "example.com", values: ["somebody else's"] }];
    await account.simulator.control.edit("dns-zones", "example.com", { set });
    const said = await made(records(), txt(secret(TOKEN))).then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(said).toContain("TXT example.com");
    expect(said).not.toContain(TOKEN);
    expect(JSON.stringify(plugin.lines)).not.toContain(TOKEN);
  });
});

describe("contacts", () => {
  const person = {
    firstName: "Ada",
    lastName: "Lovelace",
    email: "ada@example.org",
    address: "1 Analytical Way",
    city: "Boston",
    countryCode: "US",
    phone: "+16175550100",
  };

  test("are secret though nobody says so", async () => {
    const one = resource(plugin, "RegisteredDomain", "bakery");
    const { inputs } = await one.check({
      domain: "new-bakery.com",
      productInstanceId: "40000000-0000-4000-8000-000000000001",
      contacts: { registrant: { ...person, phone: "no number" } },
    });
    expect(inputs.contacts).toEqual(secret(expect.anything()));
  });
});
