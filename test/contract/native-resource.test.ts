import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { answer, struct, urnOf, type NativePlugin } from "../support/native-plugin.ts";
import { unknownValue } from "../support/provider-calls.ts";
import { made, mail, makeNativeAccount, plan, resource, type NativeAccount } from "./native-account.ts";

jest.setTimeout(60_000);

let account: NativeAccount;
let plugin: NativePlugin;
beforeEach(async () => {
  account = await makeNativeAccount();
  plugin = await account.newProcess();
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

describe("a resource", () => {
  test("lives from check to delete", async () => {
    const one = resource(plugin, "DnsZoneRecords", "mail");
    const { inputs } = await one.check(mail("10 MX1.example.net."));
    expect(inputs).toEqual({
      domainName: "example.com",
      records: { "MX example.com": { values: ["10 mx1.example.net"] } },
    });
    expect(await one.create(inputs, true)).toEqual({ id: "", properties: inputs });
    expect(await account.values("MX", "example.com")).toBeUndefined();

    const first = await one.create(inputs);
    expect(first.id).toBe("example.com/mail");
    expect(first.properties).toMatchObject(inputs);
    expect(await account.values("MX", "example.com")).toEqual(["10 mx1.example.net"]);
    expect(await one.diff(first, inputs)).toMatchObject({ changes: false, details: {} });

    const next = await one.check(mail("10 mx1.example.net", "20 mx2.example.net"), inputs);
    expect(await one.diff(first, next.inputs)).toEqual({
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
      details: { 'records["MX example.com"].values[1]': "add" },
    });
    const second = await one.update(first, next.inputs);
    expect(await account.values("MX", "example.com")).toEqual(["10 mx1.example.net", "20 mx2.example.net"]);
    expect(await one.read(second.id, second.properties, next.inputs)).toEqual({
      ...second,
      inputs: next.inputs,
    });

    // What this run's check has declared is never taken away in this run.
    await one.delete(second);
    expect(await account.values("MX", "example.com")).toHaveLength(2);
    await resource(await account.newProcess(), "DnsZoneRecords", "mail").delete(second);
    expect(await account.values("MX", "example.com")).toBeUndefined();
  });

  test("of another zone is a replacement, the old one first", async () => {
    const one = resource(plugin, "DnsZoneRecords", "mail");
    const first = await made(one, mail("10 mx1.example.net"));
    const moved = { ...mail("10 mx1.example.net"), domainName: "example.org", allow: ["remove-mx"] };
    const { inputs } = await one.check(moved, first.inputs);
    expect(await one.diff(first, inputs)).toMatchObject({
      changes: true,
      replaces: ["domainName"],
      deleteBeforeReplace: true,
      details: { domainName: "update-replace" },
    });
    await one.check(moved);
    await one.delete(first);
    expect(plugin.lines).toEqual([
      {
        urn: one.urn,
        message:
          "example.com: allowed by remove-mx: no mail server is left for example.com; it had 10 mx1.example.net.",
        isWarning: false,
      },
      { urn: one.urn, message: "what it has at Wix stays for its replacement", isWarning: false },
    ]);
    await one.create(inputs);
    expect(await account.values("MX", "example.com")).toBeUndefined();
  });

  test("shows what comes from Wix as unknown in a preview", async () => {
    const one = resource(plugin, "Package", "plan");
    const { inputs } = await one.check(plan);
    expect(inputs.externalId).toBe("pulumi/shop/test/plan");
    expect((await one.create(inputs, true)).properties).toEqual({
      ...inputs,
      packageId: unknownValue,
      productInstances: unknownValue,
      productInstanceIds: unknownValue,
      createdDate: unknownValue,
    });
  });

  test("is told from others by the types of its parents, as its URN says", async () => {
    const { client } = plugin;
    const products = [{ catalogProductId: "10000000-0000-4000-8000-000000000001", countryCode: "DE" }];
    const request = new proto.CheckRequest()
      .setUrn(urnOf("Package", "plan", "my:index:Shop", "my:index:Floor"))
      .setOlds(struct({}))
      .setNews(struct({ products }));
    const response = await answer<proto.CheckResponse>(done => client.check(request, done));
    expect(response.getInputs()?.toJavaScript()).toMatchObject({
      externalId: "pulumi/shop/test/my:index:Shop$my:index:Floor$plan",
    });
  });

  test("is gone, with an empty id, when Wix has it no more", async () => {
    const one = resource(plugin, "ConnectedDomain", "shop");
    const found = await one.read("example.net");
    const { domains, dnsPropagations, ...state } = await account.simulator.control.state();
    delete domains?.["example.net"];
    delete dnsPropagations?.["example.net"];
    await account.simulator.control.loadState({ ...state, domains, dnsPropagations });
    expect((await one.read(found.id, found.properties)).id).toBe("");
  });

  test("names its wrong arguments in the reasons, which the engine shows as they are", async () => {
    const one = resource(plugin, "DnsZoneRecords", "mail");
    const { failures } = await one.check({
      domainName: "example.com",
      records: [{ type: "MX", hostName: "@" }],
      colour: 1,
    });
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
    expect(failures.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^records\[0\]\.values: /),
        expect.stringMatching(/^colour: is not known here/),
      ]),
    );
  });

  test("that another one declares as well is refused", async () => {
    await resource(plugin, "DnsZoneRecords", "one").check(mail("10 mx1.example.net"));
    const { failures } = await resource(plugin, "DnsZoneRecords", "two").check(mail("10 mx1.example.net"));
    expect(failures.map(({ reason }) => reason)).toEqual([
      'records["MX example.com"]: MX example.com in the zone example.com is declared by DnsZoneRecords "one" as well; declare it in one place.',
    ]);
  });
});
