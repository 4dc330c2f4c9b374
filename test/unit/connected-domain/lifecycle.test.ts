import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { NOT_FOUND, InitFailed } from "../../../provider/src/lifecycle/lifecycle";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import type { ConnectedDomainState } from "../../../provider/src/resources/connected-domain/state";
import { environment, makeWorld, up, type World } from "../../support/world";
import { FREE_SITE, OTHER_SITE, SITE } from "../registered-domain/account";
import { makeStage, type Stage } from "../registered-domain/stage";
import { byNameServers, byPointing, ROOT, start, SUB } from "./programs";

let world: World;
let stage: Stage<ConnectedDomainState>;
beforeAll(() => {
  world = makeWorld();
  stage = makeStage(world, connectedDomain);
});
afterAll(() => world.close());
beforeEach(() => stage.begin(start()));

const newContext = () => world.context();

const isConnected = async (domain = ROOT) =>
  domain in ((await world.simulator.control.state()).domains ?? {});

describe("what has to be set at the registrar", () => {
  test.each(["nameserverRecord", "pointingRecords", "both"] as const)(
    "is complete for name servers where Wix shows %s",
    async nameServerSetupInfo => {
      await stage.begin(start({ nameServerSetupInfo }));
      const { state } = await stage.succeeded(byNameServers());
      expect(state.requiredRecords).toEqual([
        { type: "NS", name: ROOT, values: ["ns12.wixdns.net", "ns13.wixdns.net"], ttl: 86_400 },
      ]);
      expect(state.zoneRecords).toEqual([
        { type: "A", hostName: ROOT, values: ["185.230.63.107", "185.230.63.171", "185.230.63.186"] },
        { type: "CNAME", hostName: `www.${ROOT}`, values: ["cdn1.wixdns.net"] },
      ]);
    },
  );

  test("is complete for pointing", async () => {
    const { state } = await stage.succeeded(byPointing());
    expect(state.requiredRecords).toEqual([
      { type: "A", name: ROOT, values: ["185.230.63.107"], ttl: 3600 },
      { type: "CNAME", name: `www.${ROOT}`, values: ["pointing.wixdns.net"], ttl: 3600 },
    ]);
    expect(state.zoneRecords).toEqual([]);
    expect(state.setupInfo?.registrar).toEqual({
      name: "Example Registrar",
      nameServers: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
    });
  });

  test("is complete for a subdomain, which has no connection type", async () => {
    const { state } = await stage.succeeded({ domain: SUB });
    expect(state.requiredRecords).toEqual([
      { type: "CNAME", name: SUB, values: ["pointing.wixdns.net"], ttl: 3600 },
      { type: "CNAME", name: `www.${SUB}`, values: ["pointing.wixdns.net"], ttl: 3600 },
    ]);
    expect(state).not.toHaveProperty("connectionType");
  });

  test.each([byNameServers(), byPointing(), { domain: SUB }])(
    "is the same before and after the world sees it: $domain $connectionType",
    async program => {
      const saved = await stage.succeeded(program);
      await stage.edit("dns-propagation", program.domain, { registrarChanged: true });
      await world.clock.sleep(3_600_000);
      const after = await stage.refresh(saved);
      expect(after.state.dnsPropagationStatus).toBe("COMPLETED");
      expect(after.state.requiredRecords).toEqual(saved.state.requiredRecords);
      expect(after.state.zoneRecords).toEqual(saved.state.zoneRecords);
    },
  );

  test("stays known where Wix shows nothing of it any more", async () => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.addFault({
      route: "/domains/v1/connected-domain-setup-info/{connectedDomainId}",
      action: { kind: "status", status: 404, code: "NOT_FOUND" },
    });
    expect((await stage.refresh(saved)).state.requiredRecords).toEqual(saved.state.requiredRecords);
  });
});

describe("a connection", () => {
  test.each([
    ["upper case", byPointing({ domain: "Outside-BAKERY.com", siteId: SITE.toUpperCase() })],
    ["a trailing dot", byNameServers({ domain: `${ROOT}.` })],
    ["a subdomain in upper case", { domain: SUB.toUpperCase() }],
    ["a role that the site does not give", byPointing({ siteId: SITE, assignmentType: "REDIRECT" })],
  ])("spelled with %s differs in nothing after a refresh", async (_spelling, program) => {
    const saved = await stage.refresh(await stage.succeeded(program));
    expect(stage.changesOf(saved, program)).toEqual({ changes: false });
    expect(connectedDomain.check(saved.state, { ...saved.state }, environment()).failures).not.toContainEqual(
      expect.objectContaining({ property: "domain" }),
    );
  });

  test("that is there as declared is adopted without a write", async () => {
    await stage.succeeded(byPointing({ siteId: SITE }));
    await world.simulator.control.clearJournal();
    await stage.succeeded(byPointing({ siteId: SITE }));
    expect(await stage.calls("POST")).toEqual([]);
  });

  test("of another type is refused, naming both, and left alone", async () => {
    await stage.succeeded(byPointing());
    const { error, saved } = await stage.run(byNameServers());
    expect(saved).toBeUndefined();
    expect(error).toMatchObject({ kind: "connected-otherwise" });
    expect((error as Error).message).toMatch(
      /declared {2}NAMESERVERS, no site\n {2}at Wix {4}POINTING, no site/,
    );
  });

  test("on another site is refused, naming both", async () => {
    await stage.succeeded(byPointing({ siteId: OTHER_SITE }));
    const { error } = await stage.run(byPointing({ siteId: SITE }));
    expect((error as Error).message).toMatch(new RegExp(`site ${SITE}\\n.*site ${OTHER_SITE}`));
    expect(await stage.roles()).toEqual({ [ROOT]: `PRIMARY of ${OTHER_SITE}` });
  });

  test("that Wix refuses is an error with the way out, and nothing is saved", async () => {
    const free = await stage.run(byPointing({ siteId: FREE_SITE }));
    expect(free.saved).toBeUndefined();
    expect((free.error as Error).message).toMatch(/NON_PREMIUM_SITE[^]*depend on the package/);
    const unregistered = await stage.run(byPointing({ domain: "nobody-has-this.com" }));
    expect((unregistered.error as Error).message).toMatch(/Invalid domain[^]*Register it first/);
  });

  test("that Wix shows late is waited for", async () => {
    await stage.begin(start({ readLagMs: 30_000 }));
    const { state } = await stage.succeeded(byPointing({ waitFor: "created" }));
    expect(state.requiredRecords).toHaveLength(2);
    expect(await stage.calls("POST")).toHaveLength(1);
  });

  test("that a run left before Wix showed it is gone on with", async () => {
    await stage.begin(start({ readLagMs: 3_600_000 }));
    await world.simulator.control.addFault({
      route: "/domains/v1/connected-domain-setup-info/{connectedDomainId}",
      action: { kind: "status", status: 404, code: "NOT_FOUND" },
      times: "unlimited",
    });
    const { error, saved } = await stage.run(byPointing());
    expect((error as Error).message).toMatch(/setup info of outside-bakery\.com did not settle/);
    await world.simulator.control.clearFaults();
    const { state } = await stage.succeeded(byPointing(), saved);
    expect(state.requiredRecords).toHaveLength(2);
  });

  test("that was waited for is not waited for again by another change", async () => {
    await stage.begin(start({ registrarChangeMs: 0 }));
    const saved = await stage.succeeded(byPointing({ waitFor: "propagated" }));
    await stage.edit("dns-propagation", ROOT, { status: "FAILED" });
    const { error } = await stage.run(byPointing({ waitFor: "propagated", force: true }), saved, 60_000);
    expect(error).toBeUndefined();
  });

  test("that cannot change in place is replaced: the type after the old one is gone, the name before", async () => {
    const saved = await stage.succeeded(byPointing());
    expect(stage.changesOf(saved, byNameServers())).toEqual({
      changes: true,
      replaces: ["connectionType"],
      deleteBeforeReplace: true,
    });
    expect(stage.changesOf(saved, byPointing({ domain: "bakery.example" }))).toEqual({
      changes: true,
      replaces: ["domain"],
      deleteBeforeReplace: false,
    });
  });

  test("changes what Wix need not know of without a write", async () => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.clearJournal();
    const { state } = await stage.succeeded(byPointing({ force: true, suppressNotifications: true }), saved);
    expect(state).toMatchObject({ force: true, suppressNotifications: true });
    expect((await world.simulator.control.journal()).requests.every(({ method }) => method === "GET")).toBe(
      true,
    );
  });

  test("that is gone is proved gone, and is no longer updated", async () => {
    const saved = await stage.succeeded(byPointing());
    await stage.edit("connected-domains", ROOT, { disconnect: true });
    await expect(connectedDomain.read(newContext(), saved.id, saved.state)).resolves.toBe(NOT_FOUND);
    const { error } = await stage.run(byPointing({ force: true }), saved);
    expect(error).toMatchObject({ kind: "no-longer-connected" });
  });

  test.each([
    [{ kind: "status", status: 403, code: "DOMAINS_DOMAIN_NOT_PERMITTED" }],
    [{ kind: "status", status: 401 }],
    [{ kind: "status", status: 404, code: "META_SITE_NOT_FOUND" }],
    [{ kind: "html", status: 404 }],
  ] as const)("is not gone by %j", async action => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.addFault({ action });
    await expect(connectedDomain.read(newContext(), saved.id, saved.state)).rejects.toThrow(/could not read/);
  });
});

describe("disconnecting", () => {
  const foreign = { type: "MX", hostName: ROOT, ttl: 3600, values: ["10 mx1.example.net"] } as const;
  const hosted = async (program = byNameServers()) => {
    const saved = await stage.succeeded(program);
    await stage.edit("dns-zones", ROOT, { set: [{ ...foreign, values: [...foreign.values] }] });
    return saved;
  };

  test("refuses to lose a zone with records that nobody declares, and prints them ready to paste", async () => {
    const saved = await hosted();
    const message = await stage.destroy(saved).then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    expect(message).toContain(
      `  records: [\n    { type: "MX", hostName: "${ROOT}", values: ["10 mx1.example.net"], ttl: 3600 },\n  ],`,
    );
    expect(message).toContain("force: true");
    expect(await isConnected()).toBe(true);
  });

  test("loses it where the applied program says so", async () => {
    const saved = await stage.succeeded(byNameServers({ force: true }), await hosted());
    await stage.destroy(saved);
    expect(await isConnected()).toBe(false);
  });

  test("loses a zone that holds nothing but Wix's own records", async () => {
    await stage.destroy(await stage.succeeded(byNameServers()));
    expect(await isConnected()).toBe(false);
  });

  test("has no zone to look at where DNS stays outside", async () => {
    await stage.destroy(await stage.succeeded(byPointing()));
    expect(await isConnected()).toBe(false);
    expect((await stage.calls("GET")).some(path => path.includes("dns-zones"))).toBe(false);
  });

  test("says which domains may leave the site with a primary one", async () => {
    const saved = await stage.succeeded(byPointing({ siteId: SITE }));
    await stage.putOn("example.org", SITE, "REDIRECT");
    await stage.destroy(saved);
    expect(world.said.at(-1)).toMatch(/was primary of site .*: example\.org may leave/);
  });

  test("is done where the domain is gone already, and can be done twice", async () => {
    const saved = await stage.succeeded(byPointing());
    await stage.destroy(saved);
    await world.simulator.control.clearJournal();
    await stage.destroy(saved);
    expect(await stage.calls("DELETE")).toEqual([]);
  });

  test("does not take lost rights for gone", async () => {
    const saved = await stage.succeeded(byPointing());
    await world.simulator.control.addFault({
      action: { kind: "status", status: 403, code: "DOMAINS_PERMISSION_DENIED" },
      times: "unlimited",
    });
    await expect(stage.destroy(saved)).rejects.toThrow(/DOMAINS_PERMISSION_DENIED/);
  });
});

test("a connection that stops half-way is saved with what has to be set, and resumed", async () => {
  const { error, saved } = await up(
    connectedDomain,
    world.context(undefined, { timeout: 60_000 }),
    undefined,
    byPointing({ waitFor: "propagated" }),
  );
  expect(error).toBeInstanceOf(InitFailed);
  expect((error as Error).message).toMatch(/Set at the registrar: A outside-bakery\.com 185\.230\.63\.107/);
  expect(saved?.state.requiredRecords).toHaveLength(2);
  await stage.edit("dns-propagation", ROOT, { registrarChanged: true });
  const { state } = await stage.succeeded(byPointing({ waitFor: "propagated" }), saved);
  expect(state.dnsPropagationStatus).toBe("COMPLETED");
});
