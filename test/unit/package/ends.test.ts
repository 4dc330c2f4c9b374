import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { packagesUnderTest, two, type SavedPackage } from "./account-under-test";

const { control, context, succeed, cancelOutside, said } = packagesUnderTest();

const DAY = 86_400_000;

/** What a refresh says of a package whose first instance ends some days from now. */
const refreshed = async (days: number) => {
  const saved = await succeed(two());
  const expirationDate = new Date(context().clock.now() + days * DAY).toISOString();
  const [instanceId = ""] = saved.state.productInstanceIds;
  await control().edit("resellers", instanceId, { of: "instance", expirationDate });
  said().length = 0;
  return { saved, instanceId, expirationDate };
};

const read = async ({ id, state, inputs }: SavedPackage) => {
  const found = await wixPackage.read(context(), id, state);
  if (found === NOT_FOUND) throw new Error("it is there");
  return { ...found, difference: wixPackage.diff(found.state, inputs) };
};

describe("a plan that does not renew itself", () => {
  test("and ends soon is told at refresh with what to do, once a run, and is no difference", async () => {
    const { saved, instanceId, expirationDate } = await refreshed(12.5);
    const { state, difference } = await read(saved);
    expect(said()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^product instance ${instanceId} of package .* ends in 12 days, on .*ask Wix, or declare a Package`,
        ),
      ),
    ]);
    expect(state.productInstances[0]).toMatchObject({ expirationDate });
    expect(state.productInstances[1]).not.toHaveProperty("expirationDate");
    expect(difference).toEqual({ changes: false });

    const ctx = context();
    said().length = 0;
    await wixPackage.read(ctx, saved.id, saved.state);
    await wixPackage.read(ctx, saved.id, saved.state);
    expect(said()).toHaveLength(1);
  });

  test("and has ended is told too", async () => {
    const { saved } = await refreshed(-1);
    await read(saved);
    expect(said()).toEqual([expect.stringMatching(/ended on \d{4}-/)]);
  });

  test("and ends later than the warning is not told", async () => {
    const { saved } = await refreshed(30.1);
    await read(saved);
    expect(said()).toEqual([]);
  });

  test("and is cancelled is not told", async () => {
    const { saved } = await refreshed(3);
    await cancelOutside(saved, 0);
    await read(saved);
    expect(said()).toEqual([]);
  });
});
