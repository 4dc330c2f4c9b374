import { expect } from "@jest/globals";
import { initialState, type StateDocument } from "../../simulator/src";
import { native, nativeResource, savedNative } from "../support/native-program";
import { fails, isSilent, scenarios, succeeds, writesOf, zoneOf, type Scene } from "../support/scene";
import { contacts } from "../unit/registered-domain/account";

const SITE = "20000000-0000-4000-8000-000000000001";
const INSTANCE = "40000000-0000-4000-8000-000000000001";
const PACKAGE = "30000000-0000-4000-8000-000000000001";
const ZONE = "example.com";
const BY_COMMAND = ["--yes", "--generate-code=false", "--protect=false"];

/** A zone of 200 record sets. */
const largeZone = (): StateDocument => {
  const state = initialState();
  const { records = [] } = state.dnsZones?.[ZONE] ?? {};
  records.push({ type: "MX", hostName: ZONE, ttl: 1800, values: ["5 old.example.net"] });
  for (let index = records.length; index < 202; index++)
    records.push({ type: "A", hostName: `h${index}.${ZONE}`, ttl: 600, values: [`192.0.2.${index}`] });
  return state;
};

/** What is imported: by its id, as what it has to be declared then. */
const THINGS: Readonly<Record<string, readonly [id: string, args: object]>> = {
  Package: [
    PACKAGE,
    {
      externalId: "sample-plan",
      products: [
        {
          catalogProductId: "10000000-0000-4000-8000-000000000002",
          countryCode: "US",
          siteId: SITE,
          billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
        },
      ],
    },
  ],
  ProductInstanceAssignment: [INSTANCE, { productInstanceId: INSTANCE, siteId: SITE }],
  RegisteredDomain: [ZONE, { domain: ZONE, productInstanceId: INSTANCE, contacts }],
  ConnectedDomain: ["example.org", { domain: "example.org", connectionType: "NAMESERVERS" }],
  DomainAssignment: ["example.net", { domain: "example.net", siteId: SITE, assignmentType: "PRIMARY" }],
  DnsSettings: ["example.org", { domainName: "example.org", dnssecEnabled: false }],
  DomainPropagation: [ZONE, { domain: ZONE }],
};

const things = (by: "import" | "declaration"): string[] =>
  Object.entries(THINGS).map(([type, [id, args]]) =>
    nativeResource(type, `the${type}`, args, by === "import" ? JSON.stringify({ import: id }) : "{}"),
  );

const imported = async (scene: Scene): Promise<void> => {
  const { stack, simulator } = scene;
  await simulator.control.edit("domain-assignments", "example.net", {
    site: { id: SITE, assignmentType: "PRIMARY" },
  });
  await stack.replaceProgram(native());
  await succeeds(stack.pulumi("import", "wix:index:DnsZoneRecords", "zone", ZONE, ...BY_COMMAND));
  const [zone] = await savedNative(stack);
  expect(Object.keys(zone?.inputs?.records ?? {})).toHaveLength(200);
  const whole = nativeResource("DnsZoneRecords", "zone", zone?.inputs ?? {});
  const refused = await fails(stack.pulumi("import", "wix:index:SiteTransfer", "t", SITE, ...BY_COMMAND));
  expect(refused).toContain("Wix keeps no trace of a transfer");

  await stack.replaceProgram(native(whole, ...things("import")));
  await succeeds(stack.up());
  await stack.replaceProgram(native(whole, ...things("declaration")));
  await isSilent(stack);
  expect(await writesOf(scene)).toEqual([]);
  expect((await savedNative(stack)).map(({ type }) => type.split(":").at(-1)).toSorted()).toEqual(
    ["DnsZoneRecords", ...Object.keys(THINGS)].toSorted(),
  );
  // What was only found stays, whatever ends.
  const found = ["Package", "DnsSettings", "DomainAssignment"];
  await stack.replaceProgram(
    native(...things("declaration").filter(text => !found.some(type => text.includes(`the${type}`)))),
  );
  await succeeds(stack.up());
  expect((await zoneOf(scene)).size).toBe(202);
  expect(await writesOf(scene)).toEqual([]);
};

scenarios({
  "all that an account holds is imported, by command and by option, without a write or a difference": {
    account: largeZone,
    play: imported,
  },
});
