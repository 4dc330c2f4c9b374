import { describe, expect, test } from "@jest/globals";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { ACCOUNT, hiddenOf, provided, saved, typed } from "./provided";

describe("Pulumi is told", () => {
  test("the id and the state of what was made", async () => {
    const { provider } = provided();
    const made = await provider.create(typed({ name: "two" }));
    expect(made).toMatchObject({ id: "two", outs: { colour: "red" } });
    expect(hiddenOf(made.outs)).toEqual({ name: "two", form: 2 });
  });

  test("by an empty id that a thing is gone", async () => {
    const { provider } = provided({ read: () => Promise.resolve(NOT_FOUND) });
    expect(await provider.read("one", saved({}, { place: "here" }))).toEqual({ id: "", props: {} });
  });

  test("what has to be replaced, and in which order", async () => {
    const moved = typed({}, { place: "there" });
    const { provider } = provided();
    expect(await provider.diff("one", saved(), moved)).toEqual({ changes: true, replaces: ["place"] });
    const strict = provided({
      diff: () => ({ changes: true, replaces: ["place"], deleteBeforeReplace: true }),
    });
    expect(await strict.provider.diff("one", saved(), moved)).toEqual({
      changes: true,
      replaces: ["place"],
      deleteBeforeReplace: true,
    });
  });

  test.each([
    ["the first", 1, typed({})],
    ["a later", 2, saved()],
  ])("by a refresh of what did not change just what was saved, in %s form", async (_name, form, state) => {
    const { provider } = provided({ form });
    const { __provider: _text, ...kept } = state;
    const found = await provider.read("one", state);
    expect(found.props).toEqual(kept);
  });

  test("why an operation failed, and where to look in the line that it prints apart", async () => {
    const { provider } = provided({ delete: () => Promise.reject(new Error("in use")) });
    const error = await provider.delete("one", saved()).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({
      message: "in use",
      stack: "failed; see the error of this resource",
    });
    expect(String(error)).toBe('Thing "one"');
  });
});

describe("a lifecycle gets to know", () => {
  test("which arguments hold a secret", async () => {
    const { provider, contexts } = provided();
    await provider.create(typed({ sealed: ["colour"] }));
    await provider.create(typed({}));
    expect(contexts.map(ctx => [ctx.sealed("colour"), ctx.sealed("place")])).toEqual([
      [true, false],
      [false, false],
    ]);
  });

  test("the account of a thing in canonical form: its own, else the configured one", async () => {
    const { provider, contexts } = provided();
    await provider.create(typed({}));
    expect(contexts.map(ctx => [ctx.account(undefined), ctx.account("ABC")])).toEqual([[ACCOUNT, "abc"]]);
  });
});

describe("a configuration", () => {
  test("is read from the provider's part of the stack's", async () => {
    const { provider, lookups } = provided();
    const get = (key: string): string | undefined => ({ "wix:apiKey": "k" })[key];
    await provider.configure({ config: { get } } as Parameters<typeof provider.configure>[0]);
    await provider.check({}, typed({}));
    expect(lookups.map(lookup => [lookup("apiKey"), lookup("accountId")])).toEqual([["k", undefined]]);
  });

  test("is empty where Pulumi gives none", async () => {
    const { provider, lookups } = provided();
    await provider.check({}, typed({}));
    await provider.check({}, typed({}));
    expect(lookups.map(lookup => lookup("apiKey"))).toEqual([undefined]);
  });
});
