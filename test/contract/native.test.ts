import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { LOOKUPS } from "../../provider/src/lookups/table";
import { start } from "../support/children.ts";
import { environment } from "../support/environment.ts";
import {
  answer,
  invoke,
  pluginFolder,
  secret,
  struct,
  urnOf,
  type NativePlugin,
} from "../support/native-plugin.ts";
import type { PluginError } from "../support/plugin-error.ts";
import { unknownValue } from "../support/provider-calls.ts";
import { accountId } from "../support/world.ts";
import { made, makeNativeAccount, resource, type NativeAccount } from "./native-account.ts";

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

const mail = (...values: string[]) => ({
  domainName: "example.com",
  records: [{ type: "MX", hostName: "@", values }],
});

const failed = (work: Promise<unknown>): Promise<PluginError> =>
  work.then(
    () => Promise.reject(new Error("succeeded")),
    (error: unknown) => error as PluginError,
  );

describe("the process", () => {
  test("says who it is, and serves a schema of that name", async () => {
    const { client } = plugin;
    const info = await answer<{ getVersion(): string }>(done => client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toMatch(/^\d+\.\d+\.\d+/);
    const request = new proto.GetSchemaRequest();
    const schema = await answer<proto.GetSchemaResponse>(done => client.getSchema(request, done));
    expect(JSON.parse(schema.getSchema())).toMatchObject({ name: "wix" });
    const handshake = new proto.ProviderHandshakeRequest();
    const shaken = await answer<proto.ProviderHandshakeResponse>(done => client.handshake(handshake, done));
    expect(shaken.getAcceptSecrets()).toBe(true);
  });

  test("ends when whoever started it is gone", async () => {
    plugin.running.hangUp();
    expect((await plugin.running.finished).code).toBe(0);
  });

  test("is also started from source, as a language host starts it: with an empty standard input", async () => {
    const runner = join(dirname(require.resolve("@pulumi/pulumi")), "cmd", "run-plugin");
    const run = start(process.execPath, [runner, join(pluginFolder, "from-source"), "127.0.0.1:1"], {
      cwd: pluginFolder,
      env: environment,
    });
    await run.seen(/^\d+\n/);
    const ended = await Promise.race([run.finished, pause(300, "runs on")]);
    run.kill();
    expect(ended).toBe("runs on");
  });

  test("says which Node.js it needs where there is an older one", async () => {
    const launcher = join(pluginFolder, "pulumi-resource-wix");
    const old = `Object.defineProperty(process.versions, "node", { value: "18.20.1" }); require(${JSON.stringify(launcher)})`;
    const run = await start(process.execPath, ["-e", old], { cwd: pluginFolder, env: environment }).finished;
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(
      /^The wix plugin needs Node\.js 22\.\d+\.\d+ or later, and found 18\.20\.1 at /,
    );
  });

  test("says which classes and functions it has where it is asked for another", async () => {
    const unknown = await failed(resource(plugin, "Nonsense", "one").check({}));
    expect(unknown.message).toContain(
      "the wix plugin knows no Nonsense; it has ConnectedDomain, DnsSettings",
    );
    expect((await failed(invoke(plugin, "getNonsense", {}))).message).toContain(
      "it has getDnsZone, previewDnsZone",
    );
  });
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
    const product = { catalogProductId: "10000000-0000-4000-8000-000000000001", countryCode: "DE" };
    const billingInfo = { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } };
    const { inputs } = await one.check({ products: [{ ...product, billingInfo }] });
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

const waiting = { domain: "example.net" };

describe("a wait", () => {
  test("ends with the time-out of the call, and is saved half-made", async () => {
    const one = resource(plugin, "DomainPropagation", "seen", 0.4);
    const { inputs } = await one.check(waiting);
    const error = await failed(one.create(inputs));
    expect(error.halfMade).toMatchObject({ id: "example.net", properties: { domain: "example.net" } });
    expect(error.halfMade?.reasons).toEqual([expect.stringContaining("DNS propagation of example.net")]);
  });

  test("ends within a second when the run is cancelled, is saved half-made, and goes on in the next run", async () => {
    const one = resource(plugin, "DomainPropagation", "seen");
    const { inputs } = await one.check(waiting);
    const ended = failed(one.create(inputs));
    await new Promise(resolve => setTimeout(resolve, 300));
    const cancelled = Date.now();
    await answer(done => plugin.client.cancel(new Empty(), done));
    const { halfMade } = await ended;
    expect(Date.now() - cancelled).toBeLessThan(1000);
    expect(halfMade?.reasons).toEqual([
      "called off: the run is being cancelled, and the next one goes on from here",
    ]);

    const state = await account.simulator.control.state();
    const dnsPropagations = { "example.net": { status: "SUCCEEDED", registrarChanged: true } } as const;
    await account.simulator.control.loadState({ ...state, dnsPropagations });
    const again = resource(await account.newProcess(), "DomainPropagation", "seen");
    const half = { id: halfMade!.id, properties: halfMade!.properties };
    expect(await again.diff(half, inputs)).toMatchObject({ changes: true, details: {} });
    const finished = await again.update(half, inputs);
    expect(finished.properties).toEqual({ domain: "example.net", status: "SUCCEEDED" });
  });
});

describe("what is paid for", () => {
  const plan = {
    products: [
      {
        catalogProductId: "10000000-0000-4000-8000-000000000001",
        countryCode: "DE",
        billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
      },
    ],
  };

  test("is saved when the run is cancelled before it is ready, and paid for once", async () => {
    const { control } = account.simulator;
    await control.loadState({ ...(await control.state()), settings: { settleMs: 600_000 } });
    const { inputs } = await resource(plugin, "Package", "plan").check(plan);
    const ended = failed(resource(plugin, "Package", "plan").create(inputs));
    for (let looks = 0; (await control.ledger()).length === 0; looks++) {
      if (looks > 200) throw new Error("nothing was bought");
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await answer(done => plugin.client.cancel(new Empty(), done));
    const { halfMade } = await ended;
    const packages = (await control.state()).resellers?.packages ?? [];
    expect(packages.map(({ id }) => id)).toContain(halfMade?.id);

    await control.advanceClock(600_000);
    const again = resource(await account.newProcess(), "Package", "plan");
    const half = { id: halfMade!.id, properties: halfMade!.properties };
    expect(await again.diff(half, inputs)).toMatchObject({ changes: true });
    const { properties } = await again.update(half, inputs);
    expect(properties).toMatchObject({ productInstances: [{ status: "ENABLED" }] });
    expect(await control.ledger()).toHaveLength(1);
  });
});

describe("a replacement by force, which shows nothing of the package before", () => {
  const plan = {
    products: [
      {
        catalogProductId: "10000000-0000-4000-8000-000000000001",
        countryCode: "DE",
        billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
      },
    ],
  };

  test.each([0, 600_000])(
    "is the same package, bought once, with an index that is %s ms behind",
    async queryLagMs => {
      const { control } = account.simulator;
      await control.loadState({ ...(await control.state()), settings: { settleMs: 0, queryLagMs } });
      const first = await made(resource(plugin, "Package", "plan"), plan);
      const again = await account.newProcess();
      const second = await made(resource(again, "Package", "plan"), plan);
      await resource(again, "Package", "plan").delete(first);
      expect(second.id).toBe(first.id);
      expect(await control.ledger()).toHaveLength(1);
    },
  );

  test("has to be told of the id of a former name", async () => {
    const first = await made(resource(plugin, "Package", "plan"), plan);
    const offer = resource(await account.newProcess(), "Package", "offer");
    const told = async (more: object) =>
      (await offer.check({ ...plan, ...more }, first.inputs)).failures.map(({ reason }) => reason);
    const externalId = "pulumi/shop/test/plan";
    expect(await told({})).toEqual([expect.stringContaining(`Declare externalId: "${externalId}"`)]);
    expect(await told({ externalId })).toEqual([]);
  });
});

describe("lookups", () => {
  const answers: [name: string, args: object, expected: object][] = [
    ["getDnsZone", { domainName: "example.com" }, { domainName: "example.com", dnssecEnabled: false }],
    ["previewDnsZone", { domainName: "bakery.example" }, { domainName: "bakery.example" }],
    ["getRegisteredDomain", { domain: "example.com" }, { domain: "example.com", status: "ACTIVE" }],
    [
      "getConnectedDomain",
      { domain: "example.org" },
      { domain: "example.org", connectionType: "NAMESERVERS" },
    ],
    ["getSetupInfo", { domain: "example.org" }, { domain: "example.org" }],
    ["checkDomainAvailability", { domain: "new-bakery.com" }, { available: true, premium: false }],
    ["suggestDomains", { query: "bakery", limit: 1 }, { items: [{}] }],
    ["getPackage", { externalId: "sample-plan" }, { packageId: "30000000-0000-4000-8000-000000000001" }],
    ["getSites", { name: "bakery" }, { items: [{ displayName: "Bakery" }] }],
    ["getSite", { name: "bakery" }, { displayName: "Bakery" }],
    ["listRegisteredDomains", {}, { items: [{ domain: "example.com" }] }],
    ["listConnectedDomains", {}, { items: [{}, {}] }],
    ["listPackages", {}, { items: [{ externalId: "sample-plan" }] }],
    ["listDomainAssignments", {}, { items: [] }],
  ];
  test("answer, each with an object", async () => {
    for (const [name, args, expected] of answers)
      expect(await invoke(plugin, name, args as Record<string, unknown>)).toMatchObject(expected);
    expect(answers.map(([name]) => name)).toEqual(Object.keys(LOOKUPS));
  });

  test("fail with the reason", async () => {
    expect((await failed(invoke(plugin, "getSite", { name: "nowhere" }))).message).toContain(
      'The account has no site "nowhere"',
    );
  });
});

describe("a configuration", () => {
  const provider = "urn:pulumi:test::shop::pulumi:providers:wix::other";

  test("is refused with every fault at once", async () => {
    const news = {
      baseUrl: "http://example.com",
      pollInterval: "soon",
      accountId: unknownValue,
      colour: "red",
      version: "1.0.0",
    };
    const request = new proto.CheckRequest().setUrn(provider).setNews(struct(news));
    const response = await answer<proto.CheckResponse>(done => plugin.client.checkConfig(request, done));
    expect(response.getFailuresList().map(one => one.getReason())).toEqual([
      expect.stringMatching(
        /^wix:baseUrl is "http:\/\/example\.com": the API key would be sent in the clear/,
      ),
      expect.stringMatching(/^wix:pollInterval is "soon": not a duration/),
      expect.stringMatching(/^wix:colour is no setting, and nothing reads it; there are wix:apiKey, wix:accountId/),
    ]);
    expect(response.getInputs()?.toJavaScript()).toEqual(news);
  });

  test("keeps its key secret though nobody says so", async () => {
    const request = new proto.CheckRequest().setUrn(provider).setNews(struct({ apiKey: "the-key" }));
    const response = await answer<proto.CheckResponse>(done => plugin.client.checkConfig(request, done));
    expect(response.getInputs()?.toJavaScript()).toEqual({ apiKey: secret("the-key") });
  });

  test("of another account replaces nothing, and says what it does", async () => {
    const customer = "00000000-0000-4000-8000-000000000003";
    const request = new proto.DiffRequest()
      .setUrn(provider)
      .setOldInputs(struct({ apiKey: "a", accountId }))
      .setNews(struct({ apiKey: "b", accountId: customer }));
    const response = await answer<proto.DiffResponse>(done => plugin.client.diffConfig(request, done));
    expect(response.getChanges()).toBe(proto.DiffResponse.DiffChanges.DIFF_SOME);
    expect(response.getReplacesList()).toEqual([]);
    expect(response.getDiffsList()).toEqual(["apiKey", "accountId"]);
    expect(plugin.lines).toMatchObject([{ urn: provider, isWarning: true }]);
    expect(plugin.lines[0]?.message).toContain(
      `wix:accountId changes from ${accountId} to ${customer}. Nothing is replaced`,
    );
  });

  test("of two instances is two processes, each with its own account and key", async () => {
    const other = await account.newProcess({ accountId: "00000000-0000-4000-8000-000000000003" });
    const [ours, theirs] = await Promise.all([invoke(plugin, "getSites", {}), invoke(other, "getSites", {})]);
    const names = ({ items }: Record<string, unknown>) =>
      (items as { name: string }[]).map(({ name }) => name);
    expect(names(theirs)).toEqual(["bookshop"]);
    expect(names(ours)).toEqual(["bakery", "florist"]);
  });

  test("of two instances that declare the same set ends as a refusal, not as a flip", async () => {
    const other = await account.newProcess();
    await made(resource(plugin, "DnsZoneRecords", "one"), mail("10 mx1.example.net"));
    const error = await failed(made(resource(other, "DnsZoneRecords", "two"), mail("20 mx2.example.net")));
    expect(error.message).toContain("MX example.com");
    expect(await account.values("MX", "example.com")).toEqual(["10 mx1.example.net"]);
  });
});
