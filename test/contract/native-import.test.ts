import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { initialState } from "../../simulator/src";
import type { NativePlugin } from "../support/native-plugin.ts";
import { accountId } from "../support/world.ts";
import { makeNativeAccount, resource, type NativeAccount } from "./native-account.ts";

jest.setTimeout(60_000);

const SITE = "20000000-0000-4000-8000-000000000001";
const INSTANCE = "40000000-0000-4000-8000-000000000001";
const PACKAGE = "30000000-0000-4000-8000-000000000001";

let account: NativeAccount;
let plugin: NativePlugin;
beforeEach(async () => {
  const state = initialState();
  state.dnsZones?.["example.com"]?.records.push(
    { type: "MX", hostName: "example.com", ttl: 600, values: ["10 mx1.example.net"] },
    { type: "TXT", hostName: "example.com", ttl: 600, values: ["v=spf1 -all"] },
  );
  account = await makeNativeAccount(state);
  await account.simulator.control.edit("domain-assignments", "example.net", {
    site: { id: SITE, assignmentType: "PRIMARY" },
  });
  plugin = await account.newProcess();
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

describe("what is read by its id alone", () => {
  test.each<[type: string, id: string, saved: string, more?: object]>([
    ["DnsZoneRecords", "Example.com", "example.com/one"],
    ["DnsZoneRecords", "example.com/MX @, txt @", "example.com/one"],
    ["DnsSettings", "Example.COM", "example.com"],
    ["Package", PACKAGE, PACKAGE],
    ["ProductInstanceAssignment", INSTANCE.toUpperCase(), INSTANCE],
    ["ConnectedDomain", "Example.ORG.", "example.org"],
    ["DomainAssignment", "example.net", "example.net"],
    ["DomainPropagation", "example.com", "example.com"],
    [
      "RegisteredDomain",
      "example.com",
      "example.com",
      {
        contacts: {
          registrant: {
            firstName: "Ada",
            lastName: "Lovelace",
            email: "ada@example.org",
            address: "1 Analytical Way",
            city: "Boston",
            countryCode: "US",
            phone: "+16175550100",
            subdivisionCode: "MA",
          },
        },
        productInstanceId: INSTANCE,
      },
    ],
  ])("as %s %s is the same as a program that declares it", async (type, id, saved, more = {}) => {
    const one = resource(plugin, type, "one");
    const found = await one.read(id);
    expect(found.id).toBe(saved);
    const { inputs, failures } = await one.check({ ...found.inputs, ...more }, found.inputs);
    expect(failures).toEqual([]);
    const { productInstanceId: _known, ...rest } = inputs;
    const declared = type === "RegisteredDomain" && !("productInstanceId" in found.inputs) ? rest : inputs;
    expect(await one.diff(found, declared)).toMatchObject({ changes: false, details: {} });
    expect(await one.read(found.id, found.properties, found.inputs)).toEqual(found);
  });

  test("as sets of a zone stays there when the resource ends", async () => {
    const one = resource(plugin, "DnsZoneRecords", "one");
    const found = await one.read("example.com/MX @,TXT @");
    expect(Object.keys(found.inputs.records as object)).toEqual(["MX example.com", "TXT example.com"]);
    await resource(await account.newProcess(), "DnsZoneRecords", "one").delete(found);
    expect(await account.values("MX", "example.com")).toEqual(["10 mx1.example.net"]);
    expect(await account.values("TXT", "example.com")).toEqual(["v=spf1 -all"]);
  });

  test("as the place of a domain stays on its site when the resource ends", async () => {
    const one = resource(plugin, "DomainAssignment", "one");
    const found = await one.read("example.net");
    expect(found.inputs).toEqual({ domain: "example.net", siteId: SITE, assignmentType: "PRIMARY" });
    await resource(await account.newProcess(), "DomainAssignment", "one").delete(found);
    const again = await resource(await account.newProcess(), "DomainAssignment", "one").read("example.net");
    expect(again.inputs).toEqual(found.inputs);
  });

  test.each<[id: string, reason: string]>([
    [
      "example.com/MX @,CAA @",
      "the zone example.com has no CAA example.com. It has: MX example.com, TXT example.com, A example.com",
    ],
    ["example.com/MX @,@", '"@" names no record set; write "example.com" for all sets'],
    ["no domain", 'The id is "example.com" for all sets of a zone'],
  ])("as %s is refused with the way out", async (id, reason) => {
    const error = await resource(plugin, "DnsZoneRecords", "one")
      .read(id)
      .catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message).toContain(reason);
  });

  test("as a transfer is refused", async () => {
    const error = await resource(plugin, "SiteTransfer", "one")
      .read(SITE)
      .catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message).toContain("Wix keeps no trace of a transfer");
  });

  test("and an account is read in that account", async () => {
    const one = resource(plugin, "DnsSettings", "one");
    const found = await one.read("example.com", {}, { accountId });
    expect(found.inputs).toEqual({ domainName: "example.com", dnssecEnabled: false, accountId });
  });
});
