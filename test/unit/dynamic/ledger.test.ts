import { describe, expect, test } from "@jest/globals";
import { ACCOUNT, hiddenOf, provided, saved, typed } from "./provided";

describe("the ledger", () => {
  test("learns from a check what is declared, with the account resolved, and refuses it twice", async () => {
    const { provider } = provided();
    await provider.check({}, typed({ name: "one" }, { place: "here" }));
    expect((await provider.check({}, typed({ name: "two" }, { place: "here" }))).failures).toEqual([
      {
        property: "",
        reason: `place: place here of ${ACCOUNT} is declared by Thing "one" as well; declare it in one place.`,
      },
    ]);
  });

  test("learns from the program's side what will be declared", async () => {
    const { provider, session } = provided();
    const program = JSON.stringify([
      { name: "one", args: { place: "here" } },
      { name: "two", under: "my:index:Shop", args: { place: "there" } },
    ]);
    const checked = await provider.check({}, typed({}, { place: "here" }, program));
    expect(checked.failures).toEqual([]);
    expect(hiddenOf(checked.inputs)).toEqual({ name: "one" });
    expect(JSON.stringify(checked.inputs)).not.toContain("there");
    const [declarer] = session.ledger.declarers(`place there of ${ACCOUNT}`);
    expect(declarer?.owner).toEqual({ type: "Thing", name: "two", under: "my:index:Shop" });
  });

  test("reads what the program's side says once, however many resources bring it", async () => {
    const asked: unknown[] = [];
    const { provider } = provided({
      check: (_olds, news) => {
        asked.push(news);
        return { inputs: { colour: "red" }, failures: [], claims: [] };
      },
    });
    const program = JSON.stringify([{ name: "three", args: { place: "here" } }]);
    await provider.check({}, typed({ name: "one" }, {}, program));
    await provider.check({}, typed({ name: "two" }, {}, program));
    expect(asked).toEqual([{ place: "here" }, { colour: "red" }, { colour: "red" }]);
  });

  test("tells accounts apart whatever their case, and has none where none is set", async () => {
    const own = "00000000-0000-4000-8000-00000000000b";
    const { provider, session } = provided();
    await provider.check({}, typed({}, { place: "here", accountId: own.toUpperCase() }));
    expect(session.ledger.declarers(`place here of ${own}`)).toHaveLength(1);
    const without = provided({}, {});
    await without.provider.check({}, typed({}, { place: "here" }));
    expect(without.session.ledger.declarers("place here of ")).toHaveLength(1);
  });

  test("learns what is held from differences, reads, creates and updates", async () => {
    const { provider, session } = provided();
    const holds = (place: string): number => session.ledger.holders(`place ${place}`).length;
    await provider.diff("one", saved({}, { place: "a" }), typed({}, { place: "b" }));
    expect([holds("a"), holds("b")]).toEqual([1, 0]);
    await provider.update("one", saved({}, { place: "a" }), typed({}, { place: "b" }));
    expect([holds("a"), holds("b")]).toEqual([0, 1]);
    await provider.create(typed({ name: "two" }, { place: "c" }));
    await provider.read("three", saved({ name: "three" }, { place: "d" }));
    expect([holds("c"), holds("d")]).toEqual([1, 1]);
  });
});
