import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { Seals } from "../../../provider/src/native/seals";
import { secret } from "../../../provider/src/shell/wire";

const sealing = (...leaves: unknown[]): Seals => new Seals().add("records", leaves, false);

describe("a property with secret leaves", () => {
  test("is sealed leaf by leaf where each is found", () => {
    const records = { "TXT example.com": { values: ["open", "key=1"] } };
    expect(sealing("key=1").close({ records, other: "open" })).toEqual({
      records: { "TXT example.com": { values: ["open", secret("key=1")] } },
      other: "open",
    });
  });

  test.each<[why: string, leaves: unknown[], records: unknown]>([
    ["one is not found", ["key=1", "gone"], ["key=1"]],
    ["one stands within another text", ["key"], ["key", "the KEY of it"]],
    ["one stands in a key", ["key"], { "TXT key": "key" }],
    ["one is not known yet", [UNKNOWN], [UNKNOWN]],
  ])("is sealed as a whole where %s", (_why, leaves, records) => {
    const { records: closed } = sealing(...leaves).close({ records });
    expect(Object.keys(closed as object)).toEqual(Object.keys(secret("")));
  });

  test("shows none of them, whatever it has become", () => {
    const text = fc.stringMatching(/^[a-z]{5,9}$/);
    const value = fc.letrec<{ any: unknown }>(tie => ({
      any: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(text, tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const shownIn = (closed: unknown): string[] => {
      if (typeof closed === "string") return [closed];
      if (typeof closed !== "object" || closed === null) return [];
      if (Object.keys(closed).length === 2 && "value" in closed) return [];
      return Object.entries(closed).flatMap(([key, one]) => [key, ...shownIn(one)]);
    };
    fc.assert(
      fc.property(text, value, value, (leaf, records, output) => {
        const closed = sealing(leaf).close({ records: [leaf, records], output });
        expect(shownIn(closed).filter(shown => shown.includes(leaf))).toEqual([]);
      }),
    );
  });
});

describe("a property beside", () => {
  test("is sealed where a secret of another one stands in it", () => {
    const seals = sealing("s3cr3t");
    const closed = seals.close({ records: ["s3cr3t"], status: ["s3cr3t", "open"], message: "it was s3cr3t" });
    expect(closed).toEqual({
      records: [secret("s3cr3t")],
      status: [secret("s3cr3t"), "open"],
      message: secret("it was s3cr3t"),
    });
  });

  test("is left open where it came open with that text, but not for a text that equals the secret", () => {
    const seals = sealing("Bakery")
      .show("domain", "example-bakery.com")
      .show("memo", { Bakery: ["Bakery"] });
    const closed = seals.close({
      domain: "example-bakery.com",
      memo: ["example-bakery.com", "Bakery"],
      status: "of Bakery",
    });
    expect(closed).toEqual({
      domain: "example-bakery.com",
      memo: ["example-bakery.com", secret("Bakery")],
      status: secret("of Bakery"),
    });
  });

  test("does not count as open once another look finds it sealed", () => {
    const seals = sealing("s3cr3t")
      .show("memo", "it was s3cr3t")
      .and(new Seals().add("memo", [], true));
    expect(seals.close({ status: "it was s3cr3t" }).status).toEqual(secret("it was s3cr3t"));
  });

  test("stays open through another look at the resource", () => {
    const seals = sealing("s3cr3t").and(new Seals().show("memo", "it was s3cr3t"));
    expect(seals.close({ memo: "it was s3cr3t" }).memo).toBe("it was s3cr3t");
  });

  test("is left alone by short secrets, which stand in it by chance", () => {
    expect(sealing("10").close({ records: ["10"], status: "10 of 10" }).status).toBe("10 of 10");
  });
});

describe("what is secret", () => {
  const seals = new Seals().add("records", ["a"], false).add("contacts", ["b"], true);

  test("is known by its property, and by whether all of it is", () => {
    expect(seals.properties).toEqual(["records", "contacts"]);
    expect(["records", "contacts", "other"].map(name => seals.isWhole(name))).toEqual([false, true, false]);
    expect([seals.isEmpty, new Seals().isEmpty]).toEqual([false, true]);
  });

  test("stays so when another look at the resource says less", () => {
    const both = seals.and(new Seals().add("contacts", ["c"], false).add("more", ["d"], true));
    expect(both.properties).toEqual(["records", "contacts", "more"]);
    expect(both.isWhole("contacts")).toBe(true);
    expect(both.close({ records: ["a"], contacts: {} })).toEqual({
      records: [secret("a")],
      contacts: secret({}),
    });
    expect(seals.properties).toEqual(["records", "contacts"]);
  });

  test("is what always is, and what was said to be", () => {
    const all = seals.always(["contacts", "key"]);
    expect(all.close({ records: ["a"], key: "k", contacts: 1, open: 2, gone: undefined })).toEqual({
      records: [secret("a")],
      key: secret("k"),
      contacts: secret(1),
      open: 2,
    });
    expect(seals.properties).not.toContain("key");
  });

  test("may be a number or nothing: it is found, and stands in no text", () => {
    expect(sealing(5, null, "").close({ records: [5, null, "", "15"] })).toEqual({
      records: [secret(5), secret(null), secret(""), "15"],
    });
  });

  test("is sealed as a whole where only some of it is found in nested lists", () => {
    expect(sealing("key").close({ records: [[{ name: "key" }, { key: 1 }]] }).records).toEqual(
      secret([[{ name: "key" }, { key: 1 }]]),
    );
  });
});

describe("a saved resource", () => {
  const news = sealing("a", "b");

  test.each<[saved: Seals, covers: boolean]>([
    [sealing("b", "a", "c"), true],
    [sealing("a"), false],
    [new Seals(), false],
  ])("is sealed anew where a leaf is secret that was none", (saved, covers) => {
    expect(news.isCoveredBy(saved, { records: ["a", "b"] })).toBe(covers);
  });

  test("is not, for an argument that it does not have", () => {
    expect(news.isCoveredBy(new Seals(), {})).toBe(true);
  });
});
