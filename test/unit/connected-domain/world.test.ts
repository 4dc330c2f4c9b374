import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Context } from "../../../provider/src/lifecycle/context";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { startDnsServer, type DnsServer } from "../../support/dns-server";
import { makeWorld, up, type World } from "../../support/world";
import { byNameServers, byPointing, ROOT, start, SUB } from "./programs";

/* A wait for propagation tells records that are wrong from a Wix that has not looked again. */

let world: World;
let dns: DnsServer;
beforeAll(async () => {
  world = makeWorld();
  dns = await startDnsServer();
});
afterAll(async () => {
  await dns.close();
  await world.close();
});
beforeEach(async () => {
  await world.simulator.control.clearFaults();
  await world.simulator.control.loadState(start());
  world.said.length = 0;
});
afterEach(() => dns.knows());

const asking = (resolvers: readonly string[] | undefined): Context => {
  const ctx = world.context(undefined, { timeout: 60_000 });
  return { ...ctx, wix: { ...ctx.wix, settings: { ...ctx.wix.settings, dnsResolvers: () => resolvers } } };
};

/** @returns what the wait says when its time is up */
const saysAtTheEnd = async (program: Record<string, unknown>, resolvers = [dns.address]): Promise<string> => {
  const { error, saved } = await up(connectedDomain, asking(resolvers), undefined, {
    ...program,
    waitFor: "propagated",
  });
  expect(error).toMatchObject({ kind: "init-failed", cause: { kind: "wait-timeout" } });
  expect(saved?.unfinished).toBe(true);
  return (error as Error).message;
};

const A = { type: "A", name: ROOT, data: "185.230.63.107" } as const;
const CNAME = { type: "CNAME", name: `www.${ROOT}`, data: "pointing.wixdns.net" } as const;

describe("the wait for a domain that points to Wix", () => {
  test("names each record that the world sees differently", async () => {
    dns.knows({ ...A, data: "203.0.113.7" });
    expect(await saysAtTheEnd(byPointing())).toMatch(
      /The records in the world are not right yet:\n +A outside-bakery\.com: expected 185\.230\.63\.107; seen 203\.0\.113\.7\n +CNAME www\.outside-bakery\.com: expected .*; seen nothing/,
    );
  });

  test("says that Wix has not looked again where they are right, and what Wix saw last", async () => {
    dns.knows(A, CNAME);
    expect(await saysAtTheEnd(byPointing())).toContain(
      "The records in the world are right; Wix has not looked again yet.",
    );
    await world.simulator.control.edit("dns-propagation", ROOT, { status: "FAILED" });
    expect(await saysAtTheEnd(byPointing())).toMatch(
      /Wix has not looked again yet\.\n +What Wix saw last: A: expected 185\.230\.63\.107; seen 203\.0\.113\.7/,
    );
  });

  test("goes by Wix's word alone: records that are right in the world end no wait", async () => {
    dns.knows({ ...A, data: "203.0.113.7" });
    await world.simulator.control.loadState(start({ registrarChangeMs: 0 }));
    const { error, saved } = await up(connectedDomain, asking([dns.address]), undefined, {
      ...byPointing(),
      waitFor: "propagated",
    });
    expect(error).toBeUndefined();
    expect(saved?.state).toMatchObject({ dnsPropagationStatus: "COMPLETED" });
  });

  test("says what is to be set where no resolver answers, or none is asked", async () => {
    const silent = await startDnsServer();
    await silent.close();
    const told = /To be set at the registrar: A outside-bakery\.com 185\.230\.63\.107; CNAME www\./;
    expect(await saysAtTheEnd(byPointing(), [silent.address])).toMatch(told);
    const before = dns.questions.length;
    const { error } = await up(connectedDomain, asking(undefined), undefined, {
      ...byPointing(),
      waitFor: "propagated",
    });
    expect((error as Error).message).toMatch(told);
    expect(dns.questions).toHaveLength(before);
  });

  test("does not stop where Wix refuses to tell what it saw", async () => {
    await world.simulator.control.addFault({
      route: "/premium/domains/v1/dns-propagations/{dnsPropagationId}",
      times: "unlimited",
      action: { kind: "status", status: 403, code: "DOMAINS_PERMISSION_DENIED" },
    });
    const outcome = { propagation: ["FAILED", "SUCCEEDED"] };
    await world.simulator.control.loadState({
      ...start({ registrarChangeMs: 0 }),
      domainOutcomes: { [ROOT]: outcome },
    });
    const { error } = await up(connectedDomain, asking(undefined), undefined, {
      ...byPointing(),
      waitFor: "propagated",
    });
    expect(error).toBeUndefined();
  });
});

test("the wait for name servers asks for the delegation, and that for a subdomain for its names", async () => {
  dns.knows({ type: "NS", name: ROOT, data: "ns1.registrar.example" });
  expect(await saysAtTheEnd(byNameServers())).toMatch(
    /NS outside-bakery\.com: expected ns12\.wixdns\.net, ns13\.wixdns\.net; seen ns1\.registrar\.example/,
  );
  expect(await saysAtTheEnd({ domain: SUB })).toMatch(
    /CNAME shop\.outside-bakery\.com: expected .*; seen nothing\n +CNAME www\.shop\.outside-bakery\.com/,
  );
});
