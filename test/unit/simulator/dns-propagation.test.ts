import { beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type PropagationEdit, type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { type Send, sender } from "./account";
import { answered, DAY, domainState, MINUTE, NOW, refused, registration } from "./domain-account";

const ZONE = "/domains/v1/dns-zones";

let simulator: SimulatedAccount;
let send: Send;

beforeAll(() => {
  simulator = createSimulatedAccount({ seed: 1, clock: "frozen" });
  send = sender(simulator);
});
beforeEach(() => simulator.control.loadState(domainState()));

const path = (name: string) => `/premium/domains/v1/dns-propagations/${name}`;
const get = async (name = "bakery.com") => answered(await send("GET", path(name)), "dnsPropagation");
const connect = (connectionType?: string, domain = "bakery.com") =>
  send("POST", "/domains/v1/connected-domains", { connectedDomain: { domain, connectionType } });
const edit = (change: PropagationEdit, name = "bakery.com") =>
  simulator.control.edit("dns-propagation", name, change);
const minutesLater = (minutes: number) => simulator.control.advanceClock(minutes * MINUTE);

test("of name servers nothing moves until the registrar is changed", async () => {
  await connect("NAMESERVERS");
  await simulator.control.advanceClock(30 * DAY);
  expect(await get()).toEqual({
    id: "bakery.com",
    domain: "bakery.com",
    status: "IN_PROGRESS",
    dnsResolverIncludesWixNs: false,
    failureInfo: {
      invalidRecords: ["INVALID_NS_RECORD"],
      invalidNsRecordInfo: {
        expectedDnsRecords: ["ns12.wixdns.net", "ns13.wixdns.net"],
        actualDnsRecords: [],
      },
    },
    revision: "1",
    createdDate: NOW,
    updatedDate: NOW,
  });
  await edit({ registrarChanged: true });
  expect(await get()).toMatchObject({ status: "IN_PROGRESS" });
  await minutesLater(1);
  expect(await get()).toMatchObject({ status: "SUCCEEDED", dnsResolverIncludesWixNs: true });
});

test("of pointing it is unknown until then, and completed on the domain afterwards", async () => {
  await connect("POINTING");
  expect(await get()).toMatchObject({ status: "UNKNOWN_STATUS" });
  await edit({ registrarChanged: true });
  await minutesLater(1);
  expect(await get()).toMatchObject({ status: "SUCCEEDED", dnsResolverIncludesWixNs: false });
  const reply = await send("GET", "/domains/v1/connected-domains/bakery.com");
  expect(answered(reply, "connectedDomain")).toMatchObject({ dnsPropagationStatus: "COMPLETED" });
});

test("the registrar can be changed by itself after a set time", async () => {
  await simulator.control.changeSettings({ registrarChangeMs: MINUTE });
  await connect("POINTING");
  await simulator.control.advanceClock(MINUTE - 1);
  expect(await get()).toMatchObject({ status: "UNKNOWN_STATUS" });
  await simulator.control.advanceClock(1);
  expect(await get()).toMatchObject({ status: "IN_PROGRESS" });
  await minutesLater(1);
  expect(await get()).toMatchObject({ status: "SUCCEEDED" });
});

test("a subdomain tells whether its root asks Wix's name servers", async () => {
  await connect(undefined, "shop.example.org");
  expect(await get("shop.example.org")).toMatchObject({
    status: "UNKNOWN_STATUS",
    dnsResolverIncludesWixNs: true,
  });
});

test("goes as scripted: failing, healing, flapping, unknown", async () => {
  const propagation = ["FAILED", "SUCCEEDED", "FAILED", "ON_THE_MOON", "SUCCEEDED"];
  await edit({ outcome: { propagation } });
  await connect("NAMESERVERS");
  await edit({ registrarChanged: true });
  const seen = [];
  for (let step = 0; step < 7; step += 1) {
    await minutesLater(1);
    seen.push((await get()).status);
  }
  expect(seen).toEqual([...propagation, "SUCCEEDED", "SUCCEEDED"]);
});

test("can stay in progress for good", async () => {
  await edit({ outcome: { propagation: [] } });
  await connect("NAMESERVERS");
  await edit({ registrarChanged: true });
  await simulator.control.advanceClock(30 * DAY);
  expect(await get()).toMatchObject({ status: "IN_PROGRESS" });
});

test("fails before the registrar was changed, and heals by the change", async () => {
  await connect("POINTING");
  await edit({ status: "FAILED" });
  expect(await get()).toMatchObject({ status: "FAILED" });
  await edit({ registrarChanged: true });
  await minutesLater(1);
  const healed = await get();
  expect(healed).toMatchObject({ status: "SUCCEEDED" });
  expect(healed).not.toHaveProperty("failureInfo");
});

test.each([
  [
    "NAMESERVERS",
    "bakery.com",
    {
      invalidRecords: ["INVALID_NS_RECORD"],
      invalidNsRecordInfo: {
        expectedDnsRecords: ["ns12.wixdns.net", "ns13.wixdns.net"],
        actualDnsRecords: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
      },
    },
  ],
  [
    "POINTING",
    "bakery.com",
    {
      invalidRecords: ["INVALID_A_RECORD", "INVALID_CNAME_RECORD"],
      invalidARecordInfo: { expectedDnsRecords: ["185.230.63.107"], actualDnsRecords: ["203.0.113.7"] },
      invalidCnameRecordInfo: {
        expectedDnsRecords: ["pointing.wixdns.net"],
        actualDnsRecords: ["parked.example-registrar.net"],
      },
    },
  ],
  [
    undefined,
    "shop.bakery.com",
    {
      invalidRecords: ["INVALID_CNAME_RECORD"],
      invalidCnameRecordInfo: {
        expectedDnsRecords: ["pointing.wixdns.net"],
        actualDnsRecords: ["parked.example-registrar.net"],
      },
    },
  ],
])("a failed %s connection of %s says what is seen in place of what", async (type, name, failureInfo) => {
  await connect(type, name);
  await edit({ status: "FAILED" }, name);
  expect(await get(name)).toMatchObject({ status: "FAILED", failureInfo });
});

test("a failed propagation of a registered domain says that nobody sees Wix's name servers", async () => {
  await edit({ status: "FAILED" }, "example.com");
  const { failureInfo } = await get("example.com");
  expect(failureInfo).toMatchObject({ invalidNsRecordInfo: { actualDnsRecords: [] } });
});

test.each([
  ["by a client", () => send("PATCH", `${ZONE}/example.com`, { dnssecEnabled: true })],
  ["at the dashboard", () => simulator.control.edit("dns-zones", "example.com", {})],
])("starts again when the zone is changed %s", async (_where, change) => {
  const before = await get("example.com");
  await change();
  expect(await get("example.com")).toMatchObject({
    status: "IN_PROGRESS",
    revision: String(Number(before.revision) + 1),
  });
  await minutesLater(1);
  expect(await get("example.com")).toMatchObject({ status: "SUCCEEDED" });
});

test("a changed zone that nobody asks for moves nothing", async () => {
  await connect("NAMESERVERS");
  await send("PATCH", `${ZONE}/bakery.com`, { dnssecEnabled: true });
  await minutesLater(5);
  expect(await get()).toMatchObject({ status: "IN_PROGRESS", revision: "1" });
});

test("what waits for a domain does not outlive it", async () => {
  await connect("NAMESERVERS");
  await edit({ registrarChanged: true });
  await send("DELETE", "/domains/v1/connected-domains/bakery.com");
  await connect("POINTING");
  await minutesLater(5);
  expect(await get()).toMatchObject({ status: "UNKNOWN_STATUS" });
});

test("is 404 where nothing is tracked, and while the read lag lasts", async () => {
  await simulator.control.changeSettings({ readLagMs: 1000 });
  await send("POST", "/domains/v1/registered-domains", registration());
  await connect("POINTING");
  for (const name of ["no.com", "new-bakery.com", "bakery.com"])
    expect(refused(await send("GET", path(name)))).toEqual([404, "NOT_FOUND"]);
  await simulator.control.advanceClock(1000);
  expect(await get()).toMatchObject({ status: "UNKNOWN_STATUS" });
});

test("of names that nobody has registered, it can be in progress for good", async () => {
  await simulator.control.changeSettings({ unregisteredPropagation: "in-progress" });
  expect(await get("no.com")).toMatchObject({
    status: "IN_PROGRESS",
    dnsResolverIncludesWixNs: false,
    failureInfo: { invalidRecords: ["INVALID_NS_RECORD"], invalidNsRecordInfo: { actualDnsRecords: [] } },
  });
});

test("another account's is not permitted", async () => {
  expect(refused(await send("GET", path("foreign.com")))).toEqual([403, "DOMAINS_DOMAIN_NOT_PERMITTED"]);
});

test("an edit of what is not tracked is an error", async () => {
  await expect(edit({ registrarChanged: true }, "no.com")).rejects.toThrow("no propagation of no.com");
});
