import { expect } from "@jest/globals";
import type { Run } from "../support/children";
import { brisk } from "../support/package-scene";
import {
  fails,
  isSilent,
  program,
  scenarios,
  succeeds,
  wixPackage,
  zoneOf,
  type Scene,
} from "../support/scene";
import { comDomain, corePlan, freeSite, yearly } from "../unit/package/programs";

/** Each holds a text of its own that stands nowhere else, however the value around it is written. */
const TOKENS = {
  list: "4f9a2c71",
  rotated: "d05be683",
  map: "b36e8d05",
  discount: "7C1E90A2",
  contact: "e28b7f46",
};
/** With characters that JSON, URLs and pages write in another way. */
const VALUES = {
  list: `key="p/${TOKENS.list}&<a>"`,
  rotated: `key="p/${TOKENS.rotated}&<a>"`,
  map: `token=${TOKENS.map}`,
  discount: TOKENS.discount,
  contact: `Lane ${TOKENS.contact}`,
};
type Kind = keyof typeof VALUES;

const secret = (kind: Kind): string => `pulumi.secret(${JSON.stringify(VALUES[kind])})`;

const inList = (kind: Kind = "list"): string =>
  `new wix.DnsZoneRecords("list", { domainName: "example.com", records: [
     { type: "TXT", hostName: "list", values: [${secret(kind)}] },
     { type: "MX", hostName: "list", values: ["10 mx1.example.net"] } ] });`;

const inMap = `new wix.DnsZoneRecords("map", { domainName: "example.com", records: {
  "TXT map": { values: [${secret("map")}], ttl: 600 } } });`;

const offer = (code: string): string =>
  wixPackage(
    "services",
    `{ products: [
       { catalogProductId: "${corePlan}", countryCode: "DE", siteId: "${freeSite}", billingInfo: yearly, discountCode: ${code} },
       { catalogProductId: "${comDomain}", countryCode: "DE", billingInfo: yearly } ] }`,
  );
const YEARLY = `const yearly = ${JSON.stringify(yearly())};`;

const registered = `new wix.RegisteredDomain("bakery", {
  domain: "example-florist.com", productInstanceId: services.productInstanceIds[1],
  contacts: { registrant: { firstName: "Flora", lastName: "Green", email: "flora@example.net", city: "Boston",
    address: ${secret("contact")}, subdivisionCode: "MA", postalCode: "02101", countryCode: "US", phone: "+16175550123" } } });`;

const leaks = (text: string): string[] =>
  Object.values(TOKENS).filter(token => text.toUpperCase().includes(token.toUpperCase()));

/** Passes a command on that shows no secret. */
const swept = async (command: Promise<Run>): Promise<Run> => {
  const run = await command;
  expect(leaks(run.stdout + run.stderr)).toEqual([]);
  return run;
};
const succeedsSwept = (command: Promise<Run>): Promise<string> => succeeds(swept(command));

const stateIsSwept = ({ stack }: Scene): Promise<string> => succeedsSwept(stack.pulumi("stack", "export"));

/** Wix has the value as it was declared. */
const arrived = async (scene: Scene, ...values: readonly string[]): Promise<void> => {
  const { dnsZones, resellers, domains } = await scene.simulator.control.state();
  const all = JSON.stringify([dnsZones, resellers, domains]);
  for (const value of values) expect(all).toContain(JSON.stringify(value).slice(1, -1));
};

interface Refused {
  readonly kind: Kind;
  readonly statements: readonly string[];
  readonly request: { readonly method: "PATCH" | "POST"; readonly path: string };
}

/** A request that is refused with a message that repeats what was sent, once as it is and once as in JSON. */
const refused = ({ kind, statements, request }: Refused) => ({
  account: brisk({ registrationMs: 50 }),
  async play(scene: Scene): Promise<void> {
    const { stack, simulator } = scene;
    const value = VALUES[kind];
    await simulator.control.addFault({
      ...request,
      times: "unlimited",
      action: {
        kind: "status",
        status: 400,
        body: {
          message: `INVALID_ARGUMENT: ${value} (${JSON.stringify(value)}) is not acceptable`,
          details: {},
        },
      },
    });
    await stack.replaceProgram(program(YEARLY, ...statements));
    const text = await fails(swept(stack.up()));
    expect(text).toMatch(/\[secret\].* is not acceptable/);
    await stateIsSwept(scene);
    await simulator.control.clearFaults();
    await succeedsSwept(stack.up());
    await arrived(scene, value);
    await stateIsSwept(scene);
  },
});

scenarios({
  "known secrets show in no command of a whole life, nor in the state": {
    account: brisk({ registrationMs: 50 }),
    async play(scene) {
      const { stack, simulator } = scene;
      const statements = [inMap, YEARLY, offer(secret("discount")), registered];
      await stack.replaceProgram(program(inList(), ...statements));
      expect(await succeedsSwept(stack.preview("--diff"))).toContain("[secret]");
      await succeedsSwept(stack.up());
      await arrived(scene, VALUES.list, VALUES.map, VALUES.discount, VALUES.contact);
      await stateIsSwept(scene);
      await isSilent(stack);

      await simulator.control.edit("dns-zones", "example.com", {
        set: [
          { type: "TXT", hostName: "list.example.com", ttl: 3600, values: [VALUES.list, "of somebody else"] },
        ],
      });
      expect(await succeedsSwept(stack.refresh("--diff"))).toContain("[secret]");
      await stack.replaceProgram(program(inList("rotated"), ...statements));
      expect(await succeedsSwept(stack.preview("--diff"))).toContain("[secret]");
      await succeedsSwept(stack.up());
      expect((await zoneOf(scene)).get("TXT list.example.com")).toEqual([VALUES.rotated]);
      await stateIsSwept(scene);
      await succeedsSwept(stack.destroy());
    },
  },

  ...Object.fromEntries(
    (
      [
        ["list", inList()],
        ["map", inMap],
      ] as const
    ).map(([kind, statement]) => [
      `a conflict with a set that holds the secret already names the set, and not the secret: ${kind}`,
      {
        async play(scene: Scene): Promise<void> {
          const { stack, simulator } = scene;
          const values = [VALUES[kind], "of somebody else"];
          await simulator.control.edit("dns-zones", "example.com", {
            set: [{ type: "TXT", hostName: `${kind}.example.com`, ttl: 3600, values }],
          });
          await stack.replaceProgram(program(statement));
          const text = await fails(swept(stack.up()));
          expect(text).toContain(`TXT ${kind}.example.com`);
          await stateIsSwept(scene);
          await fails(swept(stack.up("--diff")));
        },
      },
    ]),
  ),

  "a refused change of a zone that repeats the secret: list": refused({
    kind: "list",
    statements: [inList()],
    request: { method: "PATCH", path: "/dns-zones/" },
  }),
  "a refused change of a zone that repeats the secret: map": refused({
    kind: "map",
    statements: [inMap],
    request: { method: "PATCH", path: "/dns-zones/" },
  }),
  "a refused purchase that repeats the discount code": refused({
    kind: "discount",
    statements: [offer(secret("discount"))],
    request: { method: "POST", path: "/packages$" },
  }),
  "a refused registration that repeats a contact": refused({
    kind: "contact",
    statements: [offer("undefined"), registered],
    request: { method: "POST", path: "/registered-domains$" },
  }),
});
