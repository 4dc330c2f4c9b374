import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import type { FaultAction } from "../../../simulator/src";
import { keyOf, packagesUnderTest, two, type SavedPackage } from "./account-under-test";
import { showing, showingInstances } from "./distorted";
import { businessPlan, corePlan, customerId, domain, freeSite, netDomain, plan } from "./programs";
import type { RunOptions } from "./robot";

const { control, context, succeed, failure, run, writes, charges, bought, settings, said, pass } =
  packagesUnderTest();

const PURCHASE = "/resellers/v2/packages";
const QUERY = "/resellers/v1/packages/query";
const purchases = async () => (await writes()).filter(({ path }) => path.endsWith("v2/packages"));

describe("evidence that contradicts itself", () => {
  const denied = (times: number | "unlimited") =>
    control().addFault({
      method: "GET",
      times,
      action: { kind: "status", status: 404, code: "PACKAGE_NOT_FOUND" },
    });

  test("stops a purchase, and names the package that is not there", async () => {
    const { id } = await succeed(two());
    await control().clearJournal();
    await denied("unlimited");
    const { message, saved } = await failure(two());
    expect(message).toContain(`index names package ${id} with the external id "crm-4711"`);
    expect(message).toMatch(/nothing is bought\. Run again later/);
    expect(saved).toBeUndefined();
    expect(await writes()).toEqual([]);
  });

  test("is looked at again, and may pass", async () => {
    const { id } = await succeed(two());
    await denied(2);
    expect((await succeed(two())).id).toBe(id);
    expect(await charges()).toBe(2);
  });

  test("is looked at again though another package is there", async () => {
    await succeed(two({ externalId: "other", products: [domain()] }));
    const [{ id } = { id: "" }] = await bought();
    await succeed(two({ products: [plan(freeSite)] }));
    await control().edit("resellers", id, { of: "package", externalId: "crm-4711" });
    await denied(1);
    expect((await failure(two())).message).toMatch(/2 live packages have the external id "crm-4711"/);
  });

  test("stops a change of the external id as well", async () => {
    await succeed(two({ externalId: "crm-4712", products: [domain()] }));
    const saved = await succeed(two());
    await control().addFault({
      method: "GET",
      nth: 2,
      action: { kind: "status", status: 404, code: "PACKAGE_NOT_FOUND" },
    });
    const outcome = await failure(two({ externalId: "crm-4712" }), saved);
    expect(outcome.message).toMatch(/index names package/);
    expect(outcome.saved).toBe(saved);
  });
});

describe("what is no word of Wix's proves nothing", () => {
  test.each<[string, FaultAction]>([
    ["a page that says 404", { kind: "html", status: 404, applied: false }],
    ["a page that says 200", { kind: "html", status: 200, applied: false }],
    [
      "a proxy's JSON",
      {
        kind: "status",
        status: 404,
        applied: false,
        body: { message: "no Route matched with those values" },
      },
    ],
  ])("%s, for the question whether it was bought before", async (_name, action) => {
    await control().addFault({ route: QUERY, times: "unlimited", action });
    const { saved } = await failure(two());
    expect(saved).toBeUndefined();
    expect(await purchases()).toEqual([]);
  });
});

describe("a purchase whose outcome is unknown is not repeated", () => {
  const LOST: [string, FaultAction][] = [
    ...[408, 499, 500, 502, 504, 520, 524].map((status): [string, FaultAction] => [
      `HTTP ${status}`,
      { kind: "status", status, applied: true },
    ]),
    ["a page of HTML", { kind: "html", status: 403, applied: true }],
    ["a page of HTML that says it is fine", { kind: "html", status: 200, applied: true }],
    ["an unlisted status", { kind: "status", status: 418, body: { message: "teapot" }, applied: true }],
  ];

  test.each(LOST)("%s, the key ignored and the index behind", async (_name, action) => {
    await settings({ idempotencyKey: "ignored", queryLagMs: 600_000 });
    await control().addFault({ route: PURCHASE, action });
    const { message, saved } = await failure(two());
    expect(message).toMatch(/is unknown[^]*No package with the external id "crm-4711" has shown for 2m/);
    expect(saved).toBeUndefined();
    expect(await purchases()).toHaveLength(1);
    await pass(600_000);
    await succeed(two());
    expect(await charges()).toBe(2);
  });

  test.each(LOST)("%s, and the index shows it in time", async (_name, action) => {
    await settings({ queryLagMs: 30_000 });
    await control().addFault({ route: PURCHASE, action });
    await succeed(two());
    expect(await purchases()).toHaveLength(1);
    expect(said()).toContainEqual(expect.stringMatching(/answer to the purchase was lost/));
  });

  test("and finds two: it refuses to choose", async () => {
    await succeed(two({ externalId: "other", products: [domain()] }));
    const [{ id } = { id: "" }] = await bought();
    await settings({ queryLagMs: 30_000 });
    await control().addFault({
      route: PURCHASE,
      action: {
        kind: "edit",
        family: "resellers",
        subject: id,
        change: { of: "package", externalId: "crm-4711" },
      },
    });
    await control().addFault({ route: PURCHASE, action: { kind: "status", status: 500, applied: true } });
    const { message } = await failure(two({ products: [plan(freeSite)] }));
    expect(message).toMatch(/2 live packages have the external id "crm-4711"/);
  });
});

test("two runs that buy at the same moment both find out, and keep what they bought", async () => {
  await settings({ idempotencyKey: "ignored", queryLagMs: 20_000, settleMs: 60_000 });
  const program = two({ products: [domain()] });
  const ends = await Promise.all([failure(program), failure(program)]);
  for (const { message } of ends) expect(message).toMatch(/2 live packages have the external id "crm-4711"/);
  const ids = ends.map(({ saved }) => saved?.id);
  expect(ids.toSorted()).toEqual((await bought()).map(({ id }) => id).toSorted());
  expect(await charges()).toBe(2);
});

test("a purchase that Wix throttles is not made, and nothing is saved", async () => {
  await control().addFault({ route: PURCHASE, times: "unlimited", action: { kind: "throttle" } });
  const { saved } = await failure(two());
  expect(saved).toBeUndefined();
  expect(await charges()).toBe(0);
});

test("a time that is too short to look buys nothing, and says how long it takes", async () => {
  const { message, saved } = await failure(two(), undefined, { timeout: 10_000 });
  expect(message).toMatch(/10s are too short to find out[^]*takes 17s\. Nothing was bought/);
  expect(saved).toBeUndefined();
  expect(await writes()).toEqual([]);
});

test("a run that is called off while it looks buys nothing", async () => {
  const { message } = await failure(two(), undefined, { signal: AbortSignal.abort() });
  expect(message).toMatch(/called off|abort/i);
  expect(await writes()).toEqual([]);
});

describe("a purchase that does not look as declared is kept", () => {
  const otherCountry = showingInstances(seen => ({ ...seen, countryCode: "FR" }));
  const DISTORTED: [string, RunOptions, RegExp][] = [
    ["another country", otherCountry, /\(FR/],
    [
      "another product",
      showingInstances(seen => ({ ...seen, catalogProductId: businessPlan })),
      new RegExp(`found[^]*${businessPlan}[^]*declared[^]*${corePlan}`),
    ],
    [
      "no instance at all",
      showing(seen => ({ ...seen, productInstances: [] })),
      /found with the external id "crm-4711"/,
    ],
    [
      "one instance less",
      showing(seen => ({ ...seen, productInstances: seen.productInstances.slice(1) })),
      /declared with the external id "crm-4711":\n {2}product/,
    ],
    [
      "another external id",
      showing(seen => ({ ...seen, externalId: "CRM-4711" })),
      /found with the external id "CRM-4711"/,
    ],
    ["another account", showing(seen => ({ ...seen, accountId: customerId })), new RegExp(customerId)],
    [
      "cancelled already",
      showingInstances(seen => ({ ...seen, status: "CANCELED" })),
      /is paid for[^]*CANCELED/,
    ],
  ];

  test.each(DISTORTED)("%s", async (_name, distorted, named) => {
    const { message, saved } = await failure(two(), undefined, distorted);
    const [{ id } = { id: "" }] = await bought();
    expect(saved).toMatchObject({ id, halfMade: true, state: { packageId: id, hidden: { disputed: true } } });
    expect(message).toContain(`package ${id} is paid for, and Wix shows it differently`);
    expect(message).toMatch(named);
    expect(await purchases()).toHaveLength(1);
    expect(await charges()).toBe(2);
  });

  const dispute = async (): Promise<{ message: string; saved: SavedPackage }> => {
    const { message, saved } = await failure(two(), undefined, otherCountry);
    if (saved === undefined) throw new Error("nothing was saved");
    await control().clearJournal();
    return { message, saved };
  };

  test("and refused again by each run, which changes nothing", async () => {
    const { message, saved } = await dispute();
    const again = await failure(two(), saved, otherCountry);
    expect(again.message).toBe(message);
    expect(await writes()).toEqual([]);
    const third = await failure(two(), again.saved, otherCountry);
    expect(third.message).toBe(message);
    expect(await writes()).toEqual([]);
  });

  test("is not adjusted, though Wix could", async () => {
    const shown = showingInstances(seen =>
      seen.catalogProductId === corePlan ? { ...seen, catalogProductId: businessPlan } : seen,
    );
    const { saved } = await failure(two(), undefined, shown);
    await control().clearJournal();
    await failure(two(), saved, shown);
    await failure(two({ externalId: "crm-4712" }), saved, shown);
    expect(await writes()).toEqual([]);
  });

  test("until Wix shows what is declared", async () => {
    const { saved } = await dispute();
    const done = await succeed(two(), saved);
    expect(done.state.hidden).toEqual({ owner: done.state.hidden.owner });
    expect(done.state.productInstances.map(({ catalogProductId }) => catalogProductId)).toEqual([
      corePlan,
      netDomain,
    ]);
    expect(await writes()).toEqual([]);
  });

  test("until the program declares what Wix shows", async () => {
    const { saved } = await dispute();
    const products = [plan(freeSite, { countryCode: "FR" }), domain({ countryCode: "FR" })];
    const asFound = { ...saved, inputs: { ...saved.inputs, products: saved.state.products } };
    await succeed(two({ products }), asFound, otherCountry);
    expect(await writes()).toEqual([]);
  });

  test("and stays so over a refresh", async () => {
    const { saved } = await dispute();
    const found = await wixPackage.read(context(otherCountry), saved.id, saved.state);
    if (found === NOT_FOUND) throw new Error("it is there");
    expect(found.state.hidden.disputed).toBe(true);
    expect(wixPackage.diff(found.state, found.inputs)).toEqual({
      changes: true,
      because: `package ${found.state.packageId} was not as declared when it was last seen. The update looks again.`,
    });
  });

  test("though the purchase's answer was lost, and what it bought has an instance cancelled", async () => {
    await control().addFault({ route: PURCHASE, action: { kind: "status", status: 500, applied: true } });
    const { saved } = await failure(
      two(),
      undefined,
      showingInstances(seen => (seen.siteId === undefined ? { ...seen, status: "CANCELED" } : seen)),
    );
    expect(saved?.state.hidden.disputed).toBe(true);
    expect(await charges()).toBe(2);
  });

  test("and names no product where the products are secret", async () => {
    const { message } = await failure(two(), undefined, { ...otherCountry, sealed: ["products"] });
    expect(message).toMatch(/instance \S+, PENDING: \[secret\][^]*declared[^]*\[secret\]/);
    expect(message).not.toContain(corePlan);
    expect(message).not.toMatch(/\bFR\b|\bDE\b/);
  });
});

test("a mismatch names no product where the products are secret", async () => {
  await succeed(two());
  const { message } = await failure(two({ products: [domain()] }), undefined, { sealed: ["products"] });
  expect(message).toMatch(/nothing was bought[^]*\[secret\]/);
  expect(message).not.toContain(corePlan);
});

test("a purchase is known by its answer where it cannot be read", async () => {
  const { id } = await succeed(two({ externalId: "other", products: [domain()] }));
  await control().clearJournal();
  await control().addFault({ method: "GET", action: { kind: "status", status: 403, code: "FORBIDDEN" } });
  const saved = await succeed(two());
  expect(saved.id).not.toBe(id);
  expect(await purchases()).toHaveLength(1);
});

test("an old answer to the same key that names a living package is that package", async () => {
  await settings({ queryLagMs: 36_000_000 });
  const { id } = await succeed(two());
  await pass(600_000);
  expect((await succeed(two())).id).toBe(id);
  expect(new Set((await purchases()).map(keyOf)).size).toBe(1);
  expect(await charges()).toBe(2);
});

test("a purchase that Wix refuses is not looked for", async () => {
  await control().addFault({
    route: PURCHASE,
    action: { kind: "status", status: 428, code: "PRODUCT_NOT_SOLD" },
  });
  const { message, saved } = await failure(two());
  expect(message).toMatch(/could not buy package .*PRODUCT_NOT_SOLD/);
  expect(saved).toBeUndefined();
  expect(said()).not.toContainEqual(expect.stringContaining("answer to the purchase was lost"));
});

test("an old answer to the same key is none, as often as there is one", async () => {
  await settings({ queryLagMs: 36_000_000 });
  for (let generation = 1; generation <= 3; generation++) {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await run(undefined, saved);
    await pass(600_000);
    expect(await bought()).toHaveLength(generation);
  }
  expect(new Set((await purchases()).map(keyOf)).size).toBe(3);
});

test("a package that was cancelled minutes ago may be what was just charged, by another clock: it is kept", async () => {
  await settings({ queryLagMs: 36_000_000 });
  const former = await succeed(two({ onDestroy: "cancel" }));
  await run(undefined, former);
  const { saved } = await failure(two({ onDestroy: "cancel" }));
  expect(saved).toMatchObject({ id: former.id, halfMade: true });
  expect(await charges()).toBe(2);
});

test("an instance that is ACTIVE in Wix's prose is as good as one that is ENABLED", async () => {
  const active = showingInstances(seen => (seen.status === "ENABLED" ? { ...seen, status: "ACTIVE" } : seen));
  const saved = await succeed(two(), undefined, active);
  expect(saved.state.productInstances.map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE"]);
  expect(wixPackage.diff(saved.state, saved.inputs)).toEqual({ changes: false });
  await succeed(
    two({ products: [plan(freeSite, { catalogProductId: businessPlan }), domain()] }),
    saved,
    active,
  );
});
