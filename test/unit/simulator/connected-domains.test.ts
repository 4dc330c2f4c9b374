import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { SAMPLE_SITES, type SimulatedAccount, createSimulatedAccount } from "../../../simulator/src";
import { ACCOUNT, OTHER_ACCOUNT, type Send, sender } from "./account";
import { answered, domainState, NO_SITE, NOW, refused, SECOND_SITE, violationKinds } from "./domain-account";

const DOMAINS = "/domains/v1/connected-domains";
const ZONES = "/domains/v1/dns-zones";
const SETUP_INFO = "/domains/v1/connected-domain-setup-info";
const ON_SITE = { "wix-site-id": SAMPLE_SITES.premium };
const PRIMARY = { siteInfo: { assignmentType: "PRIMARY" } };
const REDIRECT = { siteInfo: { assignmentType: "REDIRECT" } };
const NAMESERVERS = { domain: "bakery.com", connectionType: "NAMESERVERS" };
const POINTING = { domain: "bakery.com", connectionType: "POINTING" };
const SUBDOMAIN = { domain: "shop.bakery.com" };

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

const connect = (connectedDomain: object, headers: Record<string, string | undefined> = {}) =>
  send("POST", DOMAINS, { connectedDomain }, headers);
const connected = async (domain: object, headers: Record<string, string> = {}) =>
  answered(await connect(domain, headers), "connectedDomain");
const get = async (name: string) => answered(await send("GET", `${DOMAINS}/${name}`), "connectedDomain");
const setupInfo = async (name: string) =>
  answered(await send("GET", `${SETUP_INFO}/${name}`), "connectedDomainSetupInfo");

describe("connecting", () => {
  test("answers with the domain, in progress, on the site of the header", async () => {
    await connected({ domain: "cafe.com", connectionType: "POINTING", ...PRIMARY }, ON_SITE);
    const domain = await connected({ ...NAMESERVERS, ...REDIRECT, suppressNotifications: true }, ON_SITE);
    expect(domain).toEqual({
      id: "bakery.com",
      domain: "bakery.com",
      connectionType: "NAMESERVERS",
      siteInfo: {
        id: SAMPLE_SITES.premium,
        assignmentType: "REDIRECT",
        redirectInfo: { primaryDomain: "cafe.com" },
      },
      suppressNotifications: true,
      dnsPropagationStatus: "IN_PROGRESS",
      createdDate: NOW,
      updatedDate: NOW,
    });
    expect(await get("bakery.com")).toEqual(domain);
    expect(await violationKinds(simulator)).toEqual([]);
  });

  test("by name servers makes a zone with what points to the site", async () => {
    await connect(NAMESERVERS);
    const zone = (await send("GET", `${ZONES}/bakery.com`)).zone();
    expect(zone.records.map(({ type }) => type).sort()).toEqual(["A", "CNAME", "NS", "SOA"]);
    const TXT = { type: "TXT", hostName: "bakery.com", values: ["a"] };
    expect((await send("PATCH", `${ZONES}/bakery.com`, { additions: [TXT] })).status).toBe(200);
  });

  test.each([
    ["by pointing", POINTING],
    ["a subdomain", SUBDOMAIN],
  ])("%s makes no zone, and its propagation is unknown", async (_how, asked) => {
    expect(await connected(asked)).toMatchObject({ dnsPropagationStatus: "UNKNOWN_DNS_PROPAGATION_STATUS" });
    expect(refused(await send("GET", `${ZONES}/${asked.domain}`))).toEqual([404, "DNS_ZONE_NOT_FOUND"]);
  });

  test("a subdomain has the connection type that is none", async () => {
    expect(await connected(SUBDOMAIN)).toMatchObject({ connectionType: "UNKNOWN_CONNECTION_TYPE" });
  });

  test("the first domain of a site is its primary, even when it was to be a redirect", async () => {
    expect(await connected({ ...POINTING, ...REDIRECT }, ON_SITE)).toMatchObject({
      siteInfo: { id: SAMPLE_SITES.premium, assignmentType: "PRIMARY" },
    });
  });

  test("can be repeated with equal settings", async () => {
    const first = await connected({ ...POINTING, ...REDIRECT }, ON_SITE);
    expect(await connected({ ...POINTING, ...REDIRECT }, ON_SITE)).toEqual(first);
    await simulator.control.changeSettings({ repeatedConnection: "refuse" });
    expect(refused(await connect({ ...POINTING, ...REDIRECT }, ON_SITE))).toEqual([
      409,
      "DOMAINS_ALREADY_EXISTS",
    ]);
  });

  test.each([
    ["another type", { ...NAMESERVERS, ...REDIRECT }, ON_SITE],
    ["another role", { ...POINTING, ...PRIMARY }, ON_SITE],
    ["another site", { ...POINTING, ...REDIRECT }, { "wix-site-id": SECOND_SITE }],
    ["no site", POINTING, {}],
    ["other notifications", { ...POINTING, ...REDIRECT, suppressNotifications: true }, ON_SITE],
  ])("cannot be repeated with %s", async (_what, asked, headers) => {
    await connect({ domain: "cafe.com", connectionType: "POINTING", ...PRIMARY }, ON_SITE);
    await connect({ ...POINTING, ...REDIRECT }, ON_SITE);
    expect(refused(await connect(asked, headers))).toEqual([409, "DOMAINS_ALREADY_EXISTS"]);
  });

  test.each([
    ["a name that can be bought", { ...POINTING, domain: "free-name.com" }, "Invalid domain"],
    ["a subdomain of such a name", { domain: "shop.free-name.com" }, "Invalid domain"],
    ["a restricted name", { ...POINTING, domain: "banned.com" }, "Invalid domain"],
    ["what is registered with Wix", { ...POINTING, domain: "example.com" }, "Invalid domain"],
    ["a subdomain of that", { domain: "shop.example.com" }, "Invalid domain"],
    ["what is no domain", { ...POINTING, domain: "bakery" }, "Invalid domain"],
    ["a root without type", { domain: "bakery.com" }, "Invalid connection type"],
    ["a hidden root", { ...POINTING, connectionType: "HIDDEN" }, "Invalid connection type"],
    ["a subdomain with a type", { ...SUBDOMAIN, connectionType: "POINTING" }, "Invalid connection type"],
    ["a type that nobody knows", { ...POINTING, connectionType: "WIRED" }, "FORMAT"],
    ["a site under another name", { ...POINTING, siteInfo: { siteId: SECOND_SITE } }, "UNKNOWN_FIELD"],
    ["a role without site", { ...POINTING, ...PRIMARY }, "SITE_HEADER_REQUIRED"],
  ])("refuses %s", async (_what, asked, code) => {
    expect(refused(await connect(asked))).toEqual([400, code]);
  });

  test.each([
    ["a site without role", POINTING, SAMPLE_SITES.premium, 400, "REQUIRED_WITH_SITE"],
    ["a site without plan", { ...POINTING, ...PRIMARY }, SAMPLE_SITES.free, 403, "NON_PREMIUM_SITE"],
    ["a site of nobody", { ...POINTING, ...PRIMARY }, NO_SITE, 403, "DOMAINS_GUID_NOT_FOUND"],
    ["a malformed site", { ...POINTING, ...PRIMARY }, "bakery", 400, "DOMAINS_GUID_NOT_VALID"],
  ])("refuses %s", async (_what, asked, site, status, code) => {
    expect(refused(await connect(asked, { "wix-site-id": site }))).toEqual([status, code]);
  });

  test.each([
    ["no key", { authorization: undefined }, 401, "UNAUTHENTICATED"],
    ["no account", { "wix-account-id": undefined }, 403, "DOMAINS_GUID_NOT_FOUND"],
    ["a malformed account", { "wix-account-id": "me" }, 400, "DOMAINS_GUID_NOT_VALID"],
    ["an unknown account", { "wix-account-id": NO_SITE }, 403, "DOMAINS_GUID_NOT_FOUND"],
    ["another account", { "wix-account-id": OTHER_ACCOUNT }, 403, "DOMAINS_PERMISSION_DENIED"],
    ["a key that lacks the permission", { authorization: "searching-key" }, 403, "DOMAINS_PERMISSION_DENIED"],
  ])("refuses %s", async (_what, headers, status, code) => {
    expect(refused(await connect(POINTING, headers))).toEqual([status, code]);
  });
});

describe("reading and deleting", () => {
  test("an unknown domain is 404, another account's is 403", async () => {
    for (const method of ["GET", "DELETE"]) {
      expect(refused(await send(method, `${DOMAINS}/no.com`))).toEqual([404, "NOT_FOUND"]);
      expect(refused(await send(method, `${DOMAINS}/foreign.com`))).toEqual([
        403,
        "DOMAINS_DOMAIN_NOT_PERMITTED",
      ]);
    }
  });

  test("another account's domain, and what is below it, cannot be connected", async () => {
    for (const asked of [{ ...POINTING, domain: "foreign.com" }, { domain: "shop.foreign.com" }])
      expect(refused(await connect(asked))).toEqual([403, "DOMAINS_DOMAIN_NOT_PERMITTED"]);
  });

  test("a new domain is not found before the read lag is over", async () => {
    await simulator.control.changeSettings({ readLagMs: 1000 });
    await connect(POINTING);
    expect(refused(await send("GET", `${DOMAINS}/bakery.com`))).toEqual([404, "NOT_FOUND"]);
    await simulator.control.advanceClock(1000);
    expect(await get("bakery.com")).toMatchObject({ id: "bakery.com" });
  });

  test("lists the account's connected domains, newest first", async () => {
    await connect(POINTING);
    const reply = await send("GET", `${DOMAINS}?paging.limit=2`);
    expect(JSON.parse(reply.text)).toMatchObject({
      connectedDomains: [{ id: "bakery.com" }, { id: "example.org" }],
      pagingMetadata: { count: 2, hasNext: true },
    });
  });

  test("deleting takes the zone, the propagation and the site with it, and leaves the name taken", async () => {
    await connect({ ...NAMESERVERS, ...PRIMARY }, ON_SITE);
    expect((await send("DELETE", `${DOMAINS}/bakery.com`)).text).toBe("{}");
    expect(refused(await send("DELETE", `${DOMAINS}/bakery.com`))).toEqual([404, "NOT_FOUND"]);
    const state = await simulator.control.state();
    for (const part of [state.domains, state.dnsZones, state.dnsPropagations, state.domainAssignments])
      expect(part).not.toHaveProperty("bakery.com");
    expect((await connect(POINTING)).status).toBe(200);
  });

  test("a domain that the state never listed outside can be connected again", async () => {
    await send("DELETE", `${DOMAINS}/example.net`);
    expect((await connect({ ...POINTING, domain: "example.net" })).status).toBe(200);
  });

  test("somebody at the dashboard can take it away", async () => {
    await connect(POINTING);
    await simulator.control.edit("connected-domains", "bakery.com", { disconnect: true });
    expect(refused(await send("GET", `${DOMAINS}/bakery.com`))).toEqual([404, "NOT_FOUND"]);
    const again = simulator.control.edit("connected-domains", "bakery.com", { disconnect: true });
    await expect(again).rejects.toThrow("no connected domain bakery.com");
  });

  test("the end of the site's plan takes its domains off it and closes their zones", async () => {
    await connect({ ...NAMESERVERS, ...PRIMARY }, ON_SITE);
    const { resellers } = await simulator.control.state();
    const plan = resellers?.packages?.[0]?.productInstances.find(
      ({ siteId, catalogProductId }) =>
        siteId === SAMPLE_SITES.premium && catalogProductId.endsWith("00000001"),
    );
    await send("DELETE", `/resellers/v1/packages/product-instances/${plan?.instanceId}`, {});
    expect(await get("bakery.com")).not.toHaveProperty("siteInfo");
    const patched = await send("PATCH", `${ZONES}/bakery.com`, { dnssecEnabled: true });
    expect(refused(patched)).toEqual([428, "DOMAIN_NOT_PERMITTED"]);
  });
});

describe("setup info", () => {
  const registrar = {
    name: "Example Registrar",
    nameServers: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
  };
  const cname = (hostName: string, value: string) => ({ hostName, ttl: 3600, value });

  test("of name servers says which", async () => {
    await connect(NAMESERVERS);
    expect(await setupInfo("bakery.com")).toEqual({
      connectedDomainId: "bakery.com",
      registrar,
      nameserverRecord: {
        nsRecord: { hostName: "bakery.com", ttl: 86400, values: ["ns12.wixdns.net", "ns13.wixdns.net"] },
      },
    });
  });

  test("of pointing says which A and CNAME", async () => {
    await connect(POINTING);
    expect(await setupInfo("bakery.com")).toEqual({
      connectedDomainId: "bakery.com",
      registrar,
      pointingRecords: {
        aRecord: { hostName: "bakery.com", ttl: 3600, values: ["185.230.63.107"] },
        cnameRecord: cname("www.bakery.com", "pointing.wixdns.net"),
      },
    });
  });

  test("of a subdomain says which CNAMEs, and names its root's registrar", async () => {
    await connect(SUBDOMAIN);
    expect(await setupInfo("shop.bakery.com")).toEqual({
      connectedDomainId: "shop.bakery.com",
      registrar,
      subdomainRecords: {
        cnameRecords: [
          cname("shop.bakery.com", "pointing.wixdns.net"),
          cname("www.shop.bakery.com", "pointing.wixdns.net"),
        ],
      },
    });
  });

  test.each([
    ["pointingRecords", ["connectedDomainId", "pointingRecords", "registrar"]],
    ["both", ["connectedDomainId", "nameserverRecord", "pointingRecords", "registrar"]],
  ] as const)("of name servers can hold %s", async (nameServerSetupInfo, fields) => {
    await simulator.control.changeSettings({ nameServerSetupInfo });
    await connect(NAMESERVERS);
    const info = await setupInfo("bakery.com");
    expect(Object.keys(info).sort()).toEqual(fields);
    const preview = (await send("GET", `${ZONES}/bakery.com/preview`)).zone().records;
    const values = preview.find(({ type }) => type === "A")!.values.toSorted();
    expect(info).toMatchObject({ pointingRecords: { aRecord: { values } } });
  });

  test("names Wix's own name servers once the registrar was changed, and else what it was told", async () => {
    await connect(NAMESERVERS);
    await simulator.control.edit("dns-propagation", "bakery.com", { registrarChanged: true });
    expect(await setupInfo("bakery.com")).toMatchObject({
      registrar: { name: "Example Registrar", nameServers: ["ns12.wixdns.net", "ns13.wixdns.net"] },
    });
    await connect({ ...POINTING, domain: "secret.com" });
    expect(await setupInfo("secret.com")).not.toHaveProperty("registrar");
  });

  test("is not permitted of what is not connected", async () => {
    for (const name of ["no.com", "example.com", "foreign.com"])
      expect(refused(await send("GET", `${SETUP_INFO}/${name}`))).toEqual([
        403,
        "DOMAINS_DOMAIN_NOT_PERMITTED",
      ]);
  });
});

test("an account that holds no domain lists none", async () => {
  const { domains: _domains, dnsZones: _zones, dnsPropagations: _seen, ...state } = domainState();
  await simulator.control.loadState(state);
  const reply = await send("GET", DOMAINS, undefined, { "wix-account-id": ACCOUNT });
  expect(JSON.parse(reply.text)).toEqual({
    connectedDomains: [],
    pagingMetadata: { count: 0, cursors: { next: null, prev: null }, hasNext: false },
  });
});
