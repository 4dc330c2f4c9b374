/* What Wix was seen to answer in more than one way: docs/wix/clients.md. */
import { describe, expect, test } from "@jest/globals";
import {
  createSimulatedAccount,
  initialState,
  SAMPLE_SITES,
  type SettingsChange,
  type SimulatedAccount,
} from "../../../simulator/src";
import { ACCOUNT } from "./account";

interface Set {
  type: string;
  hostName: string;
  values: string[];
}

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

const opened = async (settings: SettingsChange = {}, seed = 1): Promise<SimulatedAccount> => {
  const account = createSimulatedAccount({ seed, clock: "frozen" });
  await account.control.changeSettings(settings);
  return account;
};

const call = async (account: SimulatedAccount, line: string, body?: object) => {
  const [method = "", url = ""] = line.split(" ");
  const headers = {
    authorization: "simulated-api-key",
    "wix-account-id": ACCOUNT,
    accept: "application/json",
    ...(body && { "content-type": "application/json" }),
  };
  const reply = await account.handle({ method, url, headers, body: body && JSON.stringify(body) });
  if (reply.kind !== "reply") throw new Error(reply.reason);
  return { status: reply.status, json: JSON.parse(reply.body) as Record<string, unknown> };
};

const recordsOf = async (account: SimulatedAccount, path = "example.com"): Promise<Set[]> => {
  const { json } = await call(account, `GET /domains/v1/dns-zones/${path}`);
  return (json.dnsZone as { records: Set[] }).records;
};

const valuesOf = (records: readonly Set[], type: string, hostName = "example.com"): string[] | undefined =>
  records.find(set => set.type === type && set.hostName === hostName)?.values.toSorted();

describe("zones", () => {
  test("come with every pair of name servers and in both shapes, by the seed", async () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const records = await recordsOf(await opened({}, seed));
      const { length } = valuesOf(records, "A") ?? [];
      const [host] = valuesOf(records, "CNAME", "www.example.com") ?? [];
      seen.add(`${(valuesOf(records, "NS") ?? []).join(" ")}, ${length} to ${host ?? ""}`);
    }
    const pairs = [
      ["0", "1"],
      ["2", "3"],
      ["4", "5"],
      ["8", "9"],
      ["10", "11"],
      ["12", "13"],
    ];
    const expected = pairs.flatMap(pair => {
      const servers = pair.map(number => `ns${number}.wixdns.net`).join(" ");
      return [`${servers}, 3 to cdn1.wixdns.net`, `${servers}, 1 to pointing.wixdns.net`];
    });
    expect([...seen].sort()).toEqual(expected.sort());
  });

  test("are the same in Preview, in a connection and in its setup info", async () => {
    const account = await opened({ nameServerSetupInfo: "both" }, 3);
    const connectedDomain = { domain: "bakery.example", connectionType: "NAMESERVERS" };
    await call(account, "POST /domains/v1/connected-domains", { connectedDomain });
    const { json } = await call(account, "GET /domains/v1/connected-domain-setup-info/bakery.example");
    const made = await recordsOf(account, "bakery.example");
    const previewed = await recordsOf(account, "bakery.example/preview");
    for (const type of ["A", "NS", "SOA"])
      expect(valuesOf(previewed, type, "bakery.example")).toEqual(valuesOf(made, type, "bakery.example"));
    expect(json.connectedDomainSetupInfo).toMatchObject({
      nameserverRecord: { nsRecord: { values: valuesOf(made, "NS", "bakery.example") } },
      pointingRecords: {
        aRecord: { values: ["185.230.63.107"] },
        cnameRecord: { value: "pointing.wixdns.net" },
      },
    });
  });

  test("can be pinned by settings", async () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const account = await opened({ nameServerPair: "8/9", siteAddresses: "one" }, seed);
      const records = await recordsOf(account, "example.com/preview");
      expect(valuesOf(records, "NS")).toEqual(["ns8.wixdns.net", "ns9.wixdns.net"]);
      expect(valuesOf(records, "A")).toEqual(["185.230.63.107"]);
    }
  });

  test("hold further CNAMEs of Wix's own where that is set, and Preview does not", async () => {
    const account = await opened({ cnamesOfWix: true });
    const connectedDomain = { domain: "bakery.example", connectionType: "NAMESERVERS" };
    await call(account, "POST /domains/v1/connected-domains", { connectedDomain });
    const cnames = async (path: string) =>
      (await recordsOf(account, path))
        .filter(({ type }) => type === "CNAME")
        .map(({ hostName }) => hostName.replace(".bakery.example", ""))
        .sort();
    expect(await cnames("bakery.example")).toEqual(
      ["en", "es", "s1._domainkey", "s2._domainkey", "sel1._domainkey", "www"].sort(),
    );
    expect(await cnames("bakery.example/preview")).toEqual(["www"]);
  });

  test.each([
    ["shuffled", 2],
    ["as-kept", 1],
  ] as const)("are answered %s", async (recordOrder, least) => {
    const account = await opened({ recordOrder });
    const orders = new Set<string>();
    for (let reads = 0; reads < 20; reads++)
      orders.add((await recordsOf(account)).map(({ type, values }) => `${type} ${values.join()}`).join());
    expect(orders.size >= least).toBe(true);
    if (recordOrder === "as-kept") expect(orders.size).toBe(1);
  });
});

describe("TXT values", () => {
  const KEY = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
  const written = (values: string[]) => ({
    additions: [{ type: "TXT", hostName: "sel._domainkey.example.com", values }],
  });
  const write = (account: SimulatedAccount, values: string[]) =>
    call(account, "PATCH /domains/v1/dns-zones/example.com", written(values));
  const shown = async (account: SimulatedAccount) =>
    valuesOf(await recordsOf(account), "TXT", "sel._domainkey.example.com");

  test.each([
    ["a long key", KEY, "v=DKIM1; k=rsa"],
    ["quoted strings", '"v=DKIM1; k=rsa" "p=AAAA"', "v=DKIM1; k=rsa"],
    ["a long text without parts", "x".repeat(300), "x".repeat(255)],
    ["a short text", "v=spf1 -all", "v=spf1 -all"],
    ["255 characters", "y".repeat(255), "y".repeat(255)],
  ])("come back cut where that is set, as was seen: %s", async (_what, value, cut) => {
    for (const longTxtValues of ["cut-when-written", "cut-when-read"] as const) {
      const account = await opened({ longTxtValues });
      const answer = await write(account, [value]);
      const { records } = answer.json.dnsZone as { records: Set[] };
      const echoed = longTxtValues === "cut-when-read" ? value : cut;
      expect(valuesOf(records, "TXT", "sel._domainkey.example.com")).toEqual([echoed]);
      expect(await shown(account)).toEqual([cut]);
    }
    const account = await opened();
    await write(account, [value]);
    expect(await shown(account)).toEqual([value]);
  });

  test.each(["cut-when-written", "cut-when-read"] as const)(
    "can be deleted as they are shown: %s",
    async longTxtValues => {
      const account = await opened({ longTxtValues });
      await write(account, [KEY]);
      const deletions = written(["v=DKIM1; k=rsa"]).additions;
      const answer = await call(account, "PATCH /domains/v1/dns-zones/example.com", { deletions });
      expect(answer.status).toBe(200);
      expect(await shown(account)).toBeUndefined();
    },
  );
});

test.each([
  ["null", { next: null, prev: null }],
  ["absent", {}],
] as const)("cursors that lead nowhere are %s", async (emptyCursors, cursors) => {
  const account = await opened({ emptyCursors });
  const lists = [
    (await call(account, "GET /domains/v1/connected-domains")).json.pagingMetadata,
    (await call(account, "POST /site-list/v2/sites/query", { query: {} })).json.metadata,
  ];
  expect(lists).toEqual([
    { count: 2, cursors, hasNext: false },
    { count: 2, cursors, hasNext: false },
  ]);
  const packages = await call(account, "POST /resellers/v1/packages/query", { query: {} });
  expect(packages.json.metadata).toEqual({ count: 1, cursors });
});

test("a page in the middle names both its neighbours, whatever stands for none", async () => {
  const account = await opened({ emptyCursors: "absent", sitesPerPage: 1 });
  const { json } = await call(account, "POST /site-list/v2/sites/query", { query: {} });
  const first = json.metadata as { cursors: { next?: string } };
  expect(first).toEqual({ count: 1, cursors: { next: expect.any(String) }, hasNext: true });
  const query = { cursorPaging: { cursor: first.cursors.next } };
  const last = await call(account, "POST /site-list/v2/sites/query", { query });
  expect(last.json.metadata).toEqual({ count: 1, cursors: { prev: expect.any(String) }, hasNext: false });
});

test("the permission for domains can be missing where sites are listed", async () => {
  const account = await opened({ deniedPermissions: ["DOMAINS."] });
  for (const path of [
    "/domains/v1/dns-zones/example.com",
    "/domains/v1/connected-domains",
    "/premium/domains/v1/dns-propagations/example.com",
  ]) {
    const { status, json } = await call(account, `GET ${path}`);
    expect([status, json.details]).toEqual([
      403,
      { applicationError: expect.objectContaining({ code: "DOMAINS_PERMISSION_DENIED" }) },
    ]);
  }
  expect((await call(account, "POST /site-list/v2/sites/query", { query: {} })).status).toBe(200);
  expect(await account.control.violations()).toEqual([]);
});

test("a registrar can be OTHER", async () => {
  const account = await opened();
  const connectedDomain = { domain: "florist.example", connectionType: "POINTING" };
  await call(account, "POST /domains/v1/connected-domains", { connectedDomain });
  const { json } = await call(account, "GET /domains/v1/connected-domain-setup-info/florist.example");
  expect(json.connectedDomainSetupInfo).toMatchObject({ registrar: { name: "OTHER" } });
});

test("sites show the editors they were made with", async () => {
  const account = await opened();
  const { json } = await call(account, "POST /site-list/v2/sites/query", { query: {} });
  const sites = json.sites as { id: string; editorType: string }[];
  expect(Object.fromEntries(sites.map(({ id, editorType }) => [id, editorType]))).toEqual({
    [SAMPLE_SITES.premium]: "STUDIO",
    [SAMPLE_SITES.free]: "EDITOR",
  });
});

test("a site that is none of the account's is refused, alone as well", async () => {
  const account = createSimulatedAccount({ seed: 1, state: initialState() });
  const headers = { authorization: "simulated-api-key", accept: "application/json" };
  const outcomes = [];
  for (const site of ["x", "20000000-0000-4000-8000-00000000000f"])
    for (const wixAccountId of [undefined, ACCOUNT]) {
      const reply = await account.handle({
        method: "GET",
        url: "/premium/domains/v1/dns-propagations/example.com",
        headers: { ...headers, "wix-site-id": site, "wix-account-id": wixAccountId },
      });
      if (reply.kind === "reply") outcomes.push([reply.status, /DOMAINS_\w+/.exec(reply.body)?.[0]]);
    }
  expect(outcomes).toEqual([
    [400, "DOMAINS_GUID_NOT_VALID"],
    [400, "DOMAINS_GUID_NOT_VALID"],
    [403, "DOMAINS_GUID_NOT_FOUND"],
    [403, "DOMAINS_GUID_NOT_FOUND"],
  ]);
});
