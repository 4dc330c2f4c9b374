import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import type { Run } from "../support/children";
import { makeStack, type Stack } from "../support/stack";
import { accountId } from "../support/world";
import { account, contacts, DOMAIN, INSTANCE } from "../unit/registered-domain/account";

jest.setTimeout(240_000);

const COM = "10000000-0000-4000-8000-000000000003";
const DAY = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

const program = `
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
const config = new pulumi.Config();
const plan = new wix.Package("plan", {
  externalId: "a-domain",
  products: [{ catalogProductId: "${COM}", countryCode: "US",
    billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } } }],
});
const bakery = new wix.RegisteredDomain("bakery", {
  domain: "${DOMAIN}",
  productInstanceId: "${INSTANCE}",
  contacts: { registrant: config.requireSecretObject("registrant") },
  redeem: config.getObject("redeem"),
});
exports.expires = bakery.expirationDate;
exports.instance = plan.productInstanceIds[0];
`;

let simulator: Simulator;
let stack: Stack;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  const quick = {
    registrationMs: 100,
    activationMs: 0,
    icannConfirmationMs: 0,
    redemptionMs: 500,
    settleMs: 100,
  };
  await simulator.control.loadState(account(quick));
  await simulator.control.clearJournal();
  stack = await makeStack({
    program: { javascript: program },
    config: { "wix:baseUrl": simulator.url, "wix:accountId": accountId, "wix:pollInterval": "200ms" },
    secrets: { "wix:apiKey": "simulated-api-key", "test:registrant": JSON.stringify(contacts.registrant) },
  });
  await succeeds(stack.up());
});
afterEach(() => stack.dispose());

const succeeds = async (run: Promise<Run>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:/);
  expect(code).toBe(0);
  return text;
};

const becomes = (change: object) => simulator.control.edit("registered-domains", DOMAIN, change);
const drift = () => stack.preview("--refresh", "--expect-no-changes");
const bakery = async () =>
  (await stack.exportState()).resources.find(({ type }) => type.endsWith(":RegisteredDomain"))?.outputs;

const WARNING = /expires in|ICANN waits|ends in|expired on|inactive/;
const PERSONAL = /ada\.baker|Mill Street|5550142/;

describe("preview --refresh --expect-no-changes", () => {
  test("is silent about a healthy domain, also after automatic renewal, whose date refresh takes over", async () => {
    expect(await succeeds(drift())).not.toMatch(WARNING);
    const expirationDate = daysFromNow(700);
    await becomes({ expirationDate });
    expect(await succeeds(drift())).not.toMatch(WARNING);
    await succeeds(stack.refresh());
    expect(await bakery()).toMatchObject({ status: "ACTIVE", expirationDate });
    expect(await succeeds(drift())).not.toMatch(WARNING);
  });

  test("warns of a domain and of a plan that end soon, and of contacts to be confirmed; none of it is drift", async () => {
    await becomes({
      expirationDate: daysFromNow(12.5),
      icann: { status: "PENDING", expirationDate: daysFromNow(10) },
    });
    const { resellers } = await simulator.control.state();
    const bought = resellers?.packages?.find(({ externalId }) => externalId === "a-domain");
    const [instance] = bought?.productInstances ?? [];
    const ends = { of: "instance" as const, expirationDate: daysFromNow(7.5) };
    await simulator.control.edit("resellers", instance?.instanceId ?? "", ends);

    const text = await succeeds(drift());
    expect(text).toMatch(/RegisteredDomain bakery: example-bakery\.com expires in 12 days, on \d{4}-/);
    expect(text).toMatch(/RegisteredDomain bakery: ICANN waits .* by a\*\*\*@example\.net until \d{4}-/);
    expect(text).toMatch(/Package plan: product instance .* ends in 7 days, on \d{4}-/);
    expect(text).not.toMatch(PERSONAL);
    const [, diagnostics = ""] = text.split("Diagnostics:");
    expect(diagnostics.match(/expires in 12 days/g)).toHaveLength(1);

    // A refresh knows the configuration that the last run has saved.
    await stack.configure({ "wix:expiryWarning": "5d" });
    await succeeds(stack.up());
    const later = await succeeds(drift());
    expect(later).not.toMatch(/expires in|ends in/);
  });

  test.each<[string, object, RegExp]>([
    [
      "has lapsed",
      { expirationDate: daysFromNow(-2) },
      /bakery: example-bakery\.com expired on \d{4}-.*redeem: \{/,
    ],
    ["was not confirmed to ICANN in time", { icann: { status: "EXPIRED" } }, /bakery: .*inactive.*Only Wix/],
    [
      "was cancelled",
      { status: "CANCELED" },
      /bakery: the registration of example-bakery\.com is cancelled at Wix/,
    ],
  ])("fails for a domain that %s, and says why", async (_what, change, line) => {
    await becomes(change);
    const { code, text } = await drift();
    expect(code).not.toBe(0);
    expect(text).toMatch(line);
    expect(text).toMatch(/no changes were expected .*but changes were proposed/);
    expect(text).not.toMatch(PERSONAL);
  });
});

test("a lapsed domain stays a difference until it is in order: up says what to do, a renewal ends it", async () => {
  await becomes({ expirationDate: daysFromNow(-2) });
  await succeeds(stack.refresh());
  expect(await bakery()).toMatchObject({ trouble: "LAPSED" });

  const preview = await stack.preview("--expect-no-changes");
  expect(preview.code).not.toBe(0);
  expect(preview.text).toMatch(/bakery: example-bakery\.com expired on/);

  const up = await stack.up();
  expect(up.code).not.toBe(0);
  expect(up.text).toMatch(/error: 1 error occurred:\s+\* .*expired on .*Nothing was paid/);
  expect(up.text).not.toMatch(PERSONAL);

  await becomes({ expirationDate: daysFromNow(363) });
  await succeeds(stack.up("--refresh"));
  expect(await bakery()).not.toHaveProperty("trouble");
  expect(await succeeds(drift())).not.toMatch(WARNING);
});

test("a lapsed domain is redeemed once where the program names the lapse and its price class", async () => {
  const expirationDate = daysFromNow(-2);
  await becomes({ expirationDate });
  await stack.configure({
    "test:redeem": JSON.stringify({ expired: expirationDate, priceClass: "REGULAR" }),
  });
  await succeeds(stack.up("--refresh"));
  const redeemed = new Date(expirationDate);
  redeemed.setUTCFullYear(redeemed.getUTCFullYear() + 1);
  expect(await bakery()).toMatchObject({ status: "ACTIVE", expirationDate: redeemed.toISOString() });
  expect(await succeeds(drift())).not.toMatch(WARNING);
  await succeeds(stack.up("--refresh"));
  expect((await simulator.control.state()).domains?.[DOMAIN]).toMatchObject({ redemptions: 1 });
});
