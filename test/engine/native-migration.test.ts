import { expect } from "@jest/globals";
import type { Running } from "../support/children";
import { native, nativeProvider, nativeResource, nativeUrn, savedNative } from "../support/native-program";
import { brisk } from "../support/package-scene";
import {
  apply,
  chargesOf,
  connectedDomain,
  fails,
  isSilent,
  packagesOf,
  registeredDomain,
  scenarios,
  succeeds,
  wixPackage,
  writesOf,
  zoneOf,
  type Scene,
} from "../support/scene";
import { accountId } from "../support/world";
import { MAIL, mx, PRINTED_FOREIGN_MAIL, withForeignMail } from "../support/zone-scene";
import { domain, plan } from "../unit/package/programs";
import { contacts } from "../unit/registered-domain/account";

const CUSTOMER = "00000000-0000-4000-8000-000000000003";
const OURS = "10 mx1.example.net";

const writes = async (scene: Scene): Promise<string[]> => {
  const written = await writesOf(scene);
  await scene.simulator.control.clearJournal();
  return written;
};

const before = (type: string): string => `aliases: [{ type: "pulumi-nodejs:dynamic/wix:${type}" }]`;

/** A package, a domain that it pays for, and a connected one: bought by dynamic resources, looked after by native ones. */
const migrated = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const bought = { products: [domain()] };
  const shop = { domain: "new-bakery.net" };
  const outside = { domain: "bakery.example", connectionType: "POINTING" };
  await apply(
    stack,
    wixPackage("plan", { products: [plan(undefined)] }),
    wixPackage("paid", bought),
    registeredDomain(
      "shop",
      `{ ...${JSON.stringify(shop)}, contacts: ${JSON.stringify(contacts)}, productInstanceId: paid.productInstanceIds[0] }`,
    ),
    connectedDomain("outside", outside),
  );
  const [charges, packages] = [await chargesOf(scene), await packagesOf(scene)];
  await writes(scene);
  const now = (more: object = {}): string[] => [
    nativeResource("Package", "plan", { products: [plan(undefined)], ...more }, `{ ${before("Package")} }`),
    nativeResource("Package", "paid", bought, `{ ${before("Package")} }`),
    nativeResource(
      "RegisteredDomain",
      "shop",
      `{ ...${JSON.stringify(shop)}, contacts: ${JSON.stringify(contacts)}, productInstanceId: ${JSON.stringify(packages.find(one => one.externalId?.endsWith("paid"))?.productInstances[0]?.instanceId)} }`,
      `{ ${before("RegisteredDomain")} }`,
    ),
    nativeResource("ConnectedDomain", "outside", outside, `{ ${before("ConnectedDomain")} }`),
  ];
  await stack.replaceProgram(native(...now()));
  await isSilent(stack);
  await stack.replaceProgram(native(...now({ externalId: "crm-1" })));
  await succeeds(stack.up());
  expect((await writes(scene)).filter(one => !one.includes("/packages/update/"))).toEqual([]);
  expect((await packagesOf(scene)).map(({ externalId }) => externalId).toSorted()).toEqual([
    "crm-1",
    "pulumi/test/test/paid",
  ]);
  await isSilent(stack);
  await succeeds(stack.destroy());
  const ended = await writes(scene);
  expect(ended).toHaveLength(1);
  expect(ended[0]).toMatch(/DELETE .*connected-domains/);
  expect(await chargesOf(scene)).toBe(charges);
};

/** The first of two is made first, so that the new one has to find what is there. */
const replacedByForce = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const one = (name: string, more: object, options: string): string =>
    nativeResource("Package", name, { products: [plan(undefined)], onDestroy: "cancel", ...more }, options);
  await stack.replaceProgram(native(one("plan", {}, '{ replacementTrigger: "then" }')));
  await succeeds(stack.up());
  await succeeds(stack.up("--replace", nativeUrn("Package", "plan")));
  expect(await chargesOf(scene)).toBe(1);
  const renamed = '{ aliases: [{ name: "plan" }], replacementTrigger: "now" }';
  await stack.replaceProgram(native(one("offer", {}, renamed)));
  expect(await fails(stack.preview())).toContain('Declare externalId: "pulumi/test/test/plan"');
  await stack.replaceProgram(native(one("offer", { externalId: "pulumi/test/test/plan" }, renamed)));
  expect(await succeeds(stack.up())).toContain("is not cancelled");
  await isSilent(stack);
  expect(await chargesOf(scene)).toBe(1);
  const statuses = (await packagesOf(scene)).flatMap(({ productInstances }) =>
    productInstances.map(({ status }) => status),
  );
  expect(statuses).toEqual(["ENABLED"]);
};

const instances = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const providers = [
    nativeProvider("a", scene, { accountId }),
    nativeProvider("b", scene, { accountId, pace: "process" }),
  ];
  const mail = (name: string, provider: string, value = OURS): string =>
    nativeResource(
      "DnsZoneRecords",
      name,
      { domainName: "example.com", existing: "replace", records: [mx(value)] },
      `{ provider: ${provider} }`,
    );
  const declare = (...statements: readonly string[]): Promise<void> =>
    stack.replaceProgram(native(...providers, ...statements));
  await declare(mail("one", "a"));
  await succeeds(stack.up());
  await writes(scene);
  await declare(mail("one", "b"));
  await succeeds(stack.preview("--expect-no-changes"));
  await succeeds(stack.up());
  expect(await writes(scene)).toEqual([]);

  await declare(mail("one", "b"), mail("two", "a", "20 mx2.example.net"));
  expect(await fails(stack.preview())).toMatch(/is declared by DnsZoneRecords "(one|two)" as well/);
  await declare(mail("two", "a"));
  const left = await succeeds(stack.up());
  expect(left).toContain(PRINTED_FOREIGN_MAIL);
  expect((await zoneOf(scene)).get(MAIL)).toEqual([OURS]);
  expect(await writes(scene)).toEqual([]);
  await isSilent(stack);

  await declare(nativeProvider("c", scene, { accountId: CUSTOMER }), mail("two", "c"));
  const warned = await succeeds(stack.preview("--diff"));
  expect(warned.match(/wix:accountId changes from/g)).toHaveLength(1);
};

/** Options of Pulumi's own, and a change of the state by hand. */
const options = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const mail = (name: string, value: string, more: string): string =>
    nativeResource(
      "DnsZoneRecords",
      name,
      { domainName: "example.com", existing: "replace", records: [mx(value)] },
      `{ ${more} }`,
    );
  await stack.replaceProgram(native(mail("mail", OURS, "protect: true")));
  await succeeds(stack.up());
  await succeeds(stack.destroy("--exclude-protected"));
  await succeeds(stack.pulumi("state", "rename", nativeUrn("DnsZoneRecords", "mail"), "post", "--yes"));
  await stack.replaceProgram(
    native(mail("post", "66 other.example.net", 'ignoreChanges: ["records"], protect: true')),
  );
  await succeeds(stack.preview("--refresh", "--expect-no-changes"));
  expect((await zoneOf(scene)).get(MAIL)).toEqual([OURS]);
  const text = nativeResource(
    "DnsZoneRecords",
    "text",
    { domainName: "example.com", records: [{ type: "TXT", hostName: "w", values: ["x"] }] },
    "{ deletedWith: post }",
  );
  await stack.replaceProgram(native(mail("post", OURS, "retainOnDelete: true"), text));
  await succeeds(stack.up());
  await succeeds(stack.destroy());
  expect((await zoneOf(scene)).get(MAIL)).toEqual([OURS]);
  expect(await savedNative(stack)).toEqual([]);
};

/** A run half-way through the longest of waits. */
const waiting = async ({ stack, simulator }: Scene): Promise<Running> => {
  await simulator.control.edit("dns-propagation", "example.net", { status: "IN_PROGRESS" });
  await stack.replaceProgram(
    native(
      nativeResource("ConnectedDomain", "shop", {
        domain: "example.net",
        connectionType: "POINTING",
        waitFor: "propagated",
      }),
    ),
  );
  const run = stack.start("up", "--yes", "--skip-preview");
  await run.seen(/for up to/);
  return run;
};

const goesOn = async ({ stack, simulator }: Scene): Promise<void> => {
  await simulator.control.edit("dns-propagation", "example.net", { status: "SUCCEEDED" });
  await succeeds(stack.up());
  expect(await savedNative(stack)).toMatchObject([{ id: "example.net" }]);
  await isSilent(stack);
};

/** @param again sent as soon as the wait has ended */
const calledOff =
  (signal: NodeJS.Signals, again?: NodeJS.Signals) =>
  async (scene: Scene): Promise<void> => {
    const { stack } = scene;
    const run = await waiting(scene);
    const begun = Date.now();
    run.signal(signal);
    if (again) {
      await run.seen(/called off/);
      run.signal(again);
    }
    const { code, text } = await run.finished;
    expect(code).not.toBe(0);
    expect(text).toContain("called off: the run is being cancelled");
    expect(Date.now() - begun).toBeLessThan(5_000);
    // A signal that finds Pulumi closing, and no longer listening, ends it before it gives back its lock.
    if (code === undefined) await succeeds(stack.pulumi("cancel", "--yes"));
    expect(await savedNative(stack)).toMatchObject([{ id: "example.net", initErrors: [expect.anything()] }]);
    expect((await stack.exportState()).pendingOperations).toEqual([]);
    await goesOn(scene);
  };

/** Pulumi ends at once, whatever the plugin answers, and knows of an operation that it has not seen the end of. */
const insisted = async (scene: Scene): Promise<void> => {
  const { stack } = scene;
  const run = await waiting(scene);
  run.signal("SIGINT");
  await run.seen(/received; cancelling/);
  run.signal("SIGINT");
  expect((await run.finished).code).not.toBe(0);
  await stack.pulumi("cancel", "--yes");
  await goesOn(scene);
  expect(await writesOf(scene)).toEqual([]);
};

scenarios({
  "what dynamic resources have bought, registered and connected is the native plugin's by an alias, and costs nothing":
    {
      account: brisk({ registrationMs: 200, activationMs: 200, propagationMs: 200 }),
      play: migrated,
    },
  "a package that is replaced by force is not bought again, and one with a kept id has to declare it": {
    account: brisk(),
    play: replacedByForce,
  },
  "a resource goes over to another provider instance without a write, and nothing is taken away that another one declares":
    {
      account: withForeignMail,
      play: instances,
    },
  "what Pulumi protects, ignores, renames and retains stays so": { account: withForeignMail, play: options },
  "a second Ctrl-C after a wait of 73 h has ended leaves nothing pending, and the next run goes on": {
    play: calledOff("SIGINT", "SIGINT"),
  },
  "a second Ctrl-C while a wait of 73 h is ending ends Pulumi at once, and the next run goes on without a write":
    {
      play: insisted,
    },
  "SIGTERM ends a wait of 73 h, and the next run goes on": { play: calledOff("SIGTERM") },
});
