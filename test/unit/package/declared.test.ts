import { describe, expect, test } from "@jest/globals";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { productInstanceAssignment } from "../../../provider/src/resources/product-instance-assignment/lifecycle";
import type { RunningSession } from "../../../provider/src/lifecycle/session";
import { placementThing } from "../../../provider/src/lifecycle/things";
import { accountId } from "../../support/world";
import { packagesUnderTest, two } from "./account-under-test";
import { businessEmail, customerId, domain, freeSite, plan, secondSite } from "./programs";
import { checkOnce, type Program } from "./robot";

const { control, context, session, run, said, succeed, failure, writes, charges, bought } =
  packagesUnderTest();

const cancelling = { onDestroy: "cancel" };
const statuses = async () =>
  (await bought()).map(({ productInstances }) => productInstances.map(({ status }) => status));
const instances = ({ state }: { state: { productInstanceIds: string[] } }) => state.productInstanceIds;

/** Declares an assignment, as its check does. */
const assign = (shared: RunningSession, program: Program): void => {
  const ctx = context({ session: shared, owner: { type: "ProductInstanceAssignment", name: "place" } });
  checkOnce(productInstanceAssignment, ctx, program);
};

describe("the external id of a package that was given none", () => {
  const program = { ...cancelling, products: [domain()] };
  const inParent = (under: string) => ({ owner: { under } });

  test("differs between two of one name, each of which is bought; the end of one leaves the other", async () => {
    const shared = session();
    const [a, b] = [
      await succeed(program, undefined, { session: shared, ...inParent("my:index:Shop") }),
      await succeed(program, undefined, { session: shared, ...inParent("my:index:Inn") }),
    ];
    expect(a.id).not.toBe(b.id);
    expect(await charges()).toBe(2);
    const later = session();
    await succeed(program, b, { session: later, ...inParent("my:index:Inn") });
    await run(undefined, a, { session: later, ...inParent("my:index:Shop") });
    expect(await statuses()).toEqual([["CANCELED"], ["ENABLED"]]);
  });

  test("stays when the resource is renamed, moved, or no longer gives the one that it typed", async () => {
    const saved = await succeed(program, undefined, { owner: { name: "old" } });
    const moved = await succeed(program, saved, inParent("my:index:Shop"));
    expect(moved.state.externalId).toBe("pulumi/shop/dev/old");
    const typed = await succeed({ ...program, externalId: "crm-1" }, moved);
    expect((await succeed(program, typed)).state.externalId).toBe("crm-1");
    expect(await charges()).toBe(1);
  });

  test("is still to come while the name of a parent is", () => {
    const unnamed = { owner: { type: "Package", name: "" }, account: () => accountId };
    const checked = wixPackage.check(undefined, program, unnamed);
    expect(checked).toMatchObject({ failures: [], claims: [] });
    expect(typeof checked.inputs.externalId).toBe("symbol");
  });

  test("cannot be chosen without a project and a stack", () => {
    const alone = { owner: { type: "Package", name: "plan" }, account: () => accountId };
    expect(wixPackage.check(undefined, program, alone).failures).toEqual([
      { property: "externalId", reason: expect.stringMatching(/is missing.*Give this Package one/) },
    ]);
  });
});

describe("two resources that declare one package are refused at preview", () => {
  test.each<[string, Program, Program]>([
    ["both by the configured account", two(), two()],
    ["one of them by the account's id", two(), two({ accountId: accountId.toUpperCase() })],
  ])("%s", async (_name, one, other) => {
    const shared = session();
    checkOnce(wixPackage, context({ session: shared, owner: { name: "a" } }), one);
    const { message } = await failure(other, undefined, { session: shared });
    expect(message).toMatch(/^externalId the package "crm-4711" of account \S+ is declared by Package "a"/);
  });

  test("but not where their accounts differ", async () => {
    const shared = session();
    checkOnce(wixPackage, context({ session: shared, owner: { name: "a" } }), two());
    await succeed(two({ accountId: customerId, products: [domain()] }), undefined, { session: shared });
  });
});

describe("a package that another declared resource holds", () => {
  test("is not taken over", async () => {
    const holder = await succeed(two({ products: [domain()] }), undefined, { owner: { name: "holder" } });
    const shared = session();
    // The holder is about to give it another name.
    await control().addFault({ method: "PATCH", action: { kind: "status", status: 403, code: "FORBIDDEN" } });
    await run(two({ externalId: "crm-1", products: [domain()] }), holder, {
      session: shared,
      owner: { name: "holder" },
    });
    const { message } = await failure(two({ products: [domain()] }), undefined, { session: shared });
    expect(message).toMatch(
      new RegExp(`package ${holder.id} belongs to another resource of this program, Package "holder"`),
    );
    expect(await charges()).toBe(1);
  });

  test("is not changed", async () => {
    const saved = await succeed(two({ products: [domain()] }));
    const shared = session();
    await succeed(two({ products: [domain()] }), saved, { session: shared, owner: { name: "twin" } });
    await control().clearJournal();
    const { message } = await failure(two({ externalId: "crm-1", products: [domain()] }), saved, {
      session: shared,
    });
    expect(message).toMatch(/belongs to another resource of this program, Package "twin"/);
    expect(await writes()).toEqual([]);
  });
});

describe("the end of a package", () => {
  test("keeps what a resource of another name has come to declare, and says nothing of charges", async () => {
    const saved = await succeed(two());
    const shared = session();
    await succeed(two(), undefined, { session: shared, owner: { name: "renamed" } });
    said().length = 0;
    await run(undefined, saved, { session: shared });
    expect(said()).toEqual([`package ${saved.id} is not cancelled: it belongs to Package "renamed" now`]);
  });

  test("keeps what a resource holds under another external id", async () => {
    const saved = await succeed(two(cancelling));
    const shared = session();
    const renaming = two({ ...cancelling, externalId: "crm-1" });
    await succeed(renaming, saved, { session: shared, owner: { name: "renamed" } });
    await run(undefined, saved, { session: shared });
    expect(await statuses()).toEqual([["ENABLED", "ENABLED"]]);
  });

  test("keeps what an assignment declares, and says that it goes on being charged", async () => {
    const saved = await succeed(two({ ...cancelling, products: [plan(undefined), domain()] }));
    const shared = session();
    assign(shared, { productInstanceId: instances(saved)[0], siteId: freeSite });
    await run(undefined, saved, { session: shared });
    expect(await statuses()).toEqual([["ENABLED", "ENABLED"]]);
    expect(said()).toContainEqual(
      expect.stringMatching(
        /is not cancelled and goes on being charged: ProductInstanceAssignment "place" needs its product instance/,
      ),
    );
  });

  test("keeps what the companion of a declared package refers to", async () => {
    const saved = await succeed(two(cancelling));
    const shared = session();
    const mail = {
      catalogProductId: businessEmail,
      countryCode: "DE",
      siteId: freeSite,
      referenceProductInstanceId: instances(saved)[0],
    };
    await succeed({ externalId: "mail", products: [mail] }, undefined, {
      session: shared,
      owner: { name: "mail" },
    });
    await run(undefined, saved, { session: shared });
    expect((await statuses())[0]).toEqual(["ENABLED", "ENABLED"]);
  });

  test("cancels what nobody declares, whatever else is declared", async () => {
    const saved = await succeed(two(cancelling));
    const shared = session();
    const other = { session: shared, owner: { name: "other" } };
    await succeed({ externalId: "other", products: [domain()] }, undefined, other);
    await run(undefined, saved, { session: shared });
    expect(await statuses()).toEqual([["CANCELED", "CANCELED"], ["ENABLED"]]);
  });
});

describe("an update", () => {
  test("does not cancel an instance that an assignment declares", async () => {
    const saved = await succeed(two({ ...cancelling, products: [plan(undefined), domain()] }));
    const shared = session();
    assign(shared, { productInstanceId: instances(saved)[0], siteId: freeSite });
    await control().clearJournal();
    const { message } = await failure(two({ ...cancelling, products: [domain()] }), saved, {
      session: shared,
    });
    expect(message).toMatch(/which ProductInstanceAssignment "place" needs; nothing was cancelled/);
    expect(await writes()).toEqual([]);
  });

  test("does not move an instance for which an assignment declares another site", async () => {
    const saved = await succeed(two({ products: [plan(undefined), domain()] }));
    const shared = session();
    assign(shared, { productInstanceId: instances(saved)[0], siteId: freeSite });
    await control().clearJournal();
    const elsewhere = two({ products: [plan(secondSite), domain()] });
    const { message } = await failure(elsewhere, saved, { session: shared });
    expect(message).toMatch(/declared on site .*ProductInstanceAssignment "place" declares another one/);
    expect(await writes()).toEqual([]);
    await succeed(two({ products: [plan(freeSite), domain()] }), saved, { session: shared });
  });

  test("is refused at preview where another account is declared than the package's", async () => {
    const saved = await succeed(two());
    expect(() => wixPackage.diff(saved.state, { ...saved.inputs, accountId: customerId })).toThrow(
      /is of account .*, not of .*Wix cannot move it/,
    );
  });
});

test("a package holds the placement of those products alone that name a site", async () => {
  const saved = await succeed(two());
  const [onSite = "", floating = ""] = instances(saved);
  const things = wixPackage.holdings(saved.state, () => accountId);
  expect(things).toContainEqual({ key: placementThing(onSite), detail: { siteId: freeSite } });
  expect(things.map(({ key }) => key)).not.toContain(placementThing(floating));
});
