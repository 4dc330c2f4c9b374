import { expect, test } from "@jest/globals";
import { readZone } from "../../../provider/src/dns/zone";
import { wire } from "./fixtures";

test("shows each record set under its canonical key, with the wire form beside it", () => {
  const record = {
    type: "mx",
    hostName: "Example.COM.",
    ttl: 60,
    values: ["20 B.example.net.", "10 a.example.net"],
  };
  const zone = readZone("Example.com.", [record]);
  expect(zone.domainName).toBe("example.com");
  expect([...zone.sets.keys()]).toEqual(["MX example.com"]);
  const { type, hostName, content, wire: sent } = zone.sets.get("MX example.com")!;
  expect({ type, hostName, content, sent }).toEqual({
    type: "MX",
    hostName: "example.com",
    content: { ttl: 60, values: ["10 a.example.net", "20 b.example.net"] },
    sent: [record],
  });
});

test("puts together what Wix sent in several objects of one key", () => {
  const records = [wire("TXT example.com", "b"), wire("TXT Example.com", "a")];
  const set = readZone("example.com", records).sets.get("TXT example.com");
  expect(set?.content.values).toEqual(["a", "b"]);
  expect(set?.wire).toEqual(records);
});

test("keeps types and values that it does not know as they are", () => {
  const records = [
    wire("UNKNOWN example.com", "?"),
    wire("A example.com", "not an address"),
    { type: "MX", hostName: "x.example.com", values: [] },
  ];
  const { sets } = readZone("example.com", records);
  expect([...sets.values()].map(({ content }) => content.values)).toEqual([["?"], ["not an address"], []]);
  expect(sets.get("MX x.example.com")?.content).not.toHaveProperty("ttl");
});
