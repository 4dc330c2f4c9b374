import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { makeStack, type Stack } from "../support/stack";
import { accountId } from "../support/world";
import { account, contacts, DOMAIN, INSTANCE, SITE } from "../unit/registered-domain/account";

jest.setTimeout(240_000);

const connecting = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const bakery = new wix.ConnectedDomain("bakery", {
  domain: "Bakery.EXAMPLE.",
  connectionType: config.require("type") as "NAMESERVERS" | "POINTING",
  ...(config.getBoolean("force") && { force: true }),
});
new wix.DnsZoneRecords("mail", {
  domainName: wix.ConnectedDomain.get("hosted", "example.org").domain,
  records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }],
});
const seen = wix.RegisteredDomain.get("seen", "example.com");
export const required = bakery.requiredRecords.apply(records => records.map(({ type, name }) => \`\${type} \${name}\`));
export const expires = pulumi.interpolate\`\${seen.domain} is \${seen.status}\`;
export const zone = wix.getSetupInfoOutput({ domain: bakery.domain }).zoneRecords;
`;

const registering = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
const args = {
  productInstanceId: "${INSTANCE}".toUpperCase(),
  contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
};
const bakery = new wix.RegisteredDomain(
  "bakery",
  { domain: "EXAMPLE-bakery.com.", siteId: "${SITE}", assignmentType: "PRIMARY", ...args },
  { customTimeouts: { create: "2s", update: "30s" } },
);
if (config.getBoolean("twice")) new wix.RegisteredDomain("twin", { domain: "example-bakery.com", ...args });
export const status = bakery.status;
`;

let simulator: Simulator;
let stack: Stack;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.loadState(account({ registrationMs: 300, propagationMs: 300 }));
  await simulator.control.clearJournal();
});
afterEach(() => stack.dispose());

const begin = async (typescript: string, config: Record<string, string>) => {
  stack = await makeStack({
    program: { typescript },
    config: {
      "wix:baseUrl": simulator.url,
      "wix:accountId": accountId,
      "wix:pollInterval": "200ms",
      ...config,
    },
    secrets: { "wix:apiKey": "simulated-api-key", registrant: JSON.stringify(contacts.registrant) },
  });
};

const succeeds = async (run: Promise<{ code: number | undefined; text: string }>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:/);
  expect(code).toBe(0);
  return text;
};

const connection = async () => (await simulator.control.state()).domains?.["bakery.example"];

const registrations = async () =>
  (await simulator.control.journal()).requests.filter(
    ({ method, route, performed }) =>
      method === "POST" && route === "/domains/v1/registered-domains" && performed,
  ).length;

describe("a connected domain", () => {
  test("is connected in another way only after the preview said so, once the old connection is gone", async () => {
    await begin(connecting, { type: "POINTING" });
    const up = await succeeds(stack.up());
    expect(up).toMatch(/required[^]*"A bakery\.example"[^]*"CNAME www\.bakery\.example"/);
    expect(up).toContain('"example.com is ACTIVE"');
    await succeeds(stack.preview("--refresh", "--expect-no-changes"));

    await stack.configure({ type: "NAMESERVERS" });
    expect(await succeeds(stack.preview("--diff"))).toMatch(
      /replace[^]*connectionType *: "POINTING" => "NAMESERVERS"/,
    );
    expect(await connection()).toMatchObject({ connectionType: "POINTING" });
    expect(await succeeds(stack.up())).toMatch(/"NS bakery\.example"/);
    expect(await connection()).toMatchObject({ connectionType: "NAMESERVERS" });
    await succeeds(stack.preview("--refresh", "--expect-no-changes"));
  });

  test("keeps its zone from a destroy that would lose foreign records, until force is applied", async () => {
    await begin(connecting, { type: "NAMESERVERS" });
    await succeeds(stack.up());
    await simulator.control.edit("dns-zones", "bakery.example", {
      set: [{ type: "MX", hostName: "bakery.example", ttl: 3600, values: ["10 mx1.example.net"] }],
    });
    const refused = await stack.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(
      '{ type: "MX", hostName: "bakery.example", values: ["10 mx1.example.net"], ttl: 3600 },',
    );
    expect(refused.text).toContain("force: true");
    expect(await connection()).toBeDefined();

    await stack.configure({ force: "true" });
    await succeeds(stack.up());
    await succeeds(stack.destroy());
    expect(await connection()).toBeUndefined();
    expect(await simulator.control.violations()).toEqual([]);
  });
});

describe("a registration", () => {
  test("that takes longer than customTimeouts is saved, and waited for by the next run", async () => {
    await begin(registering, {});
    await simulator.control.edit("registered-domains", DOMAIN, { outcome: { registration: [] } });
    const slow = await stack.up();
    expect(slow.code).not.toBe(0);
    expect(slow.text).toMatch(/did not settle within 2s[^]*run again to wait on, at no cost/);
    const saved = (await stack.exportState()).resources.find(({ type }) =>
      type.endsWith(":RegisteredDomain"),
    );
    expect(saved).toMatchObject({ id: DOMAIN, outputs: { status: "PENDING_REGISTRATION" } });

    await simulator.control.edit("registered-domains", DOMAIN, { status: "ACTIVE" });
    await succeeds(stack.up());
    await succeeds(stack.preview("--refresh", "--expect-no-changes"));
    expect(await registrations()).toBe(1);
  });

  test.each(["before", "after"] as const)(
    "is one, where the engine is killed while it is sent, %s Wix has done it",
    async when => {
      await begin(registering, {});
      const fault = await simulator.control.addFault({
        method: "POST",
        route: "/domains/v1/registered-domains",
        action: { kind: "hold", when },
      });
      const run = stack.start("up", "--yes", "--skip-preview");
      await simulator.control.untilHeld(fault.id);
      run.kill();
      await run.finished;
      await simulator.control.clearFaults();
      await stack.pulumi("cancel", "--yes");
      await succeeds(stack.up());
      await succeeds(stack.preview("--refresh", "--expect-no-changes"));
      expect(await registrations()).toBe(1);
      const { domainAssignments } = await simulator.control.state();
      expect(domainAssignments?.[DOMAIN]).toMatchObject({ siteId: SITE, assignmentType: "PRIMARY" });
    },
  );

  test("of one name by two resources ends at preview, which names both", async () => {
    await begin(registering, { twice: "true" });
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(preview.text).toMatch(
      /the domain example-bakery\.com of account \S+ is declared by .*(bakery|twin).* as well/,
    );
    expect(await registrations()).toBe(0);
  });
});
