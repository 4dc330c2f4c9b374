import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { connectedResult } from "../../../provider/src/lookups/domains";
import type { WireConnectedDomain } from "../../../provider/src/wix/connected-domains";
import { startSimulator, type Simulator } from "../../../simulator/src";
import { accountId } from "../../support/world";
import { account, SITE } from "../registered-domain/account";

const KEY = "simulated-api-key";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 7, clock: "frozen" });
});
afterAll(() => simulator.close());

const configure = (config: Record<string, string>) =>
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      Object.entries({ baseUrl: simulator.url, ...config }).map(([key, value]) => [`wix:${key}`, value]),
    ),
  );

beforeEach(async () => {
  await simulator.control.clearFaults();
  await simulator.control.loadState(account());
  await simulator.control.clearJournal();
  configure({ apiKey: KEY, accountId });
});

const lastRequest = async () => (await simulator.control.journal()).requests.at(-1);

const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
  new Promise(resolve => output.apply(value => resolve(value)));

describe("a registered domain", () => {
  test("is shown without its contacts, however it is spelled", async () => {
    const found = await wix.getRegisteredDomain({ domain: "Example.COM." });
    expect(found).toMatchObject({
      domain: "example.com",
      status: "ACTIVE",
      dnsPropagationStatus: "COMPLETED",
    });
    expect(found).not.toHaveProperty("contacts");
  });

  test.each(["UNKNOWN_ICANN_CONFIRMATION_STATUS", "PENDING", "CONFIRMED_BY_ALL", "EXPIRED", "SOMETHING_NEW"])(
    "is shown with ICANN's confirmation as Wix tells it: %s",
    async icannConfirmationStatus => {
      const icann = { status: icannConfirmationStatus };
      await simulator.control.edit("registered-domains", "example.com", { icann });
      await expect(wix.getRegisteredDomain({ domain: "example.com" })).resolves.toMatchObject({
        icannConfirmationStatus,
      });
    },
  );

  test("is shown with its dates, as Wix has them", async () => {
    const dates = { expirationDate: "2027-03-02T08:20:00.000Z" };
    const icann = { status: "PENDING", expirationDate: "2026-03-17T00:00:00.000Z" };
    await simulator.control.edit("registered-domains", "example.com", { ...dates, icann });
    expect(await wix.getRegisteredDomain({ domain: "example.com" })).toMatchObject({
      ...dates,
      createdDate: "2025-01-01T00:00:00.000Z",
      icannConfirmationStatus: "PENDING",
      icannConfirmationDeadline: icann.expirationDate,
    });
  });

  test("that is none of the account's is an error that says so", async () => {
    await expect(wix.getRegisteredDomain({ domain: "example.org" })).rejects.toMatchObject({
      kind: "not-found",
      sought: "registered domain",
      id: "example.org",
      message: expect.stringContaining("not registered through this account"),
    });
  });

  test("can be asked for with Outputs", async () => {
    const output = wix.getRegisteredDomainOutput({ domain: pulumi.output("example.com") });
    expect(await valueOf(output)).toMatchObject({ domain: "example.com" });
  });
});

describe("a zone", () => {
  test("holds Wix's own record sets, which no program may declare", async () => {
    const { records } = await wix.getDnsZone({ domainName: "example.org" });
    const [own, declarable] = [false, true].map(
      is => new Set(records.filter(set => wix.isDeclarable(set) === is).map(({ type }) => type)),
    );
    expect(own).toEqual(new Set(["NS", "SOA"]));
    expect(declarable).toContain("A");
    expect(wix.isDeclarable({ type: "TYPE257" })).toBe(false);
  });
});

describe("a connected domain", () => {
  test("is shown with its site and role", async () => {
    await simulator.control.edit("domain-assignments", "example.net", {
      site: { id: SITE, assignmentType: "PRIMARY" },
    });
    await expect(wix.getConnectedDomain({ domain: "example.net" })).resolves.toEqual({
      domain: "example.net",
      connectionType: "POINTING",
      siteId: SITE,
      assignmentType: "PRIMARY",
      dnsPropagationStatus: "UNKNOWN_DNS_PROPAGATION_STATUS",
    });
  });

  test("is shown without a role that is not known here, so that it fits what takes one", () => {
    const seen = { site: { siteId: SITE, assignmentType: "LANDING" } } as WireConnectedDomain;
    expect(connectedResult("example.net", seen)).toEqual({ domain: "example.net", siteId: SITE });
  });

  test("has setup info, also where it is hosted at Wix", async () => {
    const pointing = await valueOf(wix.getSetupInfoOutput({ domain: "example.net" }));
    expect(pointing.requiredRecords.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "A example.net",
      "CNAME www.example.net",
    ]);
    const hosted = await wix.getSetupInfo({ domain: "example.org" });
    expect(hosted.requiredRecords.map(({ type }) => type)).toEqual(["NS"]);
    expect(hosted.zoneRecords.map(({ type }) => type)).toEqual(["A", "CNAME"]);
    expect(hosted.registrar?.name).toBe("Example Registrar");
  });

  test("that is none of the account's is an error that says so", async () => {
    for (const lookup of [wix.getConnectedDomain, wix.getSetupInfo])
      await expect(lookup({ domain: "bakery.example" })).rejects.toMatchObject({
        kind: "not-found",
        sought: "connected domain",
        id: "bakery.example",
      });
    await expect(valueOf(wix.getConnectedDomainOutput({ domain: "example.net" }))).resolves.toBeDefined();
  });
});

describe("availability", () => {
  test.each([
    ["free-bakery.com", { available: true, premium: false }],
    ["premium-bakery.com", { available: true, premium: true }],
    ["example.com", { available: false, premium: false }],
  ])("of %s is told", async (domain, expected) => {
    await expect(wix.checkDomainAvailability({ domain })).resolves.toMatchObject({ domain, ...expected });
  });

  test("needs no key, and sends none", async () => {
    configure({});
    const output = wix.checkDomainAvailabilityOutput({ domain: "free-bakery.com" });
    expect(await valueOf(output)).toMatchObject({ available: true });
    expect(await lastRequest()).toMatchObject({ accountId: null });
  });

  test("is asked for with the key where Wix wants one", async () => {
    await simulator.control.addFault({ action: { kind: "status", status: 401 } });
    await expect(wix.checkDomainAvailability({ domain: "free-bakery.com" })).resolves.toMatchObject({
      available: true,
    });
    expect(await lastRequest()).toMatchObject({ accountId });
  });

  test("of a subdomain or of what is no domain is refused before a request", async () => {
    await expect(wix.checkDomainAvailability({ domain: "www.example.com" })).rejects.toThrow(
      /here example\.com/,
    );
    await expect(wix.checkDomainAvailability({ domain: "com" })).rejects.toThrow(/no domain/);
    expect(await lastRequest()).toBeUndefined();
  });

  test("of a TLD that Wix does not sell is an error with Wix's code", async () => {
    await expect(wix.checkDomainAvailability({ domain: "bakery.berlin" })).rejects.toThrow(
      /DOMAINS_UNSUPPORTED_TLD.*\n.*does not sell/,
    );
  });
});

describe("suggestions", () => {
  test("are of the TLDs and the length that are asked for, over several pages", async () => {
    const found = await wix.suggestDomains({
      query: "bakery",
      tlds: ["com", "net"],
      maxLength: 14,
      limit: 30,
    });
    expect(found).toHaveLength(30);
    expect(new Set(found.map(({ domain }) => domain)).size).toBe(30);
    for (const { domain } of found) expect(domain).toMatch(/^[a-z-]{3,14}\.(com|net)$/);
  });

  test("are 20 unless said otherwise", async () => {
    expect(await valueOf(wix.suggestDomainsOutput({ query: pulumi.output("rye bread") }))).toHaveLength(20);
  });

  test("are refused with all that is wrong at once", async () => {
    await expect(wix.suggestDomains({ query: "b", tlds: [".com"], maxLength: 2, limit: 0 })).rejects.toThrow(
      /query: [^]*tlds\[0\]: [^]*maxLength: [^]*limit: /,
    );
    expect(await lastRequest()).toBeUndefined();
  });
});
