import { expect } from "@jest/globals";
import type { StateDocument } from "../../simulator/src";
import {
  apply,
  connectedDomain,
  dnsSettings,
  dnsZoneRecords,
  domainAssignment,
  fails,
  isSilent,
  program,
  saved,
  scenarios,
  succeeds,
  urn,
  writesOf,
  zoneOf,
  type Scene,
} from "../support/scene";
import { account, OTHER_SITE, SITE } from "../unit/registered-domain/account";

const DOMAIN = "example.com";
const OLD = "example.org";
const DATE = "2025-01-01T00:00:00.000Z";

const withPrimary = (): StateDocument => ({
  ...account(),
  domainAssignments: {
    [OLD]: { siteId: SITE, assignmentType: "PRIMARY", createdDate: DATE, updatedDate: DATE },
  },
});

const shop = (more: object = {}, options?: string): string =>
  domainAssignment("shop", { domain: DOMAIN, siteId: SITE, ...more }, options);
const old = (more: object = {}): string =>
  domainAssignment("old", { domain: OLD, siteId: SITE, assignmentType: "REDIRECT", ...more });

const rolesIn = async ({ simulator }: Scene) => {
  const { domainAssignments = {} } = await simulator.control.state();
  return Object.fromEntries(
    Object.entries(domainAssignments).map(([name, { siteId, assignmentType }]) => [
      name,
      `${assignmentType} of ${siteId}`,
    ]),
  );
};

scenarios({
  "a domain's place lives once: put on a site, moved, taken off, and nothing else changes": {
    account: withPrimary,
    async play(scene) {
      const { stack, simulator } = scene;
      const found = await rolesIn(scene);
      await apply(stack, shop());
      expect((await rolesIn(scene))[DOMAIN]).toBe(`REDIRECT of ${SITE}`);
      await isSilent(stack);
      await apply(stack, shop({ siteId: OTHER_SITE }));
      expect((await rolesIn(scene))[DOMAIN]).toBe(`PRIMARY of ${OTHER_SITE}`);
      await isSilent(stack);
      await simulator.control.edit("domain-assignments", DOMAIN, { site: null });
      expect((await stack.preview("--refresh", "--expect-no-changes")).code).not.toBe(0);
      await succeeds(stack.up("--refresh"));
      expect((await rolesIn(scene))[DOMAIN]).toBe(`PRIMARY of ${OTHER_SITE}`);
      await succeeds(stack.destroy());
      expect(await rolesIn(scene)).toEqual(found);
    },
  },

  "a site's primary domain is displaced by its own word only, and has its role back after a destroy": {
    account: withPrimary,
    async play(scene) {
      const { stack } = scene;
      const found = await rolesIn(scene);
      const primary = shop({ assignmentType: "PRIMARY" });
      await stack.replaceProgram(program(primary));
      expect(await fails(stack.up())).toMatch(
        new RegExp(`${DOMAIN} was not made primary of site ${SITE}: ${OLD} is, and nothing in the program`),
      );
      expect(await writesOf(scene)).toEqual([]);
      expect(await apply(stack, old(), primary)).toContain(`${OLD} redirects to it`);
      expect(await rolesIn(scene)).toEqual({ [OLD]: `REDIRECT of ${SITE}`, [DOMAIN]: `PRIMARY of ${SITE}` });
      expect(await writesOf(scene)).toEqual([
        "POST /domains/v1/domain-assignments",
        `PATCH /domains/v1/domain-assignments/${DOMAIN}`,
      ]);
      await isSilent(stack);
      await succeeds(stack.destroy());
      expect(await rolesIn(scene)).toEqual(found);
    },
  },

  "domains that were all put on an empty site all leave it with a destroy, in whatever order they end": {
    account,
    async play(scene) {
      const { stack } = scene;
      const more = ["example.net", OLD].map((domain, index) =>
        domainAssignment(`more${index}`, { domain, siteId: SITE }, "{ dependsOn: [shop] }"),
      );
      await apply(stack, shop(), ...more);
      expect(Object.values(await rolesIn(scene)).sort()).toEqual([
        `PRIMARY of ${SITE}`,
        `REDIRECT of ${SITE}`,
        `REDIRECT of ${SITE}`,
      ]);
      await isSilent(stack);
      await apply(stack, shop(), ...more.map(one => one.replace("{ dependsOn: [shop] }", "{}")));
      await succeeds(stack.destroy());
      expect(await rolesIn(scene)).toEqual({});
    },
  },

  "a domain whose place two resources declare is refused at preview": {
    account,
    async play(scene) {
      const { stack } = scene;
      const domain = (siteId?: string): string =>
        connectedDomain("domain", {
          domain: "example.net",
          connectionType: "POINTING",
          ...(siteId !== undefined && { siteId }),
        });
      const place = domainAssignment("place", { domain: "example.net", siteId: SITE });
      await stack.replaceProgram(program(domain(OTHER_SITE), place));
      expect(await fails(stack.preview())).toMatch(
        /the site of example\.net of account .* is declared by \w+ "(domain|place)" as well/,
      );
      expect(await writesOf(scene)).toEqual([]);
      await apply(stack, domain(), place);
      expect(await rolesIn(scene)).toEqual({ "example.net": `PRIMARY of ${SITE}` });
      await isSilent(stack);
    },
  },

  "a domain stays on its site when its assignment is renamed, replaced, or left to the domain's own resource":
    {
      account,
      async play(scene) {
        const { stack, simulator } = scene;
        const domain = "example.net";
        const place = (name: string, options?: string): string =>
          domainAssignment(name, { domain, siteId: SITE }, options);
        await apply(stack, place("one"));
        await simulator.control.clearJournal();
        await apply(stack, place("two"));
        await apply(stack, place("three", '{ aliases: [{ name: "two" }] }'));
        await succeeds(stack.up("--replace", urn("DomainAssignment", "three")));
        await apply(stack, connectedDomain("own", { domain, connectionType: "POINTING", siteId: SITE }));
        expect(await writesOf(scene)).toEqual([]);
        expect(await rolesIn(scene)).toEqual({ [domain]: `PRIMARY of ${SITE}` });
        expect((await saved(stack)).map(({ type }) => type)).toEqual([
          "pulumi-nodejs:dynamic/wix:ConnectedDomain",
        ]);
      },
    },

  "DNSSEC lives once: turned on beside records, its key told, and as it was found after a destroy": {
    account,
    async play(scene) {
      const { stack, simulator } = scene;
      const settings = (more: object = {}) =>
        dnsSettings("dnssec", { domainName: DOMAIN, dnssecEnabled: true, ...more });
      const records = dnsZoneRecords("records", {
        domainName: DOMAIN,
        records: [{ type: "TXT", hostName: "@", values: ["v=spf1 -all"] }],
      });
      const isOn = async () => (await simulator.control.state()).dnsZones?.[DOMAIN]?.dnssecEnabled;
      const found = await zoneOf(scene);
      await apply(stack, settings(), records);
      expect(await isOn()).toBe(true);
      const { outputs } = (await saved(stack)).find(({ type }) => type.endsWith(":DnsSettings")) ?? {};
      expect(outputs).toMatchObject({
        dnssecInfo: { keyTag: expect.any(Number), digest: expect.any(String) },
      });
      await isSilent(stack);
      await stack.replaceProgram(
        program(settings(), dnsSettings("again", { domainName: DOMAIN, dnssecEnabled: false })),
      );
      expect(await fails(stack.preview())).toMatch(/the DNSSEC of the zone example\.com .* as well/);
      expect(await apply(stack, settings({ dnssecEnabled: false }), records)).toContain("DS record (key tag");
      expect(await isOn()).toBe(false);
      await isSilent(stack);
      await apply(stack, settings(), records);
      expect(await succeeds(stack.destroy())).toContain("is off, as it was found");
      expect([await isOn(), await zoneOf(scene)]).toEqual([false, found]);
    },
  },
});
