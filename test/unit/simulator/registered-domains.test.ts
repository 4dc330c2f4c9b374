import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { SAMPLE_SITES, type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { ACCOUNT, CHILD_ACCOUNT, OTHER_ACCOUNT, type Send, sender } from "./account";
import {
  answered,
  CONTACT,
  DAY,
  domainState,
  INSTANCES,
  MINUTE,
  NO_SITE,
  NOW,
  refused,
  registration,
  violationKinds,
} from "./domain-account";

const DOMAINS = "/domains/v1/registered-domains";
const NEW = `${DOMAINS}/new-bakery.com`;
const ZONE = "/domains/v1/dns-zones/new-bakery.com";
const ON_SITE = { "wix-site-id": SAMPLE_SITES.premium };

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(async () => {
  await simulator.control.loadState(domainState());
  await simulator.control.clearViolations();
});

const register = (change: object = {}, headers: Record<string, string> = {}) =>
  send("POST", DOMAINS, registration(change), headers);
const get = async (path = NEW) => answered(await send("GET", path), "registeredDomain");
const contacts = (change: object) => ({ contacts: { registrant: { ...CONTACT, ...change } } });
const minutesLater = (minutes: number) => simulator.control.advanceClock(minutes * MINUTE);

describe("registering", () => {
  test("answers with the domain on its way to the registrar", async () => {
    const domain = answered(await register(), "registeredDomain");
    expect(domain).toEqual({
      id: "new-bakery.com",
      domain: "new-bakery.com",
      productInstanceId: INSTANCES.com,
      revision: "1",
      status: "PENDING_REGISTRATION",
      pendingRegistrationInfo: { latestAttempt: { number: 1, timestamp: NOW } },
      contacts: { registrant: CONTACT },
      icannConfirmationStatus: "PENDING",
      icannConfirmationStatusInfo: {
        pending: { expirationDate: "2026-01-16T00:00:00.000Z", notConfirmedBy: ["ada@example.net"] },
      },
      dnsPropagationStatus: "UNKNOWN_DNS_PROPAGATION_STATUS",
      createdDate: NOW,
      updatedDate: NOW,
    });
    expect(await get()).toEqual(domain);
    expect(await violationKinds(simulator)).toEqual([]);
  });

  test("ends ACTIVE, with an expiry by the product's cycle, a zone, and the world in the know", async () => {
    await register({ productInstanceId: INSTANCES.comThreeYears });
    expect(refused(await send("GET", ZONE))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    await minutesLater(1);
    expect(await get()).toMatchObject({
      status: "ACTIVE",
      expirationDate: "2029-01-01T00:01:00.000Z",
      icannConfirmationStatus: "CONFIRMED_BY_ALL",
      dnsPropagationStatus: "IN_PROGRESS",
    });
    expect((await send("GET", ZONE)).status).toBe(200);
    await minutesLater(1);
    expect(await get()).toMatchObject({ dnsPropagationStatus: "COMPLETED" });
  });

  test("puts the domain on the site of the header", async () => {
    const domain = answered(
      await register({ siteInfo: { assignmentType: "PRIMARY" } }, ON_SITE),
      "registeredDomain",
    );
    expect(domain).toMatchObject({ siteInfo: { id: SAMPLE_SITES.premium, assignmentType: "PRIMARY" } });
  });

  test("takes a name in upper case and keeps it in lower case", async () => {
    expect((await register({ domain: "New-Bakery.COM" })).status).toBe(200);
    expect(await get()).toMatchObject({ id: "new-bakery.com" });
  });

  test.each([
    ["a name without TLD", "bakery", "INVALID_DOMAIN"],
    ["a top-level domain", "com", "INVALID_DOMAIN"],
    ["a name with a blank", "new bakery.com", "INVALID_DOMAIN"],
    ["a name with a hyphen at the end", "bakery-.com", "INVALID_DOMAIN"],
    ["an address", "203.0.113.7", "INVALID_DOMAIN"],
    ["a subdomain", "shop.new-bakery.com", "SUBDOMAIN_NOT_SUPPORTED"],
    ["two characters", "ab.com", "DOMAIN_TOO_SHORT"],
    ["64 characters", `${"a".repeat(64)}.com`, "DOMAIN_TOO_LONG"],
    ["64 characters with the TLD", `${"a".repeat(60)}.com`, "DOMAIN_TOO_LONG"],
    ["a TLD that Wix does not sell", "bakery.berlin", "TLD_NOT_SUPPORTED"],
    ["a name held elsewhere", "bakery.com", "DOMAIN_ALREADY_TAKEN"],
    ["a name of another account", "foreign.com", "DOMAIN_ALREADY_TAKEN"],
    ["a connected domain", "example.org", "DOMAIN_ALREADY_TAKEN"],
    ["a domain that is there already", "example.com", "REGISTERED_DOMAIN_ALREADY_EXISTS"],
    ["a TLD that the product does not cover", "bakery.net", "INVALID_TLD"],
  ])("refuses %s", async (_what, domain, code) => {
    expect(refused(await register({ domain }))).toEqual([400, code]);
  });

  test.each([
    ["unknown", NO_SITE, "PRODUCT_INSTANCE_NOT_FOUND"],
    ["another account's", INSTANCES.foreign, "PRODUCT_INSTANCE_NOT_FOUND"],
    ["pending", INSTANCES.pending, "AWAITING_PRODUCT_ACTIVATION"],
    ["canceled", INSTANCES.canceled, "PRODUCT_INSTANCE_NOT_ACTIVE"],
    ["about to be canceled", INSTANCES.ending, "PRODUCT_INSTANCE_NOT_ACTIVE"],
    ["awaiting an action", INSTANCES.awaiting, "PRODUCT_INSTANCE_NOT_ACTIVE"],
    ["not floating", INSTANCES.onSite, "INVALID_PRODUCT_INSTANCE"],
    ["no domain product", INSTANCES.notADomain, "INVALID_PRODUCT_INSTANCE"],
    ["for another TLD", INSTANCES.net, "INVALID_TLD"],
    ["billed by the month", INSTANCES.monthly, "INVALID_BILLING_CYCLE"],
    ["billed for five years", INSTANCES.fiveYears, "INVALID_BILLING_CYCLE"],
  ])("refuses a product instance that is %s", async (_what, productInstanceId, code) => {
    expect(refused(await register({ productInstanceId }))).toEqual([400, code]);
    expect(refused(await send("GET", NEW))).toEqual([400, "REGISTERED_DOMAIN_NOT_FOUND"]);
  });

  test("takes a new product instance once it is active", async () => {
    const fresh = { productInstanceId: INSTANCES.fresh };
    expect(refused(await register(fresh))).toEqual([400, "AWAITING_PRODUCT_ACTIVATION"]);
    await minutesLater(1);
    expect((await register(fresh)).status).toBe(200);
  });

  test("takes a product instance that is being adjusted", async () => {
    expect((await register({ productInstanceId: INSTANCES.adjusting })).status).toBe(200);
  });

  test("spends a product instance on one domain only", async () => {
    await register();
    expect(refused(await register({ domain: "second-bakery.com" }))).toEqual([
      400,
      "INVALID_PRODUCT_INSTANCE",
    ]);
  });

  test("does not register twice, neither while it is pending nor when it is active", async () => {
    await register();
    expect(refused(await register())).toEqual([400, "REGISTERED_DOMAIN_ALREADY_EXISTS"]);
    await minutesLater(1);
    expect(refused(await register())).toEqual([400, "REGISTERED_DOMAIN_ALREADY_EXISTS"]);
  });

  test.each([
    ["a short first name", { firstName: "A" }, "MIN"],
    ["a long city", { city: "c".repeat(65) }, "MAX"],
    ["symbols in a name", { lastName: "B@ker" }, "FORMAT"],
    ["no e-mail address", { email: "ada" }, "FORMAT"],
    ["a country in lower case", { countryCode: "us" }, "FORMAT"],
    ["a country that is none", { countryCode: "UK" }, "FORMAT"],
    ["letters in the phone number", { phone: "+1 CALL ADA" }, "FORMAT"],
    ["no state where there are states", { subdivisionCode: undefined }, "FORMAT"],
    ["a state of three letters", { subdivisionCode: "MAS" }, "FORMAT"],
    ["no address", { address: undefined }, "REQUIRED"],
    ["an unknown field", { fax: "+16175550101" }, "UNKNOWN_FIELD"],
  ])("refuses contacts with %s", async (_what, change, code) => {
    expect(refused(await register(contacts(change)))).toEqual([400, code]);
  });

  test("asks for no state where there are none", async () => {
    const change = { countryCode: "LU", subdivisionCode: undefined };
    expect((await register(contacts(change))).status).toBe(200);
  });

  test.each([
    ["without a plan", { "wix-site-id": SAMPLE_SITES.free }, 400, "CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE"],
    ["of nobody", { "wix-site-id": NO_SITE }, 403, "PERMISSION_DENIED"],
    ["of another account", { "wix-site-id": SAMPLE_SITES.customer }, 403, "PERMISSION_DENIED"],
    ["that is no GUID", { "wix-site-id": "bakery" }, 403, "PERMISSION_DENIED"],
  ])("refuses a site %s", async (_what, headers, status, code) => {
    const reply = await register({ siteInfo: { assignmentType: "PRIMARY" } }, headers);
    expect(refused(reply)).toEqual([status, code]);
  });

  test("wants the site and the role together", async () => {
    expect(refused(await register({}, ON_SITE))).toEqual([400, "REQUIRED_WITH_SITE"]);
    expect(refused(await register({ siteInfo: { assignmentType: "PRIMARY" } }))).toEqual([
      400,
      "SITE_HEADER_REQUIRED",
    ]);
  });

  test.each([
    ["no key", { authorization: undefined }, 401, "UNAUTHENTICATED"],
    ["another account", { "wix-account-id": OTHER_ACCOUNT }, 403, "PERMISSION_DENIED"],
    ["a key that lacks the permission", { authorization: "searching-key" }, 403, "PERMISSION_DENIED"],
  ])("refuses %s", async (_what, headers, status, code) => {
    expect(refused(await send("POST", DOMAINS, registration(), headers))).toEqual([status, code]);
  });
});

describe("a registration that does not end well", () => {
  const outcome = (change: object) =>
    simulator.control.edit("registered-domains", "new-bakery.com", { outcome: change });

  test("fails later for contacts that the registrar refuses, and succeeds with better ones", async () => {
    expect((await register(contacts({ postalCode: "X9" }))).status).toBe(200);
    await minutesLater(1);
    expect(await get()).toMatchObject({
      status: "FAILED_REGISTRATION",
      failedRegistrationInfo: { code: "OTHER", message: "registrant: postalCode does not fit US" },
    });
    expect((await register()).status).toBe(200);
    await minutesLater(1);
    expect(await get()).toMatchObject({ status: "ACTIVE" });
  });

  test("fails as scripted, leaves its site, and frees the product instance", async () => {
    const failure = { code: "UNKNOWN_FAILURE_CODE", message: "no answer" };
    await outcome({ registration: ["FAILED_REGISTRATION"], failure });
    await register({ siteInfo: { assignmentType: "PRIMARY" } }, ON_SITE);
    await minutesLater(1);
    const domain = await get();
    expect(domain).toMatchObject({ status: "FAILED_REGISTRATION", failedRegistrationInfo: failure });
    expect(domain).not.toHaveProperty("siteInfo");
    expect(refused(await send("GET", ZONE))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
    expect((await register({ domain: "other-bakery.com" })).status).toBe(200);
  });

  test("stays pending for good", async () => {
    await outcome({ registration: [] });
    await register();
    await simulator.control.advanceClock(3 * DAY);
    expect(await get()).toMatchObject({ status: "PENDING_REGISTRATION" });
  });

  test("counts the attempts", async () => {
    await outcome({ registration: ["PENDING_REGISTRATION", "ACTIVE"] });
    await register();
    await minutesLater(1);
    expect(await get()).toMatchObject({
      status: "PENDING_REGISTRATION",
      pendingRegistrationInfo: { latestAttempt: { number: 2, timestamp: "2026-01-01T00:01:00.000Z" } },
    });
    await minutesLater(1);
    expect(await get()).toMatchObject({ status: "ACTIVE" });
  });

  test("passes through a status that nobody knows", async () => {
    await outcome({ registration: ["ON_THE_MOON", "ACTIVE"] });
    await register();
    await minutesLater(1);
    expect(await get()).toMatchObject({ status: "ON_THE_MOON" });
    await minutesLater(1);
    expect(await get()).toMatchObject({ status: "ACTIVE" });
  });

  test("ends at once when the registrar says so, whatever was still to come", async () => {
    await outcome({ registration: ["FAILED_REGISTRATION"] });
    await register();
    await simulator.control.edit("registered-domains", "new-bakery.com", { status: "ACTIVE" });
    await minutesLater(5);
    expect(await get()).toMatchObject({ status: "ACTIVE", dnsPropagationStatus: "COMPLETED" });
  });

  test.each([
    ["shows who has not confirmed until the deadline, and is expired after it", "PENDING", 15 * DAY],
    ["is expired early", "EXPIRED", MINUTE],
  ])("%s", async (_what, icann, ms) => {
    await outcome({ icann });
    await register({ contacts: { registrant: CONTACT, tech: { ...CONTACT, email: "tech@example.net" } } });
    await simulator.control.advanceClock(ms - 1);
    expect(await get()).toMatchObject({ icannConfirmationStatus: "PENDING" });
    await simulator.control.advanceClock(1);
    expect(await get()).toMatchObject({
      status: "ACTIVE",
      icannConfirmationStatus: "EXPIRED",
      icannConfirmationStatusInfo: { expired: { notConfirmedBy: ["ada@example.net", "tech@example.net"] } },
    });
  });

  test("its confirmation and expiry can be set from outside", async () => {
    const icann = { status: "PENDING", expirationDate: "2026-01-02T00:00:00.000Z" };
    const expirationDate = "2026-03-01T00:00:00.000Z";
    await simulator.control.edit("registered-domains", "example.com", { icann, expirationDate });
    expect(await get(`${DOMAINS}/example.com`)).toMatchObject({
      revision: "2",
      expirationDate,
      icannConfirmationStatus: "PENDING",
      icannConfirmationStatusInfo: {
        pending: { expirationDate: icann.expirationDate, notConfirmedBy: [] },
      },
    });
  });

  test("an edit of a domain that is none is an error", async () => {
    const edit = simulator.control.edit("registered-domains", "no.com", { status: "CANCELED" });
    await expect(edit).rejects.toThrow("no registered domain no.com");
  });
});

describe("reading", () => {
  test("an unknown domain is 400, not 404", async () => {
    expect(refused(await send("GET", `${DOMAINS}/no.com`))).toEqual([400, "REGISTERED_DOMAIN_NOT_FOUND"]);
    expect(refused(await send("GET", `${DOMAINS}/example.org`))).toEqual([
      400,
      "REGISTERED_DOMAIN_NOT_FOUND",
    ]);
  });

  test("another account's domain is 403", async () => {
    expect(refused(await send("GET", `${DOMAINS}/foreign.com`))).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("a new domain is not found before the read lag is over", async () => {
    await simulator.control.changeSettings({ readLagMs: 1000 });
    await register();
    expect(refused(await send("GET", NEW))).toEqual([400, "REGISTERED_DOMAIN_NOT_FOUND"]);
    expect(refused(await register())).toEqual([400, "REGISTERED_DOMAIN_ALREADY_EXISTS"]);
    await simulator.control.advanceClock(1000);
    expect(await get()).toMatchObject({ status: "PENDING_REGISTRATION" });
  });

  test("lists the account's domains, newest first, page by page", async () => {
    await register();
    const page = async (query: string) => {
      const reply = await send("GET", `${DOMAINS}?${query}`);
      const { registeredDomains, pagingMetadata } = JSON.parse(reply.text) as {
        registeredDomains: { id: string }[];
        pagingMetadata: { count: number; hasNext: boolean; cursors: { next: string; prev: string } };
      };
      return { ids: registeredDomains.map(({ id }) => id), ...pagingMetadata };
    };
    const first = await page("paging.limit=1");
    expect(first).toMatchObject({
      ids: ["new-bakery.com"],
      count: 1,
      hasNext: true,
      cursors: { prev: null },
    });
    const second = await page(`paging.limit=1&paging.cursor=${first.cursors.next}`);
    expect(second).toMatchObject({ ids: ["example.com"], hasNext: false, cursors: { next: null } });
    expect(await page(`paging.cursor=${second.cursors.prev}`)).toMatchObject({
      ids: ["new-bakery.com", "example.com"],
    });
    const child = await send("GET", DOMAINS, undefined, { "wix-account-id": CHILD_ACCOUNT });
    expect(JSON.parse(child.text)).toMatchObject({ registeredDomains: [], pagingMetadata: { count: 0 } });
  });

  test.each([
    ["a page that is too long", "paging.limit=101", "MAX"],
    ["a limit that is no number", "paging.limit=all", "FORMAT"],
    ["a cursor of its own", "paging.cursor=next", "INVALID_CURSOR"],
    ["bare names", "limit=5", "UNKNOWN_FIELD"],
  ])("refuses to list by %s", async (_what, query, code) => {
    expect(refused(await send("GET", `${DOMAINS}?${query}`))).toEqual([400, code]);
  });

  test("a state that says no more than who holds a domain is shown as an active one", async () => {
    expect(await get(`${DOMAINS}/example.com`)).toMatchObject({
      status: "ACTIVE",
      icannConfirmationStatus: "CONFIRMED_BY_ALL",
      dnsPropagationStatus: "COMPLETED",
    });
  });
});

describe("redeeming", () => {
  const redeem = () => send("POST", `${NEW}/redeem`);

  beforeEach(async () => {
    await register();
    await minutesLater(1);
  });

  test("takes time and adds a year to the old expiry", async () => {
    await simulator.control.advanceClock(366 * DAY);
    const expirationDate = "2027-01-01T00:01:00.000Z";
    expect(answered(await redeem(), "registeredDomain")).toMatchObject({ expirationDate });
    await minutesLater(1);
    expect(await get()).toMatchObject({ status: "ACTIVE", expirationDate: "2028-01-01T00:01:00.000Z" });
  });

  test.each([
    ["before the expiry", 364],
    ["after the redemption period", 396],
  ])("is refused %s", async (_when, days) => {
    await simulator.control.advanceClock(days * DAY);
    expect(refused(await redeem())).toEqual([428, "FAILED_PRECONDITION"]);
  });

  test("pays once more while it is under way, where Wix is set to take it", async () => {
    await simulator.control.changeSettings({ repeatedRedemption: "taken" });
    await simulator.control.advanceClock(366 * DAY);
    await redeem();
    expect(answered(await redeem(), "registeredDomain")).toMatchObject({ status: "ACTIVE" });
    await minutesLater(1);
    expect(await get()).toMatchObject({ expirationDate: "2028-01-01T00:01:00.000Z" });
    expect((await simulator.control.state()).domains?.["new-bakery.com"]).toMatchObject({ redemptions: 2 });
  });

  test("is refused while it is under way, and for a domain that is none", async () => {
    await simulator.control.advanceClock(366 * DAY);
    await redeem();
    expect(refused(await redeem())).toEqual([428, "FAILED_PRECONDITION"]);
    expect(refused(await send("POST", `${DOMAINS}/no.com/redeem`))).toEqual([
      400,
      "REGISTERED_DOMAIN_NOT_FOUND",
    ]);
  });
});

test("what is on its way survives a saved and loaded state", async () => {
  await register();
  const saved = await simulator.control.state();
  await simulator.control.loadState(domainState());
  await simulator.control.loadState(saved);
  await minutesLater(1);
  expect(await get()).toMatchObject({ status: "ACTIVE" });
  expect((await simulator.control.state()).domains?.["new-bakery.com"]).toMatchObject({ accountId: ACCOUNT });
});
