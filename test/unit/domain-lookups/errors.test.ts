import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { startSimulator, type Simulator } from "../../../simulator/src";
import { accountId } from "../../support/world";
import { account, businessPlan } from "../package/programs";

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
  configure({ apiKey: "simulated-api-key", accountId });
});

const GUARDS = {
  wix: wix.isWixError,
  transport: wix.isTransportError,
  configuration: wix.isConfigurationError,
  "not-found": wix.isNotFoundError,
  "several-packages": wix.isSeveralPackagesError,
};

/** What a lookup throws, with the guards that take it for theirs. */
const caught = async (lookup: Promise<unknown>): Promise<{ error: unknown; guards: string[] }> => {
  const error: unknown = await lookup.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const guards = Object.entries(GUARDS).filter(([, is]) => is(error));
  return { error, guards: guards.map(([kind]) => kind) };
};

const zone = () => wix.getDnsZone({ domainName: "Example.COM" });

describe("a program tells apart", () => {
  test("what is not there, with what was looked for", async () => {
    const missing = { domainName: "Bakery.Example." };
    expect(await caught(wix.getDnsZone(missing))).toEqual({
      error: expect.objectContaining({ sought: "DNS zone", id: "bakery.example" }),
      guards: ["not-found"],
    });
    expect(await caught(wix.getPackage({ externalId: "crm-1" }))).toEqual({
      error: expect.objectContaining({ sought: "package", id: "crm-1" }),
      guards: ["not-found"],
    });
  });

  test("several packages of one external id, with their ids", async () => {
    const headers = {
      authorization: "simulated-api-key",
      "wix-account-id": accountId,
      "content-type": "application/json",
    };
    const product = {
      catalogProductId: businessPlan,
      countryCode: "DE",
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
    };
    for (const idempotencyKey of ["a", "b"]) {
      const bought = await fetch(`${simulator.url}/resellers/v2/packages`, {
        method: "POST",
        headers,
        body: JSON.stringify({ externalId: "crm-1", products: [product], idempotencyKey }),
      });
      expect(await bought.text()).toContain("crm-1");
    }
    const { error, guards } = await caught(wix.getPackage({ externalId: "crm-1" }));
    expect(guards).toEqual(["several-packages"]);
    const { packageIds = [] } = error as Partial<wix.SeveralPackagesError>;
    expect(packageIds).toHaveLength(2);
    expect((error as Error).message).toContain(packageIds.join(", "));
    for (const packageId of packageIds)
      await expect(wix.getPackage({ packageId })).resolves.toMatchObject({ packageId });
  });

  test("Wix's refusal, with its code, status and request id", async () => {
    configure({ apiKey: "another-key", accountId });
    const { error, guards } = await caught(zone());
    expect(guards).toEqual(["wix"]);
    expect(error).toMatchObject({ status: expect.any(Number), requestId: expect.any(String) });
  });

  test("trouble on the way, and whether it may pass", async () => {
    await simulator.control.addFault({ action: { kind: "html", status: 404 }, times: "unlimited" });
    expect(await caught(zone())).toEqual({
      error: expect.objectContaining({ transient: false, throttled: false }),
      guards: ["transport"],
    });
  });

  test("missing settings, before a request", async () => {
    await simulator.control.clearJournal();
    configure({ accountId });
    expect((await caught(zone())).guards).toEqual(["configuration"]);
    expect((await simulator.control.journal()).requests).toEqual([]);
  });

  test("nothing of all that in what is no error of a lookup's", async () => {
    expect((await caught(wix.getDnsZone({ domainName: "com" }))).guards).toEqual([]);
    expect((await caught(zone())).guards).toEqual([]);
    expect(Object.values(GUARDS).filter(is => is({ kind: "not-found" }))).toEqual([]);
  });

  test("errors of a second copy of this package all the same", () => {
    const foreign = Object.assign(new Error("from elsewhere"), { kind: "not-found" });
    expect(wix.isNotFoundError(foreign)).toBe(true);
    expect(foreign).not.toBeInstanceOf(wix.NotFoundError);
  });
});
