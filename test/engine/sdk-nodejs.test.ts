import { expect, jest, test } from "@jest/globals";
import { startSimulator } from "../../simulator/src";
import { pluginFolder } from "../support/native-plugin";
import { isSilent, program, scenarios, succeeds, zoneOf, type Scene } from "../support/scene";
import { makeStack, type Program, type ResourceState } from "../support/stack";
import { accountId } from "../support/world";
import { FOREIGN_MAIL, MAIL, mx, replacing, withForeignMail } from "../support/zone-scene";

/* What the SDK adds to the plugin: classes, configuration, aliases. */

jest.setTimeout(240_000);

const ofSdk = (...statements: readonly string[]): Program => ({
  plugin: pluginFolder,
  javascript: [
    'const pulumi = require("@pulumi/pulumi");',
    'const wix = require("pulumi-wix-native");',
    ...statements,
  ].join("\n"),
});

const saved = async ({ stack }: Scene): Promise<ResourceState[]> => [
  ...(await stack.exportState()).resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"),
];

/** Of a program that names neither plugin nor types by itself. */
const movesOver = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  const dnssec = 'new wix.DnsSettings("dnssec", { domainName: "example.com", dnssecEnabled: true });';
  const statements = [replacing("mail", [mx("10 mx1.example.net")]), dnssec];
  await stack.replaceProgram(program(...statements));
  await succeeds(stack.up());
  await simulator.control.clearJournal();
  await stack.replaceProgram(ofSdk(...statements));
  await succeeds(stack.preview("--expect-no-changes", "--diff"));
  await succeeds(stack.up("--expect-no-changes"));
  const { requests } = await simulator.control.journal();
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect((await saved(scene)).map(({ type }) => type).toSorted()).toEqual([
    "pulumi:providers:wix",
    "wix:index:DnsSettings",
    "wix:index:DnsZoneRecords",
  ]);
  await succeeds(stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual([...FOREIGN_MAIL.values]);
};

const reads = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  await stack.replaceProgram(
    ofSdk(
      'const provider = new wix.Provider("wix", { requestsPerMinute: 100, readOnly: true, pace: wix.Pace.Process });',
      'const zone = wix.DnsZoneRecords.get("zone", "example.com", { provider });',
      'const settings = wix.DnsSettings.get("dnssec", "example.com", { provider });',
      "exports.sets = zone.records.apply(Object.keys);",
      "exports.isSigned = settings.dnssecEnabled;",
      'exports.site = wix.getSiteOutput({ name: "bakery" }, { provider }).id;',
    ),
  );
  const text = await succeeds(stack.up());
  expect(text).toContain(MAIL);
  expect(text).toContain("20000000-0000-4000-8000-000000000001");
  const [provider] = (await saved(scene)).filter(({ type }) => type === "pulumi:providers:wix");
  const { version: _version, __internal, ...inputs } = provider?.inputs ?? {};
  expect(inputs).toEqual({ requestsPerMinute: "100", readOnly: "true", pace: "process" });
  await isSilent(stack);
};

const zoneRecords = (name: string, opts = ""): string =>
  `const ${name} = new wix.DnsZoneRecords("${name}", { domainName: "example.com", records: [` +
  `{ type: "TXT", hostName: "${name}", values: ["here"] }] }, { ${opts} });`;

const leavingOut = (optsOfFilled: string): Program =>
  ofSdk(
    zoneRecords("bare"),
    zoneRecords("filled", optsOfFilled),
    "exports.account = bare.accountId.apply(account => account ?? 'none');",
    "exports.fates = pulumi.all([bare, filled].map(one => one.onDestroy.apply(fate => fate ?? 'none')));",
  );

const leavesOut = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const keeping = 'transforms: [({ props, opts }) => ({ props: { ...props, onDestroy: "keep" }, opts })]';
  await stack.replaceProgram(leavingOut(keeping));
  expect(await succeeds(stack.preview())).toMatch(/account: \[unknown\]/);
  const text = await succeeds(stack.up());
  expect(text.replaceAll(/\s+/g, " ")).toContain('account: "none" fates : [ [0]: "none" [1]: "keep" ]');
  const places = (await saved(scene)).flatMap(({ type, sourcePosition }) =>
    type === "wix:index:DnsZoneRecords" ? [sourcePosition] : [],
  );
  expect(places.toSorted()).toEqual(["project:///index.js#3,14", "project:///index.js#4,16"]);
  await stack.replaceProgram(leavingOut('ignoreChanges: ["onDestroy"]'));
  expect(await succeeds(stack.preview("--expect-no-changes"))).not.toContain("fates");
};

scenarios({
  "an argument that is left out is an output all the same, whatever fills it in": { play: leavesOut },
  "a stack of dynamic resources moves over when its program loads the SDK instead": {
    account: withForeignMail,
    play: movesOver,
  },
  "what is not managed is read, and what the environment holds stays out of the state": {
    account: withForeignMail,
    play: reads,
  },
});

test("the example of the SDK hands records on from one resource to another", async () => {
  const simulator = await startSimulator({ seed: 11 });
  const stack = await makeStack({
    program: { example: "connect-by-name-servers/native" },
    env: {
      WIX_BASE_URL: simulator.url,
      WIX_ACCOUNT_ID: accountId,
      WIX_API_KEY: "simulated-api-key",
      WIX_POLL_INTERVAL: "50ms",
    },
    config: {
      domain: "bakery.example",
      siteId: "20000000-0000-4000-8000-000000000002",
      planProductId: "10000000-0000-4000-8000-000000000001",
    },
  });
  try {
    await succeeds(stack.preview());
    const text = await succeeds(stack.up());
    expect(text).toContain("A bakery.example");
    expect(text).toContain("CNAME www.bakery.example");
    await isSilent(stack);
    expect(await simulator.control.violations()).toEqual([]);
  } finally {
    await stack.dispose();
    await simulator.close();
  }
});
