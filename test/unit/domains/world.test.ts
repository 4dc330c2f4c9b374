import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { askTheWorld, describeWorld, type Needed } from "../../../provider/src/domains/world";
import { startDnsServer, type DnsServer } from "../../support/dns-server";

let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer();
});
afterEach(() => {
  server.knows();
});
afterAll(() => server.close());

const APEX: Needed = { type: "A", name: "example.com", values: ["185.230.63.107"] };
const WWW: Needed = { type: "CNAME", name: "www.example.com", values: ["pointing.wixdns.net"] };
const DELEGATION: Needed = {
  type: "NS",
  name: "example.org",
  values: ["ns12.wixdns.net", "ns13.wixdns.net"],
};

const toldOf = async (...records: Needed[]): Promise<string | undefined> =>
  describeWorld(records, await askTheWorld([server.address], records));

describe("what the world answers", () => {
  test("is compared record by record, and each that is wrong is named with what is expected and seen", async () => {
    server.knows(
      { type: "A", name: "example.com", data: "203.0.113.7" },
      { type: "A", name: "example.com", data: "203.0.113.4" },
      { type: "NS", name: "example.org", data: "NS13.wixdns.net" },
      { type: "NS", name: "example.org", data: "ns12.wixdns.net" },
    );
    expect(await toldOf(APEX, WWW, DELEGATION)).toBe(
      "The records in the world are not right yet:\n" +
        "  A example.com: expected 185.230.63.107; seen 203.0.113.4, 203.0.113.7\n" +
        "  CNAME www.example.com: expected pointing.wixdns.net; seen nothing",
    );
  });

  test("is wrong where an old record stands beside the right one", async () => {
    server.knows(
      { type: "A", name: "example.com", data: "185.230.63.107" },
      { type: "A", name: "example.com", data: "203.0.113.7" },
    );
    expect(await toldOf(APEX)).toMatch(/expected 185\.230\.63\.107; seen 185\.230\.63\.107, 203\.0\.113\.7$/);
  });

  test("is right in any order, case and spelling: then it is Wix that has to look again", async () => {
    server.knows(
      { type: "NS", name: "example.org", data: "ns13.WIXDNS.net" },
      { type: "NS", name: "example.org", data: "ns12.wixdns.net" },
      { type: "CNAME", name: "www.example.com", data: "Pointing.wixdns.net" },
    );
    expect(await toldOf(DELEGATION, WWW)).toBe(
      "The records in the world are right; Wix has not looked again yet.",
    );
  });
});

describe("nothing is told", () => {
  test("where nobody is to be asked, and nobody is asked", async () => {
    const before = server.questions.length;
    expect(await askTheWorld(undefined, [APEX])).toEqual([]);
    expect(describeWorld([APEX], [])).toBeUndefined();
    expect(server.questions).toHaveLength(before);
  });

  test("where no resolver is reachable, without a failure", async () => {
    const silent = await startDnsServer();
    await silent.close();
    expect(await askTheWorld([silent.address], [APEX, WWW])).toEqual([]);
  });

  test("of records of which only some were answered, unless one of those is wrong", () => {
    const right = { ...APEX, seen: APEX.values };
    expect(describeWorld([APEX, WWW], [right])).toBeUndefined();
    expect(describeWorld([APEX, WWW], [{ ...WWW, seen: [] }])).toMatch(/seen nothing$/);
  });

  test("of a domain that needs no records", () => expect(describeWorld([], [])).toBeUndefined());
});
