import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import {
  siteTransfer,
  type SiteTransferState,
} from "../../../provider/src/resources/site-transfer/lifecycle";
import {
  accountId as agencyId,
  environment,
  makeWorld,
  up,
  type Saved,
  type World,
} from "../../support/world";
import { account, customerId, freeSite, premiumSite } from "../package/programs";

type Program = Record<string, unknown>;
type SavedTransfer = Saved<SiteTransferState>;

let world: World;
const control = () => world.simulator.control;
beforeAll(() => {
  world = makeWorld();
});
afterAll(async () => {
  expect(await control().violations()).toEqual([]);
  await world.close();
});
beforeEach(async () => {
  await control().clearFaults();
  await control().loadState(account());
  await control().clearJournal();
  world.said.length = 0;
});

const handOver = (more: Program = {}): Program => ({
  siteId: freeSite,
  sourceAccountId: agencyId,
  targetAccountId: customerId,
  ...more,
});

const run = (program: Program, saved?: SavedTransfer) => up(siteTransfer, world.context(), saved, program);

const succeed = async (program: Program, saved?: SavedTransfer): Promise<SavedTransfer> => {
  const outcome = await run(program, saved);
  if (outcome.error !== undefined) throw outcome.error as Error;
  if (outcome.saved === undefined) throw new Error("nothing was saved");
  return outcome.saved;
};

const failure = async (program: Program): Promise<string> => {
  const { error, saved } = await run(program);
  expect(saved).toBeUndefined();
  if (!(error instanceof Error)) throw new Error("it succeeded");
  return error.message;
};

const owner = async (siteId = freeSite) => (await control().state()).sites?.[siteId]?.ownerAccountId;
const transfers = async () =>
  (await control().journal()).requests.filter(({ path }) => path.endsWith("/transfer-site"));

describe("a site", () => {
  test("is transferred once, in the name of the target account, and found there", async () => {
    const saved = await succeed(handOver({ siteId: freeSite.toUpperCase() }));
    expect(await owner()).toBe(customerId);
    expect(await transfers()).toMatchObject([
      {
        accountId: customerId,
        body: { siteTransfer: { siteId: freeSite, sourceAccountId: agencyId, enableNotifications: false } },
      },
    ]);
    expect(saved).toMatchObject({ id: freeSite, state: { siteName: "Florist" } });
    const { inputs } = siteTransfer.check(undefined, handOver(), environment());
    expect(await siteTransfer.read(world.context(), saved.id, saved.state)).toEqual({
      inputs,
      state: saved.state,
    });
    expect(siteTransfer.diff(saved.state, inputs)).toEqual({ changes: false });
  });

  test("that is in the target account already is left alone", async () => {
    await control().edit("sites", freeSite, { ownerAccountId: customerId });
    await succeed(handOver());
    expect(await transfers()).toEqual([]);
    expect(world.said).toEqual([expect.stringMatching(/already; nothing is transferred/)]);
  });

  test.each([1, 2] as const)(
    "is found on whatever page of the list, %i sites a page, whatever the paging is called",
    async sitesPerPage => {
      for (const querySitesPagingKey of ["metadata", "cursorPaging"] as const) {
        await control().loadState({ ...account(), settings: { sitesPerPage, querySitesPagingKey } });
        await control().edit("sites", freeSite, { ownerAccountId: customerId });
        await control().clearJournal();
        await succeed(handOver());
        expect(await transfers()).toEqual([]);
      }
    },
  );

  test("of a namespace that Wix does not show by itself is found", async () => {
    const state = account();
    const site = state.sites?.[freeSite];
    if (site === undefined) throw new Error("the account has no such site");
    await control().loadState({
      ...state,
      sites: { ...state.sites, [freeSite]: { ...site, namespace: "HEADLESS" } },
    });
    await succeed(handOver());
  });

  test("asks for an e-mail where the program does", async () => {
    await succeed(handOver({ enableNotifications: true }));
    expect(await transfers()).toMatchObject([{ body: { siteTransfer: { enableNotifications: true } } }]);
  });

  test("that has left the target account is gone; one in its trash is not", async () => {
    const saved = await succeed(handOver());
    await control().edit("sites", freeSite, { trashedDate: "2026-01-01T00:00:00.000Z" });
    expect(await siteTransfer.read(world.context(), saved.id, saved.state)).not.toBe(NOT_FOUND);
    await control().edit("sites", freeSite, { ownerAccountId: agencyId });
    expect(await siteTransfer.read(world.context(), saved.id, saved.state)).toBe(NOT_FOUND);
  });

  test("is not taken for gone where the list cannot be read", async () => {
    const saved = await succeed(handOver());
    await control().addFault({ action: { kind: "status", status: 403, code: "SITE_LIST_READ_FORBIDDEN" } });
    await expect(siteTransfer.read(world.context(), saved.id, saved.state)).rejects.toThrow(
      /SITE_LIST\.READ/,
    );
  });

  test("stays where it is on destroy, which sends nothing", async () => {
    const saved = await succeed(handOver());
    await control().clearJournal();
    await siteTransfer.delete(world.context(), saved.id, saved.state);
    expect(await owner()).toBe(customerId);
    expect((await control().journal()).requests).toEqual([]);
    expect(world.said).toContainEqual(expect.stringMatching(/a transfer is not undone/));
  });

  test.each([["siteId"], ["sourceAccountId"], ["targetAccountId"]])(
    "of another %s is another transfer, and of an unknown one is announced as no replacement",
    async field => {
      const { state } = await succeed(handOver());
      expect(siteTransfer.diff(state, { ...state, [field]: premiumSite })).toEqual({
        changes: true,
        replaces: [field],
      });
      expect(siteTransfer.diff(state, { ...state, [field]: UNKNOWN })).toEqual({ changes: true });
    },
  );

  test("is not transferred again for another wish to be notified", async () => {
    const saved = await succeed(handOver());
    await succeed(handOver({ enableNotifications: true }), saved);
    expect(await transfers()).toHaveLength(1);
  });
});

describe("a transfer that Wix refuses names the code and the way out", () => {
  test.each<[string, Program, RegExp]>([
    [
      "of a site with paid services",
      { siteId: premiumSite },
      /SITE_TRANSFER_NOT_SUPPORTED[^]*Cancel their packages first/,
    ],
    [
      "of a site that the source does not have",
      { siteId: "20000000-0000-4000-8000-0000000000ff" },
      /SITE_NOT_FOUND[^]*not in the account/,
    ],
    [
      "between accounts that are not approved",
      { sourceAccountId: premiumSite },
      /SITE_TRANSFER_NOT_ALLOWED[^]*ask Wix to approve/,
    ],
  ])("%s", async (_name, more, expected) => {
    expect(await failure(handOver(more))).toMatch(expected);
  });

  test("to an account that Wix does not know", async () => {
    await control().addFault({
      path: "transfer-site",
      action: { kind: "status", status: 428, code: "TARGET_ACCOUNT_ID_NOT_FOUND" },
    });
    expect(await failure(handOver())).toMatch(/TARGET_ACCOUNT_ID_NOT_FOUND[^]*Check targetAccountId/);
  });

  test("and one whose answer was lost, of a site that does not show, says that the next run looks first", async () => {
    await control().addFault({ path: "transfer-site", action: { kind: "drop", when: "before" } });
    expect(await failure(handOver())).toMatch(/does not show in account[^]*next run looks where the site is/);
    expect(await transfers()).toHaveLength(1);
  });
});

describe("a wrong program is refused at preview", () => {
  test.each<[string, Program, string, RegExp]>([
    ["no site", { siteId: undefined }, "siteId", /is missing/],
    ["no source", { sourceAccountId: undefined }, "sourceAccountId", /is missing/],
    ["a target's name", { targetAccountId: "customer" }, "targetAccountId", /is "customer": not a GUID/],
    ["one account as both", { targetAccountId: agencyId }, "targetAccountId", /there is nothing to transfer/],
    ["a number for a flag", { enableNotifications: 1 }, "enableNotifications", /is 1: allowed: true, false/],
    [
      "an account too many",
      { accountId: agencyId },
      "accountId",
      /allowed: siteId, sourceAccountId, targetAccountId/,
    ],
  ])("%s", (_name, wrong, property, reason) => {
    const { failures } = siteTransfer.check(undefined, handOver(wrong), environment());
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  test("and what is not known yet passes", () => {
    const unknown = {
      siteId: UNKNOWN,
      sourceAccountId: UNKNOWN,
      targetAccountId: UNKNOWN,
      enableNotifications: UNKNOWN,
    };
    expect(siteTransfer.check(undefined, unknown, environment())).toEqual({
      inputs: unknown,
      failures: [],
      claims: [],
      lines: [],
    });
  });
});

test("two transfers of one site collide at preview", () => {
  const claim = { key: `the transfer of site ${freeSite}`, property: "siteId" };
  expect(siteTransfer.check(undefined, handOver(), environment()).claims).toEqual([claim]);
});

test("a proxy's 404 does not take the site for gone", async () => {
  const saved = await succeed(handOver());
  await control().addFault({
    action: { kind: "status", status: 404, body: { message: "no Route matched with those values" } },
  });
  await expect(siteTransfer.read(world.context(), saved.id, saved.state)).rejects.toThrow(/not Wix's/);
});
