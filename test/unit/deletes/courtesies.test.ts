/*
 * Deleting never depends on a courtesy: what is only asked for a message. What decides whether something may be taken
 * away, or proves that it is gone, is none, and stops a deletion where it fails.
 */
import { describe, expect, test } from "@jest/globals";
import {
  createSimulatedAccount,
  hostileAnswers,
  type FaultAction,
  type SimulatedAccount,
} from "../../../simulator/src";
import { destroy, up, type Saved } from "../../harness/one-resource";
import { movingClock, pluginProcess, type ClassName } from "../../harness/plugin-process";
import { SCENARIOS, type Scenario } from "../faults/scenarios";
import { freeSite, plan } from "../package/programs";
import { SITE } from "../registered-domain/account";

const CONNECTED = "/domains/v1/connected-domains/{connectedDomainId}";
const INSTANCE = "/resellers/v1/packages/product-instances/{instanceId}";
const PACKAGE = "/resellers/v1/packages/{id}";
const ZONE = "/domains/v1/dns-zones/{domainName}";
const ASSIGNMENT = "/domains/v1/domain-assignments/{domainAssignmentId}";
const ASSIGNMENTS = "GET /domains/v1/domain-assignments";

/** Every request that a destroy makes, by class: a new one has to be put here, as what it is. */
const REQUESTS: Record<ClassName, { decides: readonly string[]; courtesies: readonly string[] }> = {
  ConnectedDomain: {
    decides: [`GET ${CONNECTED}`, `GET ${ZONE}`, `DELETE ${CONNECTED}`, `GET ${CONNECTED}`],
    // Which other domains may leave the site with it; where nobody declares one, it only makes a line.
    courtesies: [ASSIGNMENTS],
  },
  DnsSettings: { decides: [`GET ${ZONE}`, `PATCH ${ZONE}`], courtesies: [] },
  DnsZoneRecords: { decides: [`GET ${ZONE}`, `PATCH ${ZONE}`], courtesies: [] },
  DomainAssignment: {
    // Which other domains of the site a primary one would take along.
    decides: [`GET ${ASSIGNMENT}`, ASSIGNMENTS, `DELETE ${ASSIGNMENT}`],
    courtesies: [],
  },
  DomainPropagation: { decides: [], courtesies: [] },
  Package: { decides: [`GET ${PACKAGE}`, `DELETE ${PACKAGE}`, `GET ${PACKAGE}`], courtesies: [] },
  ProductInstanceAssignment: {
    decides: [`GET ${PACKAGE}`, `PATCH ${INSTANCE}/unassign`, `GET ${PACKAGE}`],
    courtesies: [],
  },
  RegisteredDomain: { decides: [], courtesies: [] },
  SiteTransfer: { decides: [], courtesies: [] },
};

const scenarioOf = (type: ClassName): Scenario => {
  const scenario = SCENARIOS.find(one => one.type === type);
  if (scenario === undefined) throw new Error(`no scenario of ${type}`);
  return scenario;
};

interface Life {
  account: SimulatedAccount;
  clock: ReturnType<typeof movingClock>;
  saved: Saved;
}

const begun = async ({ state, created }: Pick<Scenario, "state" | "created">): Promise<Life> => {
  const account = createSimulatedAccount({ seed: 7, clock: "frozen", state: state() });
  const clock = movingClock(account);
  const { saved, error } = await up(pluginProcess(account, clock), created);
  if (saved === undefined || error !== undefined) throw new Error(error);
  await account.control.clearJournal();
  return { account, clock, saved };
};

const ended = async (type: ClassName, { account, clock, saved }: Life): Promise<string[]> => {
  const process = pluginProcess(account, clock);
  expect(await destroy(process, type, saved)).toEqual({ saved: undefined, error: undefined });
  return process.printed;
};

const asked = async ({ account }: Life): Promise<string[]> =>
  (await account.control.journal()).requests.map(({ method, route }) => `${method} ${route ?? ""}`);

describe.each(Object.entries(REQUESTS))("destroying a %s", (type, { decides, courtesies }) => {
  test("asks what is listed here, and nothing else", async () => {
    const life = await begun(scenarioOf(type as ClassName));
    await ended(type as ClassName, life);
    const all = await asked(life);
    expect([...new Set(all)].toSorted()).toEqual([...new Set([...decides, ...courtesies])].toSorted());
  });
});

describe.each<[string, ClassName, Pick<Scenario, "state" | "created">, RegExp]>([
  [
    "a registered domain",
    "RegisteredDomain",
    scenarioOf("RegisteredDomain"),
    /is forgotten, and stays registered at Wix until \d{4}-/,
  ],
  [
    "a package that is kept",
    "Package",
    {
      state: scenarioOf("Package").state,
      created: { type: "Package", args: { externalId: "crm-4711", products: [plan(freeSite)] } },
    },
    /stays at Wix and goes on being charged/,
  ],
  ["a transfer", "SiteTransfer", scenarioOf("SiteTransfer"), /a transfer is not undone/],
])("forgetting %s", (_what, type, scenario, line) => {
  test("works, and is told, while Wix cannot be reached", async () => {
    const life = await begun(scenario);
    await life.account.control.addFault({ times: "unlimited", action: { kind: "drop", when: "before" } });
    expect((await ended(type, life)).join("\n")).toMatch(line);
    expect(await asked(life)).toEqual([]);
  });
});

const BAD: Readonly<Record<string, FaultAction>> = {
  ...hostileAnswers("none"),
  "401": { kind: "status", status: 401, code: "UNAUTHENTICATED" },
  "403": { kind: "status", status: 403, code: "PERMISSION_DENIED" },
  "404 of a path that is not there": {
    kind: "status",
    status: 404,
    body: { message: "Controller mapped to /domains/v1/domain-assignments was not found" },
  },
  "501": { kind: "status", status: 501, code: "UNIMPLEMENTED" },
  "another shape": { kind: "status", status: 200, body: { assignments: { all: [] } } },
};

describe("disconnecting a domain that was primary of its site", () => {
  const LINE = /may leave the site with it/;
  const primary = async (): Promise<Life> => {
    const life = await begun(scenarioOf("ConnectedDomain"));
    const site = { id: SITE, assignmentType: "REDIRECT" as const };
    await life.account.control.edit("domain-assignments", "example.org", { site });
    return life;
  };

  test("names the site's other domains", async () => {
    expect((await ended("ConnectedDomain", await primary())).join("\n")).toMatch(LINE);
  });

  test.each(Object.entries(BAD))(
    "says less and is done where that list is answered by %s",
    async (_name, action) => {
      const life = await primary();
      await life.account.control.addFault({
        method: "GET",
        route: "/domains/v1/domain-assignments",
        times: "unlimited",
        action,
      });
      expect((await ended("ConnectedDomain", life)).join("\n")).not.toMatch(LINE);
      const { domains } = await life.account.control.state();
      expect(domains).not.toHaveProperty([life.saved.id]);
    },
  );

  test("is not done where what decides is refused: whether it is connected, and what its zone holds", async () => {
    for (const route of [CONNECTED, ZONE]) {
      const life = await primary();
      await life.account.control.addFault({
        method: "GET",
        route,
        times: "unlimited",
        action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
      });
      const outcome = await destroy(pluginProcess(life.account, life.clock), "ConnectedDomain", life.saved);
      expect(outcome).toMatchObject({
        saved: life.saved,
        error: expect.stringContaining("PERMISSION_DENIED"),
      });
      const { domains } = await life.account.control.state();
      expect(domains).toHaveProperty([life.saved.id]);
    }
  });
});
