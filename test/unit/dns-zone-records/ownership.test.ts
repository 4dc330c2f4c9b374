import { describe, expect, test } from "@jest/globals";
import type { RunOptions } from "../../support/simulated-stack";
import { beside, mail, merging, none, recordsUnderTest } from "./records-stack";

const { stack, values, edit, said, patches, control, world } = recordsUnderTest();
const MX1 = "10 mx1.example.net";
const MX2 = "20 mx2.example.net";
const FOREIGN = "5 mail.example.org";
const replacing = { existing: "replace" };

describe("what the program declares", () => {
  test("survives a forced replacement, and so does what was found", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([mail("mail", [MX1], replacing)]);
    await control().clearJournal();
    await one.up([mail("mail", [MX1], replacing)], { replace: ["mail"] });
    expect(await values("MX")).toEqual([MX1]);
    expect(await patches()).toBe(0);
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("survives a replacement that creates first, and deletes in a later run", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([mail("mail", [MX1], replacing)]);
    await one.up([mail("mail", [MX1], replacing)], { replace: ["mail"], deleteBeforeReplace: false });
    expect(await values("MX")).toEqual([MX1]);
  });

  test("survives the end of an earlier generation that an earlier run has left", async () => {
    const one = stack();
    await one.up([mail("mail", [MX1])]);
    const [before] = [...one.saved.values()];
    if (before === undefined) throw new Error("nothing was saved");
    one.pending.push(before);
    await one.up([mail("mail", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
    expect(said()).not.toContain("declares it now");
  });

  test("survives a rename without alias; what was found at first is printed, ready to paste", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([mail("old", [MX1], replacing)]);
    await one.up([mail("new", [MX1], replacing)]);
    expect(await values("MX")).toEqual([MX1]);
    expect(said()).toContain('MX example.com stays in the zone: DnsZoneRecords "new" declares it now.');
    expect(said()).toContain(`{ type: "MX", hostName: "example.com", values: ["${FOREIGN}"], ttl: 3600 },`);
  });

  test("survives a rename by alias, with the old name declared anew", async () => {
    const one = stack();
    await one.up([mail("a", [MX1])]);
    await one.up([mail("b", [MX1]), beside("a")], { aliases: { b: "a" } });
    expect([...one.saved.keys()].sort()).toEqual(["a", "b"]);
    await one.up([mail("b", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
  });

  test("is refused where two components declare it under one name", async () => {
    const under = (parent: string) => ({ ...mail("mail", [MX1]), under: parent });
    const one = stack();
    await expect(one.up([under("my:index:Shop"), under("my:index:Blog")])).rejects.toThrow(
      'MX example.com in the zone example.com is declared by DnsZoneRecords "mail" in my:index:Blog as well',
    );
  });
});

describe("a set that moves", () => {
  test("goes along with what was found before it", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([mail("a", [MX1], replacing), beside("b")]);
    await one.up([none("a"), mail("b", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
    expect(said()).toContain('MX example.com stays in the zone: DnsZoneRecords "b" declares it now.');
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("may change on the way, without a conflict", async () => {
    const one = stack();
    await one.up([mail("a", [MX1]), beside("b")]);
    await one.up([none("a"), mail("b", [MX2])]);
    expect(await values("MX")).toEqual([MX2]);
    await one.destroy();
    expect(await values("MX")).toBeUndefined();
  });

  test("stays where the check of the one that declares it now fails", async () => {
    const one = stack();
    await one.up([mail("a", [MX1]), beside("b")]);
    const failing = mail("b", [MX1], { onDestroy: "no such word" });
    await expect(one.up([failing, none("a")])).rejects.toThrow("onDestroy");
    expect(await values("MX")).toEqual([MX1]);
  });

  test("stays where the one that declares it now is only announced", async () => {
    const one = stack();
    await one.up([mail("a", [MX1]), beside("b")]);
    const failing = mail("b", [MX1], { onDestroy: "no such word" });
    await expect(one.up([none("a"), failing], { oneByOne: true })).rejects.toThrow("onDestroy");
    expect(await values("MX")).toEqual([MX1]);
  });

  describe.each([200, 1_500])("to one that comes %s ms before the first one", apart => {
    test("goes along with what was found", async () => {
      await edit("MX", FOREIGN);
      const one = stack();
      await one.up([mail("a", [MX1], replacing), beside("b")]);
      await one.up([mail("b", [MX1]), none("a")], { apart });
      await one.destroy();
      expect(await values("MX")).toEqual([FOREIGN]);
    });

    test("is no find, so that it can go again, and only by name", async () => {
      const one = stack();
      await one.up([mail("a", [MX1]), beside("b")]);
      await one.up([mail("b", [MX1]), beside("a")], { apart });
      expect(said()).not.toContain("was there when");
      await expect(one.up([beside("b")])).rejects.toThrow('"remove-mx"');
      await one.up([beside("b", { allow: ["remove-mx"] })]);
      expect(await values("MX")).toBeUndefined();
    });

    test("goes along, too, where that one is new, and nothing else was heard of yet", async () => {
      const one = stack();
      await one.up([mail("a", [MX1])]);
      await one.up([mail("b", [MX1]), none("a")], { apart });
      expect(said()).not.toContain("was there when");
      await one.destroy();
      expect(await values("MX")).toBeUndefined();
    });

    test("may get other values on the way", async () => {
      const one = stack();
      await one.up([mail("a", [MX1]), beside("b")]);
      await one.up([mail("b", [MX2]), beside("a")], { apart });
      expect(await values("MX")).toEqual([MX2]);
      await one.destroy();
      expect(await values("MX")).toBeUndefined();
    });

    test("takes along which of the values that both merge are its own", async () => {
      const one = stack();
      await one.up([merging("a", "one", "two"), merging("b", "three")]);
      await one.up([merging("b", "two", "three"), merging("a", "one")], { apart });
      await one.destroy();
      expect(await values("TXT")).toBeUndefined();
    });
  });

  test("is waited for where anything may have been there before the run, and not where all is known to be made anew", async () => {
    const one = stack();
    const program = [beside("old"), mail("a", [MX1]), beside("b")];
    await one.up(program);
    const { clock } = world();
    const upWithout = async (names: string[], options: RunOptions = {}): Promise<number> => {
      for (const name of names) one.saved.delete(name);
      const began = clock.now();
      await one.up(program, options);
      return clock.now() - began;
    };
    const all = ["old", "a", "b"];
    expect(await upWithout(all)).toBeLessThan(1_000);
    expect(await upWithout(all, { announced: false, oneByOne: true })).toBeLessThan(1_000);
    expect(await upWithout(all, { oneByOne: true })).toBeGreaterThan(2_000);
    expect(await upWithout(["a"], { oneByOne: true })).toBeGreaterThan(2_000);
  });

  test("stays, and is said to, where the first one comes only once the other is done", async () => {
    const one = stack();
    await one.up([mail("a", [MX1]), beside("b")]);
    const { clock } = world();
    const began = clock.now();
    await one.up([mail("b", [MX1]), beside("a")], { oneByOne: true });
    expect(clock.now() - began).toBeLessThan(3_000);
    expect(said()).toContain(`${MX1} was there when DnsZoneRecords "b" was made, so it stays`);
    await one.destroy();
    expect(await values("MX")).toEqual([MX1]);
  });

  test("is named where it is deleted because nothing is known of the rest", async () => {
    const one = stack();
    await one.up([mail("a", [MX1]), beside("b")]);
    const target = (key: string) =>
      one.up([none("a", { allow: ["remove-mx"] }), mail("b", [MX1])], { targets: [key], announced: false });
    await target("b");
    await target("a");
    expect(said()).toContain(`MX example.com: removed ${MX1}`);
    await one.refresh();
    await one.up([none("a"), mail("b", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
  });
});

describe("a set that was left to one that is not made", () => {
  const failing = mail("b", [MX1], { onDestroy: "no such word" });

  /** `a` has replaced the foreign set, and has left it to `b`, whose check failed. */
  const left = async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([mail("a", [MX1], replacing)]);
    await expect(one.up([none("a"), failing], { oneByOne: true })).rejects.toThrow("onDestroy");
    expect(await values("MX")).toEqual([MX1]);
    return one;
  };

  test("goes along with what was found, once it is made by a later run", async () => {
    const one = await left();
    await one.up([none("a"), mail("b", [MX1])]);
    expect(await values("MX")).toEqual([MX1]);
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("is given back where it never was made", async () => {
    const one = await left();
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("is taken back with what was found where the first one declares it anew", async () => {
    const one = await left();
    await one.up([mail("a", [MX2], replacing)]);
    expect(await values("MX")).toEqual([MX2]);
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("is left alone where somebody has changed it meanwhile", async () => {
    const one = await left();
    await edit("MX", "7 new.example.org");
    await one.destroy();
    expect(await values("MX")).toEqual(["7 new.example.org"]);
    expect(said()).toContain("MX example.com stays in the zone: it was changed since");
  });

  test("follows the rule of the one that was made, in whatever order both end", async () => {
    const one = await left();
    await one.up([none("a"), mail("b", [MX1], { onDestroy: "keep" })]);
    await one.up([none("a", { onDestroy: "delete" }), mail("b", [MX1], { onDestroy: "keep" })]);
    await one.destroy();
    expect(await values("MX")).toEqual([MX1]);
  });
});

describe("resources that merge into one set", () => {
  test("each take away their own values only", async () => {
    await edit("TXT", "foreign");
    const one = stack();
    await one.up([merging("a", "one"), merging("b", "two")]);
    expect(await values("TXT")).toEqual(["foreign", "one", "two"]);
    await one.up([merging("b", "two")]);
    expect(await values("TXT")).toEqual(["foreign", "two"]);
    await one.destroy();
    expect(await values("TXT")).toEqual(["foreign"]);
  });

  test.each([
    ["from the first to the second", ["a", "b"]],
    ["from the second to the first", ["b", "a"]],
  ])("keep a value that moves %s, and take it away in the end", async (_name, order) => {
    const one = stack();
    const program = (a: string[], b: string[]) =>
      order.map(name => (name === "a" ? merging("a", ...a) : merging("b", ...b)));
    await one.up(program(["x", "moved"], ["y"]));
    await one.up(program(["x"], ["y", "moved"]));
    expect(await values("TXT")).toEqual(["moved", "x", "y"]);
    await one.up([merging("a", "x")]);
    expect(await values("TXT")).toEqual(["x"]);
    await one.destroy();
    expect(await values("TXT")).toBeUndefined();
  });

  test("may swap their values", async () => {
    const one = stack();
    await one.up([merging("a", "x"), merging("b", "y")]);
    await one.up([merging("a", "y"), merging("b", "x")]);
    expect(await values("TXT")).toEqual(["x", "y"]);
    await one.up([merging("b", "x")]);
    expect(await values("TXT")).toEqual(["x"]);
    await one.destroy();
    expect(await values("TXT")).toBeUndefined();
  });

  test.each([
    ["first", ["a", "b"]],
    ["last", ["b", "a"]],
  ])(
    "lose no value that moves where the one that had it comes %s and the other waits for it",
    async (_n, order) => {
      const one = stack();
      const program = (a: string[], b: string[]) =>
        order.map(name => (name === "a" ? merging("a", ...a) : merging("b", ...b)));
      await one.up(program(["x", "moved"], ["y"]));
      await one.up(program(["x"], ["y", "moved"]), { oneByOne: true });
      expect(await values("TXT")).toEqual(["moved", "x", "y"]);
      await one.up(program(["x"], ["y", "moved"]));
      expect(await values("TXT")).toEqual(["moved", "x", "y"]);
    },
  );

  test("may declare one value together, and the last one takes it away", async () => {
    const one = stack();
    await one.up([merging("a", "both", "one"), merging("b", "both")]);
    await one.up([merging("b", "both")]);
    expect(await values("TXT")).toEqual(["both"]);
    await one.destroy();
    expect(await values("TXT")).toBeUndefined();
  });

  test("drop a value together in one run", async () => {
    const one = stack();
    await one.up([merging("a", "both", "one"), merging("b", "both", "two")]);
    await one.up([merging("a", "one"), merging("b", "two")]);
    expect(await values("TXT")).toEqual(["one", "two"]);
  });

  test("leave a foreign value that they declare later, for ever", async () => {
    await edit("TXT", "foreign");
    const one = stack();
    await one.up([merging("a", "one")]);
    await one.up([merging("a", "foreign", "one")]);
    await one.up([merging("a", "one")]);
    expect(await values("TXT")).toEqual(["foreign", "one"]);
    await one.up([merging("a", "foreign", "one")]);
    await one.destroy();
    expect(await values("TXT")).toEqual(["foreign"]);
  });

  test("are refused where an update would add a second SPF policy", async () => {
    await edit("TXT", "v=spf1 -all");
    const one = stack();
    await one.up([merging("a", "token")]);
    await expect(one.up([merging("a", "token", "v=spf1 mx -all")])).rejects.toThrow("2 policies");
    expect(await values("TXT")).toEqual(["token", "v=spf1 -all"]);
  });

  test("collide with one that wants the set for itself", async () => {
    const alone = { ...merging("b", "two"), args: { ...merging("b", "two").args, existing: "replace" } };
    await expect(stack().up([merging("a", "one"), alone])).rejects.toThrow("is declared by");
  });

  test("have one TTL: two that want different ones would undo each other's in every run", async () => {
    const lasting = (name: string, ttl: number, ...given: string[]) => ({
      name,
      args: { ...merging(name).args, records: [{ type: "TXT", hostName: "@", values: given, ttl }] },
    });
    await expect(stack().up([lasting("a", 300, "one"), lasting("b", 600, "two")])).rejects.toThrow(
      'TXT example.com in the zone example.com has ttl 300 here and ttl 600 in DnsZoneRecords "b"; declare the same in both',
    );
    await stack().up([lasting("a", 300, "one"), lasting("b", 300, "two"), merging("c", "three")]);
    expect(await values("TXT")).toEqual(["one", "three", "two"]);
  });
});

describe("another word for existing", () => {
  const txt = (existing: string, ...given: string[]) => ({
    name: "a",
    args: { ...merging("a", ...given).args, existing },
  });

  test.each(["refuse", "replace"])("from merge to %s and back succeeds", async existing => {
    const one = stack();
    await one.up([txt("merge", "one")]);
    await one.up([txt(existing, "two")]);
    expect(await values("TXT")).toEqual(["two"]);
    await edit("TXT", "foreign", "two");
    await one.up([txt("merge", "three")]);
    expect(await values("TXT")).toEqual(["foreign", "three"]);
    await one.destroy();
    expect(await values("TXT")).toEqual(["foreign"]);
  });

  test("shows foreign values beside ours, unless they are to be replaced or declared", async () => {
    await edit("TXT", "foreign");
    const one = stack();
    await one.up([txt("merge", "one")]);
    await expect(one.up([txt("refuse", "one")])).rejects.toThrow(/stands in the zone already[^]*foreign/);
    await one.up([txt("refuse", "foreign", "one")]);
    await one.up([txt("merge", "one")]);
    await one.up([txt("replace", "one")]);
    expect(await values("TXT")).toEqual(["one"]);
    await one.destroy();
    expect(await values("TXT")).toEqual(["foreign"]);
  });
});
