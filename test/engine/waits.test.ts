import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator, type StateDocument } from "../../simulator/src";
import { isStillWaiting } from "../../provider/src";
import { makeStack, type Stack } from "../support/stack";
import type { Run } from "../support/children";
import { accountId } from "../support/world";
import { account, contacts, DOMAIN, INSTANCE } from "../unit/registered-domain/account";
import { closedPort } from "../unit/wix/recording-server";

jest.setTimeout(240_000);

const PLAN = "10000000-0000-4000-8000-000000000002";
const PLAN_ID = "pulumi/test/test/plan";
const PAID = /\/packages$|\/registered-domains$/;

/** What waits: a registration, two domains that the world does not see, and in the end a package that is cancelled. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as wix from "pulumi-wix";

const config = new pulumi.Config();
new wix.Package("plan", {
  onDestroy: "cancel",
  products: [{ catalogProductId: "${PLAN}", countryCode: "DE",
    billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } } }],
});
const bakery = new wix.RegisteredDomain("bakery", {
  domain: "${DOMAIN}",
  productInstanceId: "${INSTANCE}",
  contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
});
const seen = ["example.net", "example.com"].map(domain => new wix.DomainPropagation(domain, { domain }));
export const status = bakery.status;
export const words = seen.map(one => one.status);
`;

let simulator: Simulator;
let stack: Stack;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  const { control } = simulator;
  await control.clearFaults();
  await control.loadState(account({ settleMs: 200 }));
  await control.edit("registered-domains", DOMAIN, { outcome: { registration: [] } });
  for (const domain of ["example.net", "example.com"])
    await control.edit("dns-propagation", domain, { status: "IN_PROGRESS" });
  await control.clearJournal();
  stack = await makeStack({
    program: { typescript: program },
    config: {
      "wix:baseUrl": simulator.url,
      "wix:accountId": accountId,
      "wix:pollInterval": "200ms",
    },
    secrets: { "wix:apiKey": "simulated-api-key", registrant: JSON.stringify(contacts.registrant) },
  });
});
afterEach(() => stack.dispose());

const settle = async (): Promise<void> => {
  await simulator.control.edit("registered-domains", DOMAIN, { status: "ACTIVE" });
  for (const domain of ["example.net", "example.com"])
    await simulator.control.edit("dns-propagation", domain, { status: "SUCCEEDED" });
};

const change = async (settings: StateDocument["settings"]): Promise<void> => {
  const state = await simulator.control.state();
  await simulator.control.loadState({ ...state, settings: { ...state.settings, ...settings } });
};

const succeeds = async (run: Promise<Run>): Promise<string> => {
  const { code, text } = await run;
  expect(text).not.toMatch(/error:|Undefined value/);
  expect(code).toBe(0);
  return text;
};

/** The run ends for no other reason than waits. @returns what it printed */
const waitsOn = async (run: Promise<Run>): Promise<string> => {
  const { code, text } = await run;
  expect(code).not.toBe(0);
  expect(isStillWaiting(text)).toBe(true);
  return text;
};

/** What was done that costs money. */
const purchases = async (): Promise<string[]> =>
  (await simulator.control.journal()).requests
    .filter(({ method, path, status }) => method === "POST" && status === 200 && PAID.test(path))
    .map(({ path }) => path)
    .sort();

/** The saved resources, by name, with what each lacks. */
const savedErrors = async (): Promise<Record<string, string | undefined>> =>
  Object.fromEntries(
    (await stack.exportState()).resources
      .filter(({ type }) => type.includes("wix:"))
      .map(({ urn, initErrors = [] }) => [
        urn.split("::").at(-1) ?? urn,
        initErrors[0]?.split(" (request", 1).join(""),
      ]),
  );

/** As if the instance that pays for the domain had been bought this moment, and took long to become active. */
const awaitActivation = async (): Promise<void> => {
  const state = await simulator.control.state();
  const instances = state.resellers?.packages?.flatMap(({ productInstances }) => productInstances) ?? [];
  for (const instance of instances)
    if (instance.instanceId === INSTANCE) instance.createdDate = new Date().toISOString();
  await simulator.control.loadState({ ...state, settings: { ...state.settings, activationMs: 600_000 } });
};

const cancelPlan = async (): Promise<void> => {
  const { resellers } = await simulator.control.state();
  const [instance] =
    resellers?.packages?.find(({ externalId }) => externalId === PLAN_ID)?.productInstances ?? [];
  await simulator.control.edit("resellers", instance?.instanceId ?? "", {
    of: "instance",
    settle: { status: "CANCELED" },
  });
};

test("runs whose time for waits is up say so by the word; the next ones go on, and pay nothing twice", async () => {
  await stack.configure({ "wix:maxWait": "4s" });
  await awaitActivation();
  expect(await waitsOn(stack.up())).toMatch(
    /error: STILL-WAITING product instance .*: AWAITING_PRODUCT_ACTIVATION, waited for since \d{4}-.* UTC\.\n.*Nothing was registered yet/,
  );
  const propagation = (domain: string) => `STILL-WAITING DNS propagation of ${domain}: IN_PROGRESS`;
  const unseen = {
    "example.net": propagation("example.net"),
    "example.com": propagation("example.com"),
  };
  expect(await savedErrors()).toEqual({ plan: undefined, ...unseen });

  await change({ activationMs: 0 });
  expect(await waitsOn(stack.up())).toMatch(
    /error: 1 error occurred:\s+\* STILL-WAITING registration of example-bakery\.com: PENDING_REGISTRATION[^]*wix:maxWait \(4s\) is up/,
  );
  const pending = "STILL-WAITING registration of example-bakery.com: PENDING_REGISTRATION";
  expect(await savedErrors()).toEqual({ plan: undefined, ...unseen, bakery: pending });
  expect(await succeeds(stack.preview("--diff"))).toMatch(/~ 3 to update\s+2 unchanged/);

  await settle();
  expect(await succeeds(stack.up())).toMatch(/status: "ACTIVE"/);
  await succeeds(stack.preview("--refresh", "--expect-no-changes", "--diff"));
  expect(await purchases()).toEqual(["/domains/v1/registered-domains", "/resellers/v2/packages"]);

  await change({ settleMs: 600_000 });
  expect(await waitsOn(stack.destroy())).toMatch(/error: STILL-WAITING cancellation of package .*: PENDING/);
  expect(await savedErrors()).toEqual({ plan: undefined });
  await cancelPlan();
  await succeeds(stack.destroy());
  expect(await purchases()).toHaveLength(2);
});

test("waits that cannot reach Wix say so once for all after ten seconds, and end well when it is back", async () => {
  const run = stack.start("up", "--yes", "--skip-preview");
  await run.seen(/waiting for registration/);
  await simulator.control.addFault({ times: "unlimited", action: { kind: "drop", when: "before" } });
  const began = Date.now();
  await run.seen(/cannot be reached/);
  expect(Date.now() - began).toBeGreaterThan(9_000);
  await simulator.control.clearFaults();
  await settle();
  const text = await succeeds(run.finished);
  const { host } = new URL(simulator.url);
  const said =
    text
      .split("\nDiagnostics:")[1]
      ?.split("\n")
      .filter(line => line.includes(" wix: ")) ?? [];
  expect(said.map(line => line.trim())).toEqual([
    expect.stringMatching(
      new RegExp(
        `^wix: ${host} cannot be reached \\(.+\\), tried for 1\\ds; .*wix:baseUrl .* decides which host`,
      ),
    ),
    expect.stringMatching(new RegExp(`^wix: ${host} answers again, after 1\\ds$`)),
  ]);
  expect(await purchases()).toEqual(["/domains/v1/registered-domains", "/resellers/v2/packages"]);
});

test("a first call that cannot reach Wix is not silent, and a failure is no wait", async () => {
  const port = await closedPort();
  await stack.configure({ "wix:baseUrl": `http://127.0.0.1:${port}`, "wix:maxWait": "1h" });
  await stack.replaceProgram({
    typescript: `
import * as wix from "pulumi-wix";
new wix.DomainPropagation("example.com", { domain: "example.com" }, { customTimeouts: { create: "15s" } });
new wix.ConnectedDomain("example.net", { domain: "example.net", connectionType: "POINTING" }, { customTimeouts: { create: "15s" } });`,
  });
  const { code, text } = await stack.up();
  expect(code).not.toBe(0);
  expect(text).toContain(`wix: 127.0.0.1:${port} cannot be reached (connect ECONNREFUSED`);
  expect(isStillWaiting(text)).toBe(false);
});
