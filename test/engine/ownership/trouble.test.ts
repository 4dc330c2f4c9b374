import { expect } from "@jest/globals";
import { startProxy } from "../../support/proxy";
import {
  apply,
  assignment,
  connectedDomain,
  dnsZoneRecords,
  fails,
  isSilent,
  packagesOf,
  program,
  saved,
  scenarios,
  succeeds,
  wixPackage,
  zoneOf,
  type Scenario,
  type Scene,
} from "../../support/scene";
import {
  FOREIGN_MAIL,
  MAIL,
  at,
  allowing,
  mx,
  replacing,
  withForeign,
  withForeignMail,
  type RecordSetArgs,
} from "../../support/zone-scene";
import { account, freeSite, plan } from "../../unit/package/programs";

const ZONE = "/domains/v1/dns-zones/{domainName}";
const NEW_MAIL = "10 mx1.example.net";
/** In every secret. */
const HUSH = "hush";

/** Mail, and fourteen hosts: more than one PATCH takes. */
const many = (network: string): RecordSetArgs[] => [
  mx(NEW_MAIL),
  ...Array.from({ length: 14 }, (_, i) =>
    at(`h${i}`, { type: "A", hostName: "", values: [`${network}.${i + 1}`] }),
  ),
];

const hostsOf = async (scene: Scene): Promise<string[]> =>
  [...(await zoneOf(scene))].filter(([key]) => /^A h\d/.test(key)).flatMap(([, values]) => values);

/** Runs `up` on all sets, which fails: the first PATCH is done, and every later one refused. @returns its output */
const partly = async (
  { stack, simulator }: Scene,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string> => {
  const later = { method: "PATCH", nth: 2 } as const;
  await simulator.control.addFault({
    ...later,
    times: "unlimited",
    action: { kind: "status", status: 428, code: "DOMAIN_NOT_PERMITTED" },
  });
  const { id } = await simulator.control.addFault({ ...later, action: { kind: "hold", when: "before" } });
  await stack.replaceProgram(program(replacing("hosts", many("192.0.2"))));
  const run = stack.up();
  await simulator.control.untilHeld(id);
  await meanwhile();
  await simulator.control.release(id);
  const said = await fails(run);
  await simulator.control.clearFaults();
  return said;
};

const unreadable = ({ simulator }: Scene) =>
  simulator.control.addFault({
    method: "GET",
    route: ZONE,
    times: "unlimited",
    action: { kind: "status", status: 403, code: "DOMAINS_PERMISSION_DENIED" },
  });

const isLeftAsFound = async (scene: Scene): Promise<void> => {
  await succeeds(scene.stack.destroy());
  expect(await hostsOf(scene)).toEqual([]);
  expect((await zoneOf(scene)).get(MAIL)).toEqual(FOREIGN_MAIL.values);
};

const isFinishedCorrected = async (scene: Scene): Promise<void> => {
  await apply(scene.stack, allowing("mass-change")("hosts", many("198.51.100")));
  expect(await hostsOf(scene)).toHaveLength(14);
  expect(await hostsOf(scene)).toContain("198.51.100.14");
  await isSilent(scene.stack);
  await isLeftAsFound(scene);
};

/** A second PATCH is refused. */
const refused = (next: (scene: Scene) => Promise<void>): Scenario => ({
  account: withForeignMail,
  async play(scene) {
    expect(await partly(scene)).toContain("DOMAIN_NOT_PERMITTED");
    expect(await hostsOf(scene)).not.toEqual([]);
    await next(scene);
  },
});

/** A second PATCH is refused, and the zone cannot be read from then on until the run has ended. */
const unseen = (next: (scene: Scene) => Promise<void>): Scenario => ({
  account: withForeignMail,
  async play(scene) {
    await partly(scene, () => unreadable(scene));
    expect(await hostsOf(scene)).not.toEqual([]);
    await next(scene);
  },
});

/** One resource of each kind that a refresh could lose. */
const ALL = [
  wixPackage("plan", { products: [plan(undefined)] }),
  assignment("placed", `{ productInstanceId: plan.productInstanceIds[0], siteId: "${freeSite}" }`),
  connectedDomain("bakery", { domain: "bakery.example", connectionType: "POINTING" }),
  replacing("mail", [mx(NEW_MAIL)]),
];

const refreshedThrough = (body: object): Scenario => ({
  account: () => ({ ...account(), settings: { settleMs: 200 } }),
  async play(scene) {
    const { simulator } = scene;
    const proxy = await startProxy(simulator.url);
    scene.closing(() => proxy.close());
    scene.routeThrough(proxy.url);
    const stack = await scene.anotherStack();
    await apply(stack, ...ALL);
    const before = await saved(stack);
    expect(before).toHaveLength(ALL.length);
    proxy.interrupt(() => ({ status: 404, body: JSON.stringify(body) }));
    expect(await fails(stack.refresh())).toContain("404");
    expect((await saved(stack)).map(({ urn }) => urn)).toEqual(before.map(({ urn }) => urn));
    proxy.interrupt();
    await isSilent(stack);
    expect(await packagesOf(scene)).toHaveLength(1);
  },
});

const secretToken = (value: string): string =>
  dnsZoneRecords(
    "token",
    `{ domainName: "example.com", records: { "TXT _token.example.com": { values: [pulumi.secret("${value}")] } } }`,
  );

scenarios({
  "a run whose second PATCH was refused leaves nothing behind when it is destroyed": refused(isLeftAsFound),
  "a run whose second PATCH was refused is finished with corrected values": refused(isFinishedCorrected),
  "a run that cannot see what its PATCHes did leaves nothing behind when it is destroyed":
    unseen(isLeftAsFound),
  "a run that cannot see what its PATCHes did is finished with corrected values": unseen(isFinishedCorrected),
  'a run whose second PATCH was refused is finished under `replaceOnChanges: ["*"]`': refused(async scene => {
    const { stack } = scene;
    await apply(stack, replacing("hosts", many("192.0.2"), '{ replaceOnChanges: ["*"] }'));
    expect(await hostsOf(scene)).toHaveLength(14);
    expect((await zoneOf(scene)).get(MAIL)).toEqual([NEW_MAIL]);
    await isSilent(stack);
    await isLeftAsFound(scene);
  }),

  "a gateway's JSON 404 at a refresh is an error, and drops no resource": refreshedThrough({
    message: "no Route matched with those values",
  }),
  "a 404 in Wix's envelope without Wix's request id drops no resource": refreshedThrough({
    message: "not found",
    details: { applicationError: { code: "NOT_FOUND", description: "not found" } },
  }),

  "a secret value in the map form stays out of preview, output and state": {
    async play(scene) {
      const { stack } = scene;
      const shown: string[] = [];
      for (const value of ["hush-one", "hush-two"]) {
        await stack.replaceProgram(program(secretToken(value)));
        shown.push(await succeeds(stack.preview("--diff")), await succeeds(stack.up("--diff")));
        expect((await zoneOf(scene)).get("TXT _token.example.com")).toEqual([value]);
        shown.push(JSON.stringify(await stack.exportState()));
      }
      shown.push(await succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff")));
      shown.push(await succeeds(stack.destroy("--diff")));
      expect(shown.filter(text => text.includes(HUSH))).toEqual([]);
    },
  },

  "a secret value stays out of the conflict with what stands in the zone": {
    account: withForeign({ type: "TXT", hostName: "_token.example.com", ttl: 3600, values: ["somebody's"] }),
    async play({ stack }) {
      await stack.replaceProgram(program(secretToken("hush-one")));
      const refused = await fails(stack.up("--diff"));
      expect(refused).toContain("TXT _token.example.com");
      expect(refused).toContain("[secret]");
      expect(refused).not.toContain(HUSH);
    },
  },

  "a secret value stays out of the conflict with somebody else's change": {
    async play({ stack, simulator }) {
      await apply(stack, secretToken("hush-one"));
      await simulator.control.edit("dns-zones", "example.com", {
        set: [{ type: "TXT", hostName: "_token.example.com", ttl: 3600, values: ["somebody's"] }],
      });
      await stack.replaceProgram(program(secretToken("hush-two")));
      const refused = await fails(stack.up("--diff"));
      expect(refused).toContain("TXT _token.example.com");
      expect(refused).not.toContain(HUSH);
      expect(JSON.stringify(await stack.exportState())).not.toContain(HUSH);
    },
  },

  "a secret value that is wrong is refused without being shown": {
    async play({ stack }) {
      const wrong = `{ domainName: "example.com", records: [
        { type: "MX", hostName: "@", values: [pulumi.secret("hush no mail server")] },
        { type: "A", hostName: "a", values: [pulumi.secret("hush.no.address")] },
      ] }`;
      await stack.replaceProgram(program(dnsZoneRecords("mail", wrong)));
      const refused = await fails(stack.preview("--diff"));
      expect(refused).toContain("records[0].values[0]");
      expect(refused).toContain("records[1].values[0]");
      expect(refused).not.toContain(HUSH);
    },
  },
});
