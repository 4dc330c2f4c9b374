import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  type AssignmentEdit,
  SAMPLE_SITES,
  type SimulatedAccount,
  createSimulatedAccount,
} from "../../../simulator/src";
import { ACCOUNT, type Send, sender } from "./account";
import { answered, domainState, NO_SITE, NOW, refused, registration, SECOND_SITE } from "./domain-account";

const ASSIGNMENTS = "/domains/v1/domain-assignments";
const SITE = SAMPLE_SITES.premium;
const LATER = "2026-01-01T00:00:01.000Z";

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(() => simulator.control.loadState(domainState()));

type Role = "PRIMARY" | "REDIRECT";

const upsert = (domain: string, assignmentType: string, id: string = SITE) =>
  send("POST", ASSIGNMENTS, { domainAssignment: { domain, siteInfo: { id, assignmentType } } });
const one = (name: string) => `${ASSIGNMENTS}/${name}`;
const rolesOn = async (siteId: string): Promise<Record<string, string>> => {
  const reply = await send("GET", `${ASSIGNMENTS}?siteIds=${siteId}`);
  const { domainAssignments } = JSON.parse(reply.text) as {
    domainAssignments: { id: string; siteInfo: { assignmentType: string } }[];
  };
  return Object.fromEntries(domainAssignments.map(({ id, siteInfo }) => [id, siteInfo.assignmentType]));
};
/** As set up before the test, past all rules. */
const given = async (roles: Record<string, Role>, siteId: string = SITE) => {
  const state = await simulator.control.state();
  const more = Object.entries(roles).map(
    ([name, assignmentType]) => [name, { siteId, assignmentType }] as const,
  );
  const domainAssignments = { ...state.domainAssignments, ...Object.fromEntries(more) };
  await simulator.control.loadState({ ...state, domainAssignments });
};

const HOSTED = { kind: "connected", accountId: ACCOUNT, connectionType: "NAMESERVERS" } as const;
const BOTH = { "example.com": "PRIMARY", "example.net": "REDIRECT" } as const;

describe("upsert", () => {
  test("puts a domain on a site and answers with the assignment", async () => {
    await given({ "example.com": "PRIMARY" });
    expect(answered(await upsert("Example.NET", "REDIRECT"), "domainAssignment")).toEqual({
      id: "example.net",
      domain: "example.net",
      siteInfo: { id: SITE, assignmentType: "REDIRECT", redirectInfo: { primaryDomain: "example.com" } },
      createdDate: NOW,
      updatedDate: NOW,
    });
    const domain = answered(
      await send("GET", "/domains/v1/connected-domains/example.net"),
      "connectedDomain",
    );
    expect(domain).toMatchObject({ siteInfo: { id: SITE, assignmentType: "REDIRECT" } });
  });

  test("makes the first domain of a site its primary", async () => {
    await upsert("example.com", "REDIRECT");
    expect(await rolesOn(SITE)).toEqual({ "example.com": "PRIMARY" });
  });

  test("on the same site changes nothing, not even the role", async () => {
    await given(BOTH);
    expect((await upsert("example.net", "PRIMARY")).status).toBe(200);
    expect(await rolesOn(SITE)).toEqual(BOTH);
  });

  test("moves a redirect from another site", async () => {
    await given(BOTH);
    await given({ "example.org": "PRIMARY" }, SECOND_SITE);
    await upsert("example.net", "REDIRECT", SECOND_SITE);
    expect(await rolesOn(SITE)).toEqual({ "example.com": "PRIMARY" });
    expect(await rolesOn(SECOND_SITE)).toEqual({ "example.net": "REDIRECT", "example.org": "PRIMARY" });
  });

  test.each([
    ["unassign-all", { "example.org": "PRIMARY" }],
    ["unassign-primary", { "example.net": "REDIRECT", "example.org": "PRIMARY" }],
    ["demote-primary", { "example.com": "REDIRECT", "example.net": "REDIRECT", "example.org": "PRIMARY" }],
  ] as const)("of a new primary can %s", async (primaryDisplacement, roles) => {
    await given(BOTH);
    await simulator.control.changeSettings({ primaryDisplacement });
    await upsert("example.org", "PRIMARY");
    expect(await rolesOn(SITE)).toEqual(roles);
  });

  test("covers a domain by the plan of its new site", async () => {
    const state = domainState();
    await simulator.control.loadState({
      ...state,
      domains: { ...state.domains, "example.org": { ...HOSTED, coveredByPlan: false } },
    });
    await upsert("example.org", "PRIMARY");
    const change = { dnssecEnabled: true };
    expect((await send("PATCH", "/domains/v1/dns-zones/example.org", change)).status).toBe(200);
  });

  test.each([
    ["a domain of nobody", "no.com", SITE, 403, "PERMISSION_DENIED"],
    ["a domain of another account", "foreign.com", SITE, 403, "PERMISSION_DENIED"],
    ["a site of nobody", "example.net", NO_SITE, 404, "NOT_FOUND"],
    ["a site of another account", "example.net", SAMPLE_SITES.customer, 404, "NOT_FOUND"],
    ["a site without plan", "example.net", SAMPLE_SITES.free, 428, "FAILED_PRECONDITION"],
    ["the primary of another site", "example.com", SECOND_SITE, 428, "FAILED_PRECONDITION"],
  ])("refuses %s", async (_what, domain, siteId, status, code) => {
    await given({ "example.com": "PRIMARY" });
    expect(refused(await upsert(domain, "REDIRECT", siteId))).toEqual([status, code]);
  });

  test("refuses a role that is none, and a redirect too many", async () => {
    expect(refused(await upsert("example.net", "UNKNOWN_ASSIGNMENT_TYPE"))).toEqual([400, "FORMAT"]);
    const state = domainState();
    const names = Array.from({ length: 301 }, (_, number) => `r${number}.bakery.com`);
    const domain = state.domains!["example.net"]!;
    const domains = { ...state.domains, ...Object.fromEntries(names.map(name => [name, domain])) };
    await simulator.control.loadState({ ...state, domains });
    const role = (number: number): Role => (number === 0 ? "PRIMARY" : "REDIRECT");
    await given(Object.fromEntries(names.map((name, number) => [name, role(number)])));
    expect(refused(await upsert("example.net", "REDIRECT"))).toEqual([428, "FAILED_PRECONDITION"]);
  });
});

describe("reading", () => {
  test("no site ids, no assignments", async () => {
    await given(BOTH);
    expect(JSON.parse((await send("GET", ASSIGNMENTS)).text)).toEqual({
      domainAssignments: [],
      pagingMetadata: { count: 0, cursors: { next: null, prev: null }, hasNext: false },
    });
  });

  test("site ids are repeated; the answer is sorted by domain and paged", async () => {
    await given({ "example.net": "PRIMARY" });
    await given({ "example.org": "REDIRECT", "example.com": "PRIMARY" }, SECOND_SITE);
    const query = `siteIds=${SITE}&siteIds=${SECOND_SITE}&paging.limit=2`;
    expect(JSON.parse((await send("GET", `${ASSIGNMENTS}?${query}`)).text)).toMatchObject({
      domainAssignments: [{ id: "example.com" }, { id: "example.net" }],
      pagingMetadata: { hasNext: true },
    });
  });

  test("another account's site shows nothing", async () => {
    await given({ "example.com": "PRIMARY" }, SAMPLE_SITES.customer);
    expect(await rolesOn(SAMPLE_SITES.customer)).toEqual({});
  });

  test.each(["GET", "PATCH", "DELETE"])("%s of what is not assigned is 404", async method => {
    expect(refused(await send(method, one("example.com")))).toEqual([404, "NOT_FOUND"]);
    expect(refused(await send(method, one("foreign.com")))).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("Get answers with the assignment", async () => {
    await given(BOTH);
    expect(answered(await send("GET", one("example.com")), "domainAssignment")).toMatchObject({
      id: "example.com",
      siteInfo: { id: SITE, assignmentType: "PRIMARY" },
    });
  });
});

describe("changing", () => {
  test("a redirect that becomes primary makes the old primary a redirect", async () => {
    await given({ ...BOTH, "example.org": "REDIRECT" });
    await simulator.control.advanceClock(1000);
    const promoted = answered(await send("PATCH", one("example.net")), "domainAssignment");
    expect(promoted).toMatchObject({ updatedDate: LATER });
    expect(await rolesOn(SITE)).toEqual({
      "example.com": "REDIRECT",
      "example.net": "PRIMARY",
      "example.org": "REDIRECT",
    });
    await simulator.control.advanceClock(1000);
    expect(answered(await send("PATCH", one("example.net")), "domainAssignment")).toEqual(promoted);
  });

  test("deleting a redirect lets go of that domain alone", async () => {
    await given(BOTH);
    expect((await send("DELETE", one("example.net"))).text).toBe("{}");
    expect(await rolesOn(SITE)).toEqual({ "example.com": "PRIMARY" });
  });

  test("deleting the primary lets go of all domains of the site", async () => {
    await given(BOTH);
    await send("DELETE", one("example.com"));
    expect(await rolesOn(SITE)).toEqual({});
  });

  test("deleting a connected primary lets go of them too", async () => {
    await given({ "example.net": "PRIMARY", "example.com": "REDIRECT" });
    await send("DELETE", "/domains/v1/connected-domains/example.net");
    expect(await rolesOn(SITE)).toEqual({});
  });

  test("registering a new primary displaces the others", async () => {
    await given(BOTH);
    const headers = { "wix-site-id": SITE };
    const body = registration({ siteInfo: { assignmentType: "PRIMARY" } });
    await send("POST", "/domains/v1/registered-domains", body, headers);
    expect(await rolesOn(SITE)).toEqual({ "new-bakery.com": "PRIMARY" });
  });

  test("somebody at the dashboard can move a domain, and take it off its site", async () => {
    const edit = (name: string, site: AssignmentEdit["site"]) =>
      simulator.control.edit("domain-assignments", name, { site });
    await edit("example.com", { id: SECOND_SITE, assignmentType: "PRIMARY" });
    expect(await rolesOn(SECOND_SITE)).toEqual({ "example.com": "PRIMARY" });
    await edit("example.com", null);
    expect(await rolesOn(SECOND_SITE)).toEqual({});
    await expect(edit("no.com", null)).rejects.toThrow("no domain no.com");
  });
});
