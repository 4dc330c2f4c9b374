import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { LOOKUPS } from "../../provider/src/lookups/table";
import { start } from "../support/children.ts";
import { environment } from "../support/environment.ts";
import { answer, invoke, pluginFolder, secret, struct, type NativePlugin } from "../support/native-plugin.ts";
import { unknownValue } from "../support/provider-calls.ts";
import { accountId } from "../support/world.ts";
import { failed, made, mail, makeNativeAccount, resource, type NativeAccount } from "./native-account.ts";

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

const launcher = join(pluginFolder, "pulumi-resource-wix");

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

  test("ends in order by the signal of an engine that is done: it keeps what was compiled for the next start", async () => {
    const compiled = mkdtempSync(join(tmpdir(), "pulumi-wix-compiled-"));
    const env = { ...environment, NODE_COMPILE_CACHE: compiled };
    const run = start(process.execPath, [launcher, "127.0.0.1:1"], {
      cwd: pluginFolder,
      env,
      openInput: true,
    });
    await run.seen(/^\d+\n/);
    run.interrupt();
    const { code } = await run.finished;
    const kept = readdirSync(compiled, { recursive: true });
    rmSync(compiled, { recursive: true });
    expect([code, kept.length > 1]).toEqual([0, true]);
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
      expect.stringMatching(
        /^wix:colour is no setting, and nothing reads it; there are wix:apiKey, wix:accountId/,
      ),
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
