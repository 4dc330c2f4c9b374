import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { type SavedPackage, packagesUnderTest, two } from "./account-under-test";
import { account, customerId, domain, freeSite, plan } from "./programs";

const { control, context, succeed, read, cancelOutside } = packagesUnderTest();

describe("reading a package", () => {
  const gone: [string, (saved: SavedPackage) => Promise<unknown>][] = [
    ["when all of it is cancelled", saved => cancelOutside(saved, 0, 1)],
    ["when Wix knows no such package", () => control().loadState(account())],
  ];
  test.each(gone)("finds it gone %s", async (_name, happen) => {
    const saved = await succeed(two());
    await happen(saved);
    expect(await read(saved)).toBe(NOT_FOUND);
  });

  test.each([
    [401, undefined],
    [403, "PERMISSION_DENIED"],
    [404, "USER_ID_NOT_FOUND"],
    [404, "TARGET_ACCOUNT_NOT_FOUND"],
    [404, "ACCOUNT_NOT_FOUND"],
  ])("does not take HTTP %i %s for proof that it is gone", async (status, code) => {
    const saved = await succeed(two());
    await control().addFault({ action: { kind: "status", status, ...(code !== undefined && { code }) } });
    await expect(read(saved)).rejects.toThrow(/could not read package/);
  });

  test("does not take a page of HTML for proof that it is gone", async () => {
    const saved = await succeed(two());
    await control().addFault({ times: "unlimited", action: { kind: "html", status: 404 } });
    await expect(read(saved)).rejects.toThrow(/HTTP 404/);
  });

  test("asks in the name of the account that bought it, whatever account is configured later", async () => {
    const saved = await succeed(two({ accountId: customerId, products: [domain()] }));
    const { accountId: _, ...state } = saved.state;
    expect(await wixPackage.read(context(), saved.id, state)).not.toBe(NOT_FOUND);
  });

  test("says of an id that can be none what it has to be, and asks nobody", async () => {
    await expect(async () => wixPackage.read(context(), "crm-1", {})).rejects.toThrow(
      'the id "crm-1" is no GUID. Write that of the package',
    );
    expect((await control().journal()).requests).toEqual([]);
  });

  test("tells of a package that is not managed here what Wix tells", async () => {
    const { id } = await succeed(two());
    expect(await wixPackage.read(context(), id, {})).toMatchObject({
      inputs: { externalId: "crm-4711", products: [plan(freeSite), domain()] },
      state: { packageId: id, productInstances: [{ status: "ENABLED" }, { status: "ENABLED" }] },
    });
  });
});
