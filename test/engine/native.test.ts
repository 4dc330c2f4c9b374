import { expect } from "@jest/globals";
import { pluginFolder } from "../support/native-plugin";
import { fails, program, scenarios, succeeds, writesOf, zoneOf, type Scene } from "../support/scene";
import type { Program, ResourceState } from "../support/stack";
import { accountId } from "../support/world";
import {
  FOREIGN_MAIL,
  MAIL,
  mx,
  PRINTED_FOREIGN_MAIL,
  replacing,
  txt,
  withForeignMail,
} from "../support/zone-scene";

/** A program of the native plugin's resources, which have no classes here. */
const native = (...statements: readonly string[]): Program => ({
  plugin: pluginFolder,
  javascript: [
    'const pulumi = require("@pulumi/pulumi");',
    "const wix = (type, name, args, opts) => new pulumi.CustomResource(`wix:index:${type}`, name, args, opts);",
    ...statements,
  ].join("\n"),
});

const apply = async ({ stack }: Scene, ...statements: readonly string[]): Promise<string> => {
  await stack.replaceProgram(native(...statements));
  return succeeds(stack.up());
};

const records = (name: string, sets: readonly object[], more: object = {}, options = "{}"): string =>
  `wix("DnsZoneRecords", "${name}", ${JSON.stringify({ domainName: "example.com", records: sets, ...more })}, ${options});`;

const saved = async ({ stack }: Scene): Promise<ResourceState[]> =>
  (await stack.exportState()).resources.filter(({ type }) => type.startsWith("wix:index:"));

const isSilent = async ({ stack }: Scene): Promise<void> => {
  await succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff"));
};

const OURS = accountId;
const SECRET = "verification=s3cr3t-token";

/** A zone with a secret among its texts, in a component, and a lookup. */
const shop = (...values: readonly string[]): string => `
  const parent = new pulumi.ComponentResource("test:index:Shop", "shop");
  wix("DnsZoneRecords", "mail", { domainName: "example.com", records: [
    ${values.length === 0 ? "" : `{ type: "MX", hostName: "@", values: ${JSON.stringify(values)} },`}
    { type: "TXT", hostName: "@", values: ["v=spf1 -all", pulumi.secret("${SECRET}")] },
  ] }, { parent });
  exports.site = pulumi.runtime.invoke("wix:index:getSite", { name: "bakery" }).then(({ id }) => id);`;

const life = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  const first = await apply(scene, shop("10 mx1.example.net"));
  expect(first).toContain("20000000-0000-4000-8000-000000000001");
  await isSilent(scene);
  const [mail] = await saved(scene);
  expect(mail?.urn).toBe("urn:pulumi:test::test::test:index:Shop$wix:index:DnsZoneRecords::mail");
  expect(JSON.stringify(mail)).not.toContain(SECRET);
  expect(JSON.stringify(mail)).toContain("v=spf1 -all");

  await simulator.control.edit("dns-zones", "example.com", {
    set: [{ type: "MX", hostName: "example.com", values: ["10 mx1.example.net", "66 theirs.example.net"] }],
  });
  const drift = await succeeds(stack.preview("--refresh", "--diff"));
  expect(drift).toMatch(/- \[\d\]: "66 theirs\.example\.net"/);
  expect(drift).not.toContain(SECRET);

  await simulator.control.edit("dns-zones", "example.com", {
    set: [{ type: "MX", hostName: "example.com", values: ["10 mx1.example.net"] }],
  });
  await apply(scene, shop("10 mx1.example.net", "20 mx2.example.net"));
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net", "20 mx2.example.net"]);

  await simulator.control.clearJournal();
  await stack.replaceProgram(native(shop()));
  const refusal = await fails(stack.preview());
  expect(refusal).toContain("No mail server is left for example.com");
  expect(refusal).toMatch(/Since when: MX example\.com has stood there since \d{4}-\d\d-\d\d, at least\./);
  expect(refusal).toContain('allow: ["remove-mx"]');
  expect(refusal).not.toContain(SECRET);
  expect(await writesOf(scene)).toEqual([]);
  await succeeds(stack.destroy());
  expect([...(await zoneOf(scene)).keys()].filter(key => /^(MX|TXT)/.test(key))).toEqual([]);
};

const wrong = async ({ stack }: Scene): Promise<void> => {
  await stack.replaceProgram(native(records("mail", [{ type: "MX", hostName: "@", values: ["mx1"] }])));
  const text = await fails(stack.preview());
  expect(text).toContain("resource 'mail' has a problem: records[0].values[0]: ");
  expect(text).not.toContain("<nil>");
};

const imported = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  await stack.replaceProgram(native());
  const flags = ["--yes", "--generate-code=false", "--protect=false"];
  await succeeds(stack.pulumi("import", "wix:index:DnsZoneRecords", "mail", "example.com/MX @", ...flags));
  const { values, ttl } = FOREIGN_MAIL;
  const mail = records("mail", [{ type: "MX", hostName: "@", values, ttl }]);
  const settings = (options: string): string =>
    `wix("DnsSettings", "dnssec", { domainName: "example.com", dnssecEnabled: false }, ${options});`;
  const domain = (options: string): string =>
    `wix("ConnectedDomain", "shop", { domain: "example.org", connectionType: "NAMESERVERS" }, ${options});`;
  await apply(scene, mail, settings('{ import: "Example.com" }'), domain('{ import: "example.org" }'));
  await stack.replaceProgram(native(mail, settings("{}"), domain("{}")));
  await isSilent(scene);
  expect((await saved(scene)).map(({ id }) => id).toSorted()).toEqual([
    "example.com",
    "example.com/mail",
    "example.org",
  ]);
  await apply(scene, settings("{}"), domain("{}"));
  expect((await zoneOf(scene)).get(MAIL)).toEqual([...values]);
};

const interrupted = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  await simulator.control.edit("dns-propagation", "example.net", { status: "IN_PROGRESS" });
  await stack.replaceProgram(native('wix("DomainPropagation", "seen", { domain: "example.net" });'));
  const run = stack.start("up", "--yes", "--skip-preview");
  await run.seen(/IN_PROGRESS/);
  const begun = Date.now();
  run.signal("SIGINT");
  const { code, text } = await run.finished;
  expect(code).not.toBe(0);
  expect(text).toContain("called off: the run is being cancelled");
  expect(Date.now() - begun).toBeLessThan(5_000);
  const { pendingOperations } = await stack.exportState();
  expect(pendingOperations).toEqual([]);
  expect(await saved(scene)).toMatchObject([{ id: "example.net", initErrors: [expect.anything()] }]);
  await simulator.control.edit("dns-propagation", "example.net", { status: "SUCCEEDED" });
  await succeeds(stack.up());
  expect(await saved(scene)).toMatchObject([{ id: "example.net", outputs: { status: "SUCCEEDED" } }]);
};

const alias = (type: string, name: string): string =>
  `{ aliases: [{ type: "pulumi-nodejs:dynamic/wix:${type}", name: "${name}" }] }`;

const migrated = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  const dnssec = { domainName: "example.com", dnssecEnabled: true };
  await stack.replaceProgram(
    program(
      replacing("mail", [mx("10 mx1.example.net"), txt("v=spf1 -all")]),
      `new wix.DnsSettings("dnssec", ${JSON.stringify(dnssec)});`,
    ),
  );
  await succeeds(stack.up());
  const now = (...sets: readonly object[]): string[] => [
    records("mail", sets, { existing: "replace" }, alias("DnsZoneRecords", "mail")),
    `wix("DnsSettings", "dnssec", ${JSON.stringify(dnssec)}, ${alias("DnsSettings", "dnssec")});`,
  ];
  await simulator.control.clearJournal();
  await stack.replaceProgram(native(...now(mx("10 mx1.example.net"), txt("v=spf1 -all"))));
  await succeeds(stack.preview("--expect-no-changes", "--diff"));
  await isSilent(scene);
  await succeeds(stack.up("--expect-no-changes"));
  const { requests } = await simulator.control.journal();
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  await apply(scene, ...now(mx("20 mx2.example.net"), txt("v=spf1 -all")));
  expect(JSON.stringify(await saved(scene))).toContain("20 mx2.example.net");
  expect((await saved(scene)).find(({ id }) => id === "example.com/mail")?.outputs).not.toHaveProperty(
    "__provider",
  );
  await succeeds(stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual([...FOREIGN_MAIL.values]);
  expect((await zoneOf(scene)).has("TXT example.com")).toBe(false);
  expect((await simulator.control.state()).dnsZones?.["example.com"]?.dnssecEnabled).toBe(false);
};

/** One set goes from one resource to another, whichever is registered first. */
const moved = async (scene: Scene): Promise<void> => {
  const { simulator } = scene;
  const [mail, spf] = [mx("10 mx1.example.net"), txt("v=spf1 -all")];
  const one = (name: string, ...sets: readonly object[]) => records(name, sets, { existing: "replace" });
  await apply(scene, one("a", mail, spf), one("b", txt("b")).replaceAll('"@"', '"b"'));
  await simulator.control.clearJournal();
  await apply(scene, one("a", spf), one("b", mail));
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
  const { requests } = await simulator.control.journal();
  const patches = requests.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.stringify(body));
  expect(patches.filter(text => text.includes("MX"))).toEqual([]);
  await succeeds(scene.stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual([...FOREIGN_MAIL.values]);
};

/** Who declares a set next cannot be known before the resource has ended that it depends on. */
const movedToDependent = async (scene: Scene): Promise<void> => {
  const [mail, spf] = [mx("10 mx1.example.net"), txt("v=spf1 -all")];
  const one = (name: string, ...sets: readonly object[]) => records(name, sets, { existing: "replace" });
  await apply(scene, one("a", mail, spf));
  const said = await apply(
    scene,
    `const a = ${one("a", spf)}`,
    records("b", [mail], { existing: "replace" }, "{ dependsOn: [a] }"),
  );
  expect(said).toContain("MX example.com");
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
  await succeeds(scene.stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual([...FOREIGN_MAIL.values]);
};

/**
 * Of what is no target the plugin is not told: the last mail server is not taken away then, unless that is allowed; what such a run
 * takes away is named, and the next one puts it back.
 */
const targeted = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const target = "urn:pulumi:test::test::wix:index:DnsZoneRecords::a";
  const [mail, spf] = [mx("10 mx1.example.net"), txt("v=spf1 -all")];
  await apply(scene, records("a", [mail, spf]));
  await stack.replaceProgram(native(records("a", [spf]), records("b", [mail])));
  expect(await fails(stack.up("--target", target))).toContain('allow: ["remove-mx"]');
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
  await stack.replaceProgram(native(records("a", [spf], { allow: ["remove-mx"] }), records("b", [mail])));
  const said = await succeeds(stack.up("--target", target));
  expect(said).toContain("MX example.com");
  await succeeds(stack.up("--refresh"));
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
};

/** Pulumi makes the new one first, which then cannot learn what stood there; unless the program says otherwise. */
const forced = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const urn = "urn:pulumi:test::test::wix:index:DnsZoneRecords::mail";
  const mail = (options: string): string =>
    records("mail", [mx("10 mx1.example.net")], { existing: "replace" }, options);
  await apply(scene, mail("{ deleteBeforeReplace: true }"));
  const first = await succeeds(stack.up("--replace", urn));
  expect(first).toContain("what it has at Wix stays for its replacement");
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
  await stack.replaceProgram(native(mail("{}")));
  const second = await succeeds(stack.up("--replace", urn));
  expect(second).toContain(PRINTED_FOREIGN_MAIL);
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
};

const CUSTOMER = "00000000-0000-4000-8000-000000000003";

/** Two providers in one program, of which one changes its account. */
const instances = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  const config = (accountId: string) =>
    JSON.stringify({ accountId, apiKey: "simulated-api-key", baseUrl: simulator.url });
  const two = (accountId: string): string[] => [
    `const other = new pulumi.ProviderResource("wix", "other", ${config(accountId)});`,
    `const sites = opts => pulumi.runtime.invoke("wix:index:getSites", {}, opts).then(({ items }) => items.map(({ name }) => name).join(" "));`,
    "exports.ours = sites({});",
    "exports.theirs = sites({ provider: other });",
    records("mail", [mx("10 mx1.example.net")], { accountId: "${ours}" }, "{ provider: other }").replace(
      "${ours}",
      OURS,
    ),
  ];
  const said = await apply(scene, ...two(CUSTOMER));
  expect(said).toMatch(/ours *: "bakery florist"/);
  expect(said).toMatch(/theirs *: "bookshop"/);
  expect(JSON.stringify((await stack.exportState()).resources)).not.toContain("simulated-api-key");
  await stack.replaceProgram(native(...two(OURS)));
  const changed = await succeeds(stack.preview());
  expect(changed).toContain(
    `wix:accountId changes from ${CUSTOMER} to ${OURS}. Nothing is replaced or moved by that`,
  );
  expect(changed).not.toMatch(/replace\b.*DnsZoneRecords/);
  await succeeds(stack.up());
  expect((await zoneOf(scene)).get(MAIL)).toEqual(["10 mx1.example.net"]);
};

scenarios({
  "the native plugin shows, changes and ends what a program declares, and keeps a secret leaf": {
    play: life,
  },
  "the native plugin says what is wrong with an argument as a sentence of its own": { play: wrong },
  "the native plugin takes over what is imported, by command and by option, and leaves it there": {
    account: withForeignMail,
    play: imported,
  },
  "Ctrl-C ends a wait of the native plugin, saves it half-made, and the next run goes on": {
    play: interrupted,
  },
  "what the dynamic resources have saved is the native plugin's by an alias, and ends as it was found": {
    account: withForeignMail,
    play: migrated,
  },
  "a set that moves between two resources of the native plugin is never away": {
    account: withForeignMail,
    play: moved,
  },
  "a set that moves to a resource that depends on its former one is named, and there in the end": {
    account: withForeignMail,
    play: movedToDependent,
  },
  "a set that a run with --target takes away is named, and put back by the next one": { play: targeted },
  "a replacement by force takes nothing away, and prints what it cannot hand over": {
    account: withForeignMail,
    play: forced,
  },
  "two providers in one program have a key and an account each, and a changed account replaces nothing": {
    play: instances,
  },
});
