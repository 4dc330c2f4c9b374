import { describe, expect, test } from "@jest/globals";
import { InitFailed, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Hidden } from "../../../provider/src/program/hidden";
import { hiddenOf, provided, saved, typed, type Thing } from "./provided";

describe("what is hidden", () => {
  test.each<[string, Partial<Hidden>]>([
    ["another name", { name: "renamed" }],
    ["other parents", { under: "my:index:Shop" }],
    ["another time-out of the deletion", { timeouts: { delete: "1h" } }],
    ["that it stays at Wix when it ends", { retained: true }],
    ["an argument that became secret", { sealed: ["colour"] }],
  ])("%s is saved by an update that does not ask Wix", async (_name, hidden) => {
    const { provider, calls } = provided();
    expect(await provider.diff("one", saved(), typed(hidden))).toEqual({ changes: true });
    const updated = await provider.update("one", saved(), typed(hidden));
    expect(calls).toEqual([]);
    expect(JSON.stringify(updated.outs)).toContain(Object.keys(hidden)[0]);
  });

  test.each<[string, Partial<Hidden>]>([
    ["another time-out of creates and updates", { timeouts: { create: "1h", update: "1h" } }],
    ["nothing", {}],
  ])("%s is no difference", async (_name, hidden) => {
    const { provider } = provided();
    expect(await provider.diff("one", saved(), typed(hidden))).toEqual({ changes: false });
  });
});

describe("an unfinished resource", () => {
  const failing = provided({
    create: () =>
      Promise.reject(new InitFailed("one", { colour: "red", place: "here" }, new Error("timed out"))),
  });

  test("is saved as such, and holds what it has", async () => {
    const { provider, session } = failing;
    await provider.check({}, typed({}));
    const error = await provider.create(typed({})).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      id: "one",
      reasons: ["timed out"],
      properties: { colour: "red", place: "here", __provider: "exports…" },
    });
    expect(hiddenOf((error as { properties: unknown }).properties)).toEqual({
      name: "one",
      form: 2,
      unfinished: true,
    });
    expect(session.ledger.declaredHolders("place here")).toHaveLength(1);
  });

  test("is finished by the next run where nothing differs, also after a refresh", async () => {
    const { provider, calls } = provided();
    const unfinished = saved({ unfinished: true });
    const read = await provider.read("one", unfinished);
    expect(hiddenOf(read.props)).toMatchObject({ unfinished: true });
    expect(await provider.diff("one", read.props, typed({}))).toEqual({ changes: true });
    const updated = await provider.update("one", read.props, typed({}));
    expect(calls).toEqual([
      ["read", "one"],
      ["update", { colour: "red" }, { colour: "red" }],
    ]);
    expect(hiddenOf(updated.outs)).toEqual({ name: "one", form: 2 });
  });
});

describe("a state of an earlier form", () => {
  const early = typed({});

  test("is brought up wherever it is read", async () => {
    const { provider, calls } = provided();
    await provider.read("one", early);
    expect(await provider.diff("one", early, typed({}))).toMatchObject({ changes: true });
    await provider.update("one", early, typed({}));
    expect(calls).toEqual([
      ["read", "one"],
      ["update", { colour: "red of form 1" }, { colour: "red" }],
    ]);
  });

  test("is saved in the present one by an update, where nothing else differs", async () => {
    const { provider, calls } = provided({ revive: state => state });
    const updated = await provider.update("one", early, typed({}));
    expect(calls).toEqual([["update", { colour: "red" }, { colour: "red" }]]);
    expect(hiddenOf(updated.outs)).toEqual({ name: "one", form: 2 });
  });

  test("of the present form is taken as it is", async () => {
    const { provider } = provided();
    expect(await provider.diff("one", saved(), typed({}))).toEqual({ changes: false });
  });

  test.each<[form: number, unfinished: Pick<Hidden, "unfinished">]>([
    [1, {}],
    [1, { unfinished: true }],
    [2, {}],
    [2, { unfinished: true }],
  ])("of form %d is left by a refresh as an operation has saved it: %j", async (form, mark) => {
    const create: Lifecycle<Thing, Thing>["create"] = ({ owner: { name } }, state) =>
      mark.unfinished
        ? Promise.reject(new InitFailed(name, state, new Error("timed out")))
        : Promise.resolve({ id: name, state });
    const { provider } = provided({ form, create });
    const made = await provider
      .create(typed({}))
      .then(({ outs }) => outs as object)
      .catch((error: unknown) => (error as { properties: object }).properties);
    const read = await provider.read("one", made);
    expect(hiddenOf(read.props)).toEqual(hiddenOf(made));
    expect(hiddenOf(made)).toEqual({ name: "one", ...(form > 1 && { form }), ...mark });
  });
});
