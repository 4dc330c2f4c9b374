import { describe, expect, test } from "@jest/globals";
import * as z from "zod";
import {
  guid,
  oneOf,
  optional,
  orUnknown,
  propertyPath,
  readInputs,
} from "../../../provider/src/lifecycle/inputs";
import { UNKNOWN } from "../../../provider/src/core/unknown";

const contact = z.strictObject({
  name: orUnknown(z.string("not a name")),
  phones: orUnknown(z.array(orUnknown(z.string("not a phone number"))).min(1, "at least one")),
});

const SHAPE = {
  domain: orUnknown(z.string("not a domain name")),
  account: optional(guid),
  mode: optional(oneOf("keep", "cancel")),
  contact: optional(contact),
};

const id = "11111111-2222-4333-8444-555555555555";
const right = { domain: "example.com", account: id, mode: "keep", contact: { name: "Ann", phones: ["1"] } };
const failures = (news: Record<string, unknown>, secret: string[] = []) =>
  readInputs(SHAPE, news, secret).failures;

describe("right inputs", () => {
  test("come back without failures, and again when read once more", () => {
    const first = readInputs(SHAPE, { ...right, account: ` ${id.toUpperCase()} ` });
    expect(first).toEqual({ inputs: right, failures: [] });
    expect(readInputs(SHAPE, first.inputs)).toEqual(first);
  });

  test.each([undefined, null])("may leave out what is optional, also as %s", absent => {
    const read = readInputs(SHAPE, { domain: "example.com", account: absent, mode: absent });
    expect(read).toEqual({ inputs: { domain: "example.com" }, failures: [] });
    expect(Object.keys(read.inputs)).toEqual(["domain"]);
  });

  test("may hold what is unknown until applied, at any depth", () => {
    const news = [
      { domain: UNKNOWN, account: UNKNOWN, mode: UNKNOWN, contact: UNKNOWN },
      { domain: "example.com", contact: { name: UNKNOWN, phones: UNKNOWN } },
      { domain: "example.com", contact: { name: "Ann", phones: ["1", UNKNOWN] } },
    ];
    expect(news.map(one => readInputs(SHAPE, one))).toEqual(news.map(inputs => ({ inputs, failures: [] })));
  });
});

describe("wrong inputs", () => {
  test("are all reported at once, each with its path, what was given and what is allowed", () => {
    const news = {
      account: "mine",
      mode: "burn",
      contact: { name: 5, phones: [true, UNKNOWN, {}] },
      colour: "red",
    };
    expect(failures(news)).toEqual([
      { property: "domain", reason: "is missing; write a domain name" },
      { property: "account", reason: `is "mine": not a GUID such as ${id}` },
      { property: "mode", reason: 'is "burn": allowed: "keep", "cancel"' },
      { property: "contact.name", reason: "is 5: not a name" },
      { property: "contact.phones[0]", reason: "is true: not a phone number" },
      { property: "contact.phones[2]", reason: "is an object: not a phone number" },
      { property: "colour", reason: "is not known here; allowed: domain, account, mode, contact" },
    ]);
  });

  test("are reported beside unknown ones", () => {
    expect(failures({ domain: UNKNOWN, mode: "burn" })).toEqual([
      { property: "mode", reason: 'is "burn": allowed: "keep", "cancel"' },
    ]);
  });

  test("are left as they were typed, and read the same again", () => {
    const news = { domain: 5, mode: "burn", account: id };
    const first = readInputs(SHAPE, news);
    expect(first.inputs).toEqual(news);
    expect(readInputs(SHAPE, first.inputs)).toEqual(first);
  });

  test("that are missing inside of an object are named by their full path", () => {
    expect(failures({ domain: "example.com", contact: { phones: [] } })).toEqual([
      { property: "contact.name", reason: "is missing; write a name" },
      { property: "contact.phones", reason: "is an empty list: at least one" },
    ]);
  });

  test("of an unknown name inside of an object are named by their full path", () => {
    expect(failures({ ...right, contact: { ...right.contact, "e-mail": "x" } })).toEqual([
      { property: 'contact["e-mail"]', reason: "is not known here" },
    ]);
  });

  test("of an unknown name that were left undefined are none", () => {
    expect(failures({ ...right, colour: undefined })).toEqual([]);
  });

  test("that are secret are never repeated", () => {
    const news = { ...right, contact: { name: 4711, phones: [false, "4712"], 4713: "4714" } };
    const found = failures(news, ["contact"]);
    expect(found.map(({ property }) => property)).toEqual([
      "contact.name",
      "contact.phones[0]",
      'contact["4713"]',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/4711|4712|4714|false/);
    expect(found[0]?.reason).toBe("is not accepted: not a name");
    expect(failures({ domain: "x" }, ["domain"])).toEqual([]);
    expect(failures({}, ["domain"])).toEqual([
      { property: "domain", reason: "is missing; write a domain name" },
    ]);
  });
});

test.each([
  [["records", 3, "values", 0], "records[3].values[0]"],
  [["contacts", "registrant", "phone"], "contacts.registrant.phone"],
  [["records", "MX example.com", "ttl"], 'records["MX example.com"].ttl'],
  [["records", 'a"b'], String.raw`records["a\"b"]`],
])("the path %j is written %s", (path, text) => expect(propertyPath(path)).toBe(text));
