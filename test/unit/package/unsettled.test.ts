import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { packagesUnderTest, two } from "./account-under-test";
import { netDomain } from "./programs";

const { control, context, succeed, failure, charges, settleAs } = packagesUnderTest();

describe("an instance that does not become usable leaves the package in the state", () => {
  test.each(["DELIVERY_TIMEOUT", "EXTERNAL_FAILURE", "UNKNOWN"])(
    "a failed one with its code %s, which is not bought again",
    async code => {
      await settleAs(netDomain, "FAILED", code);
      const first = await failure(two());
      expect(first.message).toMatch(new RegExp(`FAILED: product ${netDomain}.*\\(${code}: told by Wix\\)`));
      expect(first.message).toMatch(/declare it with another externalId/);
      expect(first.saved).toMatchObject({
        halfMade: true,
        state: {
          productInstances: [{}, { status: "FAILED", failure: { code, message: "told by Wix" } }],
        },
      });
      const second = await failure(two(), first.saved);
      expect(second.message).toBe(first.message);
      expect(await charges()).toBe(2);
    },
  );

  test("one that awaits an action, which the next run finds done", async () => {
    await settleAs(netDomain, "AWAITING_ACTION");
    const { message, saved } = await failure(two());
    expect(message).toMatch(/AWAITING_ACTION: product[^]*customer or an outside provider has to act/);
    const instanceId = saved?.state.productInstanceIds[1] ?? "";
    await control().edit("resellers", instanceId, { of: "instance", settle: { status: "ENABLED" } });
    await succeed(two(), saved);
    expect(await charges()).toBe(2);
  });

  test("one of which nothing is heard, when the time is up", async () => {
    await settleAs(netDomain, "PENDING");
    const { message, saved } = await failure(two(), undefined, { timeout: 60_000 });
    expect(message).toMatch(
      /did not settle within 1m .*last status: 1 ENABLED, 1 PENDING \(request id simulated-/,
    );
    const instanceId = saved?.state.productInstanceIds[1] ?? "";
    await control().edit("resellers", instanceId, { of: "instance", settle: { status: "ENABLED" } });
    expect((await succeed(two(), saved)).halfMade).toBe(false);
  });

  test("one that the run has no more time to wait for: the word says so, and the next run waits on at no cost", async () => {
    await settleAs(netDomain, "PENDING");
    const { message, saved } = await failure(two(), undefined, { maxWait: 60_000 });
    expect(message).toMatch(
      /^STILL-WAITING package .*: 1 ENABLED, 1 PENDING \(request id .*\), waited for since/,
    );
    expect(saved?.halfMade).toBe(true);
    const instanceId = saved?.state.productInstanceIds[1] ?? "";
    await control().edit("resellers", instanceId, { of: "instance", settle: { status: "ENABLED" } });
    expect((await succeed(two(), saved, { maxWait: 60_000 })).halfMade).toBe(false);
    expect(await charges()).toBe(2);
  });

  test("one that there was no time at all to wait for: the looks that keep a purchase single are made in full", async () => {
    await settleAs(netDomain, "PENDING");
    const began = context().clock.now();
    const { message, saved } = await failure(two(), undefined, { maxWait: 1 });
    expect(message).toMatch(/^STILL-WAITING package/);
    expect(context().clock.now() - began).toBeGreaterThanOrEqual(14_000);
    expect(await charges()).toBe(2);
    expect(saved?.halfMade).toBe(true);
  });

  test("one of a status that nobody has heard of is waited for", async () => {
    await settleAs(netDomain, "POLISHING");
    const { message } = await failure(two(), undefined, { timeout: 60_000 });
    expect(message).toMatch(/last status: 1 ENABLED, 1 POLISHING/);
  });

  test("one that somebody cancels meanwhile", async () => {
    await settleAs(netDomain, "CANCELED");
    expect((await failure(two())).message).toMatch(/CANCELED: product[^]*pulumi refresh/);
  });

  test("and is looked at again by the next run though a refresh came in between", async () => {
    await settleAs(netDomain, "PENDING");
    const { saved } = await failure(two(), undefined, { timeout: 60_000 });
    const found = await wixPackage.read(context(), saved?.id ?? "", saved?.state ?? {});
    if (found === NOT_FOUND || saved === undefined) throw new Error("it is there");
    expect(wixPackage.diff(found.state, saved.inputs)).toEqual({
      changes: true,
      because: `package ${found.state.packageId} had not settled when it was last seen: 1 ENABLED, 1 PENDING. The update looks again, and waits.`,
    });
  });
});
