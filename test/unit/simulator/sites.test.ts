import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type SimulatedAccount, createSimulatedAccount, type StateDocument } from "../../../simulator/src";
import { ACCOUNT, CHILD_ACCOUNT, OTHER_ACCOUNT, type Send, sender } from "./account";
import {
  bodyOf,
  CUSTOMER_SITE,
  FREE_SITE,
  NOBODY,
  PACKAGES,
  PLAN_PACKAGE,
  PREMIUM_SITE,
  refused,
  resellerState,
} from "./reseller-account";

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 4, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(() => simulator.control.loadState(sitesState()));

const TRASHED_SITE = "20000000-0000-4000-8000-000000000004";
const HEADLESS_SITE = "20000000-0000-4000-8000-000000000005";
const FOLDER = "50000000-0000-4000-8000-000000000001";

/** The sites that a simulator starts with, one in the trash, one headless, and accounts between which sites may move. */
function sitesState(): StateDocument {
  const state = resellerState();
  const site = { ownerAccountId: ACCOUNT, createdDate: "2025-06-01T00:00:00.000Z" };
  return {
    ...state,
    accounts: state.accounts.map(account => ({
      ...account,
      approvedForTransfer: account.id !== OTHER_ACCOUNT,
    })),
    sites: {
      ...state.sites,
      [TRASHED_SITE]: { ...site, name: "old", displayName: "Old", trashedDate: "2025-07-01T00:00:00.000Z" },
      [HEADLESS_SITE]: {
        ...site,
        name: "headless-app",
        displayName: "App",
        namespace: "HEADLESS",
        editorType: "EDITORLESS",
        published: false,
        folderId: FOLDER,
        appIds: ["stores", "blog"],
      },
    },
  };
}

interface Paging {
  count: number;
  cursors: { next: string | null };
  hasNext: boolean;
}

interface SitesAnswer {
  sites: { id: string; premium: boolean; domainConnected: boolean; ownerAccountId: string }[];
  metadata?: Paging;
  cursorPaging?: Paging;
}

const query = (body: object, headers = {}) =>
  send("POST", "/site-list/v2/sites/query", { query: body }, headers);
const read = async (body: object, headers = {}) => bodyOf(await query(body, headers)) as SitesAnswer;
const idsOf = ({ sites }: SitesAnswer) => sites.map(({ id }) => id).sort();

describe("querying sites", () => {
  test("shows the account's own sites of the namespace WIX, the trash included", async () => {
    expect(idsOf(await read({}))).toEqual([PREMIUM_SITE, FREE_SITE, TRASHED_SITE]);
    expect(idsOf(await read({}, { "wix-account-id": CHILD_ACCOUNT }))).toEqual([CUSTOMER_SITE]);
  });

  test("shows all that is known of a site", async () => {
    const { sites } = await read({ filter: { name: "bakery" } });
    expect(sites).toEqual([
      {
        id: PREMIUM_SITE,
        name: "bakery",
        displayName: "Bakery",
        ownerAccountId: ACCOUNT,
        createdDate: expect.any(String),
        updatedDate: expect.any(String),
        published: true,
        premium: true,
        viewUrl: "https://example.wixsite.com/bakery",
        editorType: "STUDIO",
        htmlAppId: expect.stringMatching(/^[-0-9a-f]{36}$/),
        editUrl: `/editor/${PREMIUM_SITE}`,
        thumbnail: "",
        contributorAccountIds: [],
        blocked: false,
        namespace: "WIX",
        parentChildRole: "NONE",
        domainConnected: false,
      },
    ]);
  });

  test.each<[string, object, string[]]>([
    ["namespace", { namespace: { $in: ["HEADLESS"] } }, [HEADLESS_SITE]],
    ["premium", { premium: true }, [PREMIUM_SITE]],
    ["premium with an operator", { premium: { $eq: true } }, [PREMIUM_SITE]],
    ["published", { published: false, namespace: "HEADLESS" }, [HEADLESS_SITE]],
    ["editor", { editorType: { $in: ["EDITORLESS"] }, namespace: "HEADLESS" }, [HEADLESS_SITE]],
    ["folder", { folderId: FOLDER, namespace: "HEADLESS" }, [HEADLESS_SITE]],
    ["the root folder", { folderId: { $exists: false } }, [PREMIUM_SITE, FREE_SITE, TRASHED_SITE]],
    ["apps", { appIds: { $hasAll: ["blog"] }, namespace: "HEADLESS" }, [HEADLESS_SITE]],
    ["state", { state: "ACTIVE" }, [PREMIUM_SITE, FREE_SITE]],
    ["a phrase of the address", { name: "WIXSITE.com/flo" }, [FREE_SITE]],
    ["connected domains", { domainConnected: true }, []],
  ])("filters by %s", async (_what, filter, ids) => {
    expect(idsOf(await read({ filter }))).toEqual(ids);
  });

  test("takes a filter on id, unless the settings refuse it", async () => {
    const filter = { id: { $in: [FREE_SITE] } };
    expect(idsOf(await read({ filter }))).toEqual([FREE_SITE]);
    await simulator.control.changeSettings({ querySitesIdFilter: "rejected" });
    expect(refused(await query({ filter }))).toEqual([400, "UNSUPPORTED_FILTER"]);
  });

  test.each<[string, object, string[]]>([
    ["both", { $and: [{ premium: false }, { state: "ACTIVE" }] }, [FREE_SITE]],
    ["either", { $or: [{ premium: true }, { state: "TRASHED" }] }, [PREMIUM_SITE, TRASHED_SITE]],
    ["one within the other", { state: "ACTIVE", $or: [{ $and: [{ premium: true }] }] }, [PREMIUM_SITE]],
  ])("joins filters: %s", async (_how, filter, ids) => {
    expect(idsOf(await read({ filter }))).toEqual(ids);
  });

  test.each([
    ["no list", { $and: { premium: true } }],
    ["an empty list", { $or: [] }],
    ["an unknown field", { $or: [{ colour: "red" }] }],
  ])("refuses joined filters of %s", async (_what, filter) => {
    expect(refused(await query({ filter }))).toEqual([400, "UNSUPPORTED_FILTER"]);
  });

  test("pages by cursor, in the order asked for, under either key", async () => {
    await simulator.control.changeSettings({ sitesPerPage: 2 });
    const first = await read({ sort: [{ fieldName: "displayName", order: "DESC" }] });
    expect(first.metadata).toEqual({
      count: 2,
      cursors: { next: expect.any(String), prev: null },
      hasNext: true,
    });
    await simulator.control.changeSettings({ querySitesPagingKey: "cursorPaging" });
    const second = await read({ cursorPaging: { cursor: first.metadata?.cursors.next } });
    expect([...first.sites, ...second.sites].map(({ id }) => id)).toEqual([
      TRASHED_SITE,
      FREE_SITE,
      PREMIUM_SITE,
    ]);
    expect(second.metadata).toBeUndefined();
    expect(second.cursorPaging).toMatchObject({ count: 1, cursors: { next: null }, hasNext: false });
  });

  test("needs a key with the permission, and an account", async () => {
    const as = async (headers: object) => refused(await query({}, headers));
    expect(await as({ authorization: "wrong" })).toEqual([401, "UNAUTHENTICATED"]);
    expect(await as({ authorization: "reading-key" })).toEqual([403, "SITE_LIST_READ_FORBIDDEN"]);
    expect(await as({ "wix-account-id": NOBODY })).toEqual([403, "PERMISSION_DENIED"]);
  });
});

describe("a second writer", () => {
  test("renames a site, gives it away, and brings it back from the trash", async () => {
    const edit = (change: object) => simulator.control.edit("sites", TRASHED_SITE, change);
    await edit({ displayName: "New", ownerAccountId: CHILD_ACCOUNT, trashedDate: null });
    const { sites } = await read({ filter: { name: "New" } }, { "wix-account-id": CHILD_ACCOUNT });
    expect(sites).toMatchObject([{ id: TRASHED_SITE, updatedDate: "2026-01-01T00:00:00.000Z" }]);
    expect(sites[0]).not.toHaveProperty("trashedDate");
    await expect(simulator.control.edit("sites", NOBODY, {})).rejects.toThrow("no site");
  });
});

describe("transferring a site", () => {
  const transfer = (siteId: string, sourceAccountId: string, target: string | undefined, more: object = {}) =>
    send(
      "POST",
      "/b2b-site-management/v1/transfer-site",
      { siteTransfer: { siteId, sourceAccountId, ...more } },
      { "wix-account-id": target },
    );

  test("gives it to the account of the header", async () => {
    const reply = await transfer(FREE_SITE, ACCOUNT, CHILD_ACCOUNT, { enableNotifications: true });
    expect(bodyOf(reply)).toEqual({
      siteTransfer: { siteId: FREE_SITE, sourceAccountId: ACCOUNT, enableNotifications: true },
    });
    expect(idsOf(await read({}, { "wix-account-id": CHILD_ACCOUNT }))).toEqual([FREE_SITE, CUSTOMER_SITE]);
  });

  test("can be undone, but not repeated", async () => {
    await transfer(FREE_SITE, ACCOUNT, CHILD_ACCOUNT);
    expect(refused(await transfer(FREE_SITE, ACCOUNT, CHILD_ACCOUNT))).toEqual([400, "SITE_NOT_FOUND"]);
    expect((await transfer(FREE_SITE, CHILD_ACCOUNT, ACCOUNT)).status).toBe(200);
  });

  test("waits until its paid services are cancelled", async () => {
    const handOver = () => transfer(PREMIUM_SITE, ACCOUNT, CHILD_ACCOUNT);
    expect(refused(await handOver())).toEqual([428, "SITE_TRANSFER_NOT_SUPPORTED"]);
    await send("DELETE", `${PACKAGES}/${PLAN_PACKAGE}`);
    expect(refused(await handOver())).toEqual([428, "SITE_TRANSFER_NOT_SUPPORTED"]);
    await simulator.control.advanceClock(1000);
    expect((await handOver()).status).toBe(200);
  });

  test.each<[string, string, string, string, number, string]>([
    ["to an account of nobody", FREE_SITE, ACCOUNT, NOBODY, 428, "TARGET_ACCOUNT_ID_NOT_FOUND"],
    ["to an account of another owner", FREE_SITE, ACCOUNT, OTHER_ACCOUNT, 403, "SITE_TRANSFER_NOT_ALLOWED"],
    ["from an account not approved", FREE_SITE, OTHER_ACCOUNT, ACCOUNT, 403, "SITE_TRANSFER_NOT_ALLOWED"],
    ["from an account to itself", FREE_SITE, ACCOUNT, ACCOUNT, 403, "SITE_TRANSFER_NOT_ALLOWED"],
    ["of a site of nobody", NOBODY, ACCOUNT, CHILD_ACCOUNT, 400, "SITE_NOT_FOUND"],
    ["of a site in the trash", TRASHED_SITE, ACCOUNT, CHILD_ACCOUNT, 400, "SITE_NOT_FOUND"],
  ])("%s is refused", async (_what, siteId, source, target, status, code) => {
    expect(refused(await transfer(siteId, source, target))).toEqual([status, code]);
  });

  test("without an account, with a wrong key or without the permission is refused", async () => {
    expect(refused(await transfer(FREE_SITE, ACCOUNT, undefined))).toEqual([
      428,
      "TARGET_ACCOUNT_ID_NOT_FOUND",
    ]);
    const body = { siteTransfer: { siteId: FREE_SITE, sourceAccountId: ACCOUNT } };
    const as = async (authorization: string) =>
      refused(await send("POST", "/b2b-site-management/v1/transfer-site", body, { authorization }));
    expect(await as("wrong")).toEqual([401, "UNAUTHENTICATED"]);
    expect(await as("reading-key")).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("takes the target in the header only", async () => {
    expect(
      (await transfer(FREE_SITE, ACCOUNT, CHILD_ACCOUNT, { targetAccountId: CHILD_ACCOUNT })).status,
    ).toBe(400);
  });
});
