import { describe, expect, test } from "@jest/globals";
import { keyOf, packagesUnderTest, two } from "./account-under-test";
import { account, customerId, domain, netDomain } from "./programs";

const { control, session, run, said, succeed, failure, writes, bought, settings, settleAs, cancelOutside } =
  packagesUnderTest();

describe("destroying a package", () => {
  test("keeps it, says so in one line, and sends nothing", async () => {
    const saved = await succeed(two());
    await control().clearJournal();
    said().length = 0;
    await run(undefined, saved);
    expect((await control().journal()).requests).toEqual([]);
    expect(said()).toEqual([expect.stringMatching(new RegExp(`^package ${saved.id} stays at Wix .*"keep"`))]);
  });

  test.each(["PENDING", "CANCELED"] as const)(
    "cancels it where it is to, and waits, though Wix answers %s",
    async answer => {
      await settings({ cancelAnswers: answer });
      const saved = await succeed(two({ onDestroy: "cancel" }));
      expect(await run(undefined, saved)).toEqual({ saved: undefined });
      const statuses = (await bought()).flatMap(({ productInstances }) =>
        productInstances.map(({ status }) => status),
      );
      expect(statuses).toEqual(["CANCELED", "CANCELED"]);
    },
  );

  test("waits for what Wix has accepted, however long it takes", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await settings({ settleMs: 600_000 });
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
    expect(await writes()).toHaveLength(2);
    expect(said()).toContainEqual(expect.stringMatching(/^waiting for cancellation of package/));
  });

  test("asks with one key, in the account of the package, whatever account is configured later", async () => {
    const saved = await succeed(two({ onDestroy: "cancel", products: [domain()] }));
    await control().clearJournal();
    await control().addFault({ method: "DELETE", times: 2, action: { kind: "drop", when: "before" } });
    for (let runs = 0; runs < 2; runs++) await failure(undefined, saved, { account: customerId });
    await run(undefined, saved, { account: customerId });
    const keys = (await writes()).map(keyOf);
    expect(keys).toHaveLength(3);
    expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/./)]));
    expect((await bought())[0]?.productInstances[0]?.status).toBe("CANCELED");
  });

  test("succeeds where the answer is lost and the package is gone by then", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await control().addFault({ method: "DELETE", action: { kind: "drop", when: "before" } });
    await control().addFault({
      method: "GET",
      nth: 2,
      times: "unlimited",
      action: { kind: "status", status: 404, code: "PACKAGE_NOT_FOUND" },
    });
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
  });

  test("does not take a part for the whole where the answer is lost", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await cancelOutside(saved, 0);
    await control().addFault({ method: "DELETE", action: { kind: "drop", when: "before" } });
    expect((await failure(undefined, saved)).message).toMatch(/is unknown/);
  });

  test("succeeds where the answer is lost and all of it is cancelled", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await control().addFault({ method: "DELETE", action: { kind: "drop", when: "after" } });
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
  });

  test("succeeds where it is cancelled already, or is not there", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await run(undefined, saved);
    await control().clearJournal();
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
    await control().loadState(account());
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
    expect(await writes()).toEqual([]);
  });

  test("cancels the rest of one that has failed", async () => {
    await settleAs(netDomain, "FAILED", "EXTERNAL_FAILURE");
    const { saved } = await failure(two({ onDestroy: "cancel" }));
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
  });

  test("says so where the answer is lost and nothing shows, and cancels it in the next run", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await control().addFault({ method: "DELETE", action: { kind: "drop", when: "before" } });
    const { message } = await failure(undefined, saved);
    expect(message).toMatch(/whether Wix did "cancel package \S+" is unknown/);
    expect(await run(undefined, saved)).toEqual({ saved: undefined });
    expect((await bought())[0]?.productInstances.map(({ status }) => status)).toEqual([
      "CANCELED",
      "CANCELED",
    ]);
  });

  test("passes on why Wix does not cancel it", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    await control().addFault({
      method: "DELETE",
      action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
    });
    expect((await failure(undefined, saved)).message).toMatch(/could not cancel package .*PERMISSION_DENIED/);
  });

  test("leaves it to another resource that has declared it since, under another name", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    const shared = session();
    await succeed(two({ onDestroy: "cancel" }), undefined, { session: shared, owner: { name: "renamed" } });
    await control().clearJournal();
    said().length = 0;
    await run(undefined, saved, { session: shared });
    expect(await writes()).toEqual([]);
    expect(said()).toEqual([expect.stringMatching(/not cancelled: it belongs to Package "renamed" now/)]);
  });

  test("leaves it to the resource that replaces it in the same run", async () => {
    const saved = await succeed(two({ onDestroy: "cancel" }));
    const shared = { session: session() };
    const replacement = await succeed(two({ onDestroy: "cancel" }), undefined, shared);
    expect(replacement.id).toBe(saved.id);
    await run(undefined, saved, shared);
    expect(
      (await bought()).flatMap(({ productInstances }) => productInstances.map(({ status }) => status)),
    ).toEqual(["ENABLED", "ENABLED"]);
  });
});
