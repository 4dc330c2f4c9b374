import { describe, expect, test } from "@jest/globals";
import type { SavedPackage } from "./account-under-test";
import { packagesUnderTest, two } from "./account-under-test";
import { showingInstances } from "./distorted";
import { account, customerId, domain, freeSite, netDomain, plan, secondSite } from "./programs";

const { control, session, run, said, succeed, failure, replace, savedBy, writes, charges, bought, settleAs } =
  packagesUnderTest();

const cancelling = { onDestroy: "cancel" };
const statuses = async () =>
  (await bought()).map(({ productInstances }) => productInstances.map(({ status }) => status));
const refused = async (running: ReturnType<typeof replace>) => {
  const { saved, error } = await running;
  if (!(error instanceof Error)) throw new Error("it succeeded");
  return { saved, message: error.message };
};

describe("a replacement goes on with the package of its predecessor", () => {
  test("which the end of the predecessor leaves alone, even where it is to be cancelled", async () => {
    const saved = await succeed(two(cancelling));
    await control().clearJournal();
    const shared = { session: session() };
    const heir = await savedBy(replace(two(cancelling), saved, shared));
    await run(undefined, saved, shared);
    expect(heir.id).toBe(saved.id);
    expect(await writes()).toEqual([]);
    expect(said()).toContainEqual(
      `goes on with package ${saved.id} of the resource before this one; nothing is bought`,
    );
    expect(said()).toContainEqual(expect.stringMatching(/not cancelled: its replacement has taken it over$/));
    expect(await statuses()).toEqual([["ENABLED", "ENABLED"]]);
  });

  test("where the predecessor was half made", async () => {
    await settleAs(netDomain, "AWAITING_ACTION");
    const { saved } = await failure(two(cancelling));
    if (saved === undefined) throw new Error("nothing was saved");
    await control().edit("resellers", saved.state.productInstanceIds[1] ?? "", {
      of: "instance",
      settle: { status: "ENABLED" },
    });
    const shared = { session: session() };
    expect((await savedBy(replace(two(cancelling), saved, shared))).id).toBe(saved.id);
    await run(undefined, saved, shared);
    expect(await statuses()).toEqual([["ENABLED", "ENABLED"]]);
    expect(await charges()).toBe(2);
  });

  test("whose default external id is no longer known: it gets another name, and nothing is bought", async () => {
    const program = { products: [plan(freeSite), domain()] };
    const saved = await succeed(program, undefined, { owner: { name: "old" } });
    expect(saved.state.externalId).toBe("pulumi/shop/dev/old");
    const heir = await savedBy(replace(program, saved));
    expect(heir.id).toBe(saved.id);
    expect(heir.state.externalId).toBe("pulumi/shop/dev/plan");
    expect(await charges()).toBe(2);
  });

  test("and changes it as an update would", async () => {
    const saved = await succeed(two());
    const heir = await savedBy(replace(two({ products: [plan(secondSite), domain()] }), saved));
    expect(heir.id).toBe(saved.id);
    expect(heir.state.productInstances[0]?.siteId).toBe(secondSite);
    expect(await charges()).toBe(2);
  });

  test("where its account is declared, and without a question to the index where the name stays", async () => {
    const saved = await succeed(two());
    await control().clearJournal();
    const heir = await savedBy(replace(two({ accountId: saved.state.hidden.owner }), saved));
    expect(heir.id).toBe(saved.id);
    const { requests } = await control().journal();
    expect(requests.filter(({ path }) => path.endsWith("/query"))).toEqual([]);
  });

  test("where no account is declared, whatever account is configured later", async () => {
    const saved = await succeed(two({ products: [domain()] }));
    const heir = await savedBy(replace(two({ products: [domain()] }), saved, { account: customerId }));
    expect(heir.id).toBe(saved.id);
    expect(heir.state.hidden.owner).toBe(saved.state.hidden.owner);
  });
});

describe("a replacement leaves the package of its predecessor as it is", () => {
  const declaredElsewhere = two({ ...cancelling, externalId: "crm-4712", products: [domain()] });

  test("where another package has the declared external id: that one is taken over, and both are kept", async () => {
    const standing = await succeed(declaredElsewhere);
    const saved = await succeed(two({ ...cancelling, products: [domain()] }));
    const shared = { session: session() };
    const heir = await savedBy(replace(declaredElsewhere, saved, shared));
    expect(heir.id).toBe(standing.id);
    await run(undefined, saved, shared);
    expect(await statuses()).toEqual([["ENABLED"], ["ENABLED"]]);
    expect(said()).toContainEqual(
      expect.stringMatching(
        new RegExp(`package ${saved.id} .* stays as it is: package ${standing.id} has the external id`),
      ),
    );
    expect(said()).toContainEqual(
      expect.stringMatching(
        new RegExp(`package ${saved.id} is not cancelled: Package "plan" is still declared\\. It goes on`),
      ),
    );
  });

  test("where it is of another account: the declared one is bought", async () => {
    const saved = await succeed(two({ ...cancelling, products: [domain()] }));
    const shared = { session: session() };
    const heir = await savedBy(
      replace(two({ ...cancelling, accountId: customerId, products: [domain()] }), saved, shared),
    );
    await run(undefined, saved, shared);
    expect(heir.id).not.toBe(saved.id);
    expect(await statuses()).toEqual([["ENABLED"], ["ENABLED"]]);
    expect(said()).toContainEqual(
      expect.stringMatching(new RegExp(`package ${saved.id} .* stays as it is in account`)),
    );
  });

  test("where another resource declares it now", async () => {
    const saved = await succeed(two({ products: [domain()] }));
    const shared = { session: session() };
    await succeed(two({ products: [domain()] }), undefined, { ...shared, owner: { name: "other" } });
    const heir = await savedBy(replace(declaredElsewhere, saved, shared));
    expect(heir.id).not.toBe(saved.id);
    expect(said()).toContainEqual(expect.stringMatching(/stays as it is: Package "other" declares it now/));
  });

  test("where it is gone: the declared one is bought", async () => {
    const saved = await succeed(two());
    await control().loadState(account());
    await control().clearJournal();
    await savedBy(replace(two(), saved));
    expect((await writes()).map(({ path }) => path)).toEqual(["/resellers/v2/packages"]);
    expect(said()).toContainEqual(expect.stringMatching(/is no longer at Wix/));
  });
});

describe("a replacement that cannot go on keeps the package in the state, and buys nothing", () => {
  const another = two({ products: [plan(freeSite), domain({ countryCode: "FR" })] });

  test("where Wix cannot change what is declared otherwise; the next run refuses as well", async () => {
    const saved = await succeed(two());
    await control().clearJournal();
    const first = await refused(replace(another, saved));
    expect(first.message).toMatch(/is paid for, and Wix shows it differently/);
    expect(said()).toContainEqual(expect.stringMatching(/^products\[1\]\.countryCode was "DE"/));
    expect(first.saved).toMatchObject({ id: saved.id, halfMade: true });
    const { owner } = saved.state.hidden;
    expect(first.saved?.state.hidden).toMatchObject({ owner, disputed: true });
    expect(first.saved?.state.hidden.bought).not.toBe(true);
    const second = await failure(another, first.saved);
    expect(second.message).toBe(first.message);
    expect(await writes()).toEqual([]);
    const declaredAsFound = { ...(second.saved as SavedPackage), inputs: saved.inputs };
    expect((await succeed(two(), declaredAsFound)).id).toBe(saved.id);
    expect(await charges()).toBe(2);
  });

  test("unless it looks as declared all the same", async () => {
    const saved = await succeed(two());
    const discounted = two({ products: [plan(freeSite, { discountCode: "SPRING" }), domain()] });
    expect((await savedBy(replace(discounted, saved))).id).toBe(saved.id);
    expect(await charges()).toBe(2);
  });

  test("where a look or a change fails; the next run goes on", async () => {
    const saved = await succeed(two());
    await control().addFault({ method: "GET", action: { kind: "status", status: 403, code: "FORBIDDEN" } });
    const blind = await refused(replace(two({ externalId: "crm-4712" }), saved));
    expect(blind.saved).toMatchObject({ id: saved.id, halfMade: true, state: saved.state });
    await control().addFault({ method: "PATCH", action: { kind: "status", status: 403, code: "FORBIDDEN" } });
    const barred = await refused(replace(two({ externalId: "crm-4712" }), saved));
    expect(barred.saved).toMatchObject({ id: saved.id, halfMade: true, state: saved.state });
    const done = await succeed(two({ externalId: "crm-4712" }), barred.saved);
    expect(done).toMatchObject({ id: saved.id, state: { externalId: "crm-4712" } });
    expect(await charges()).toBe(2);
  });

  test("where the predecessor's is disputed", async () => {
    const otherCountry = showingInstances(seen => ({ ...seen, countryCode: "FR" }));
    const { saved, message } = await failure(two(), undefined, otherCountry);
    if (saved === undefined) throw new Error("nothing was saved");
    const heir = await refused(replace(two(), saved, otherCountry));
    expect(heir).toMatchObject({ message, saved: { id: saved.id, halfMade: true } });
    expect((await succeed(two(), heir.saved)).id).toBe(saved.id);
    expect(await charges()).toBe(2);
  });
});
