import { describe, expect, test } from "@jest/globals";
import type { Saved } from "../../../provider/src/lifecycle/lifecycle";
import { provided, saved, typed, type Call, type Thing } from "./provided";

describe("a replacement of what inherits", () => {
  const heir = (predecessor: Saved<Thing> | undefined): Call => ["create", { colour: "red" }, predecessor];

  test("that is deleted first loses nothing: the new one gets to know the old one", async () => {
    const { provider, calls, printed } = provided();
    await provider.check({}, typed({}));
    await provider.delete("old", saved({}, { colour: "green" }));
    await provider.create(typed({}));
    expect(calls).toEqual([heir({ id: "old", state: { colour: "green" } })]);
    expect(printed).toEqual(["Thing one: what it has at Wix stays for its replacement"]);
  });

  test("that was begun by a run that died is known from its difference", async () => {
    const { provider, calls } = provided();
    await provider.check(typed({}), typed({}));
    await provider.diff("old", saved({}, { colour: "green" }), typed({}));
    await provider.check({}, typed({}));
    await provider.create(typed({}));
    expect(calls).toEqual([heir({ id: "old", state: { colour: "green" } })]);
  });

  test("is told from the end of an earlier generation, which comes after the new one was made", async () => {
    const { provider, calls } = provided();
    await provider.check({}, typed({}));
    await provider.create(typed({}));
    await provider.delete("old", saved());
    expect(calls).toEqual([heir(undefined), ["delete", "old"]]);
  });

  test("is told from the end of a pending deletion of an earlier run, while the present one stays as it is", async () => {
    const { provider, calls } = provided();
    await provider.check(typed({}), typed({}));
    await provider.diff("one", saved(), typed({}));
    await provider.delete("old", saved());
    expect(calls).toEqual([["delete", "old"]]);
  });

  test("is known by its aliases where no difference was asked for", async () => {
    const { provider, calls } = provided();
    await provider.check({}, typed({ name: "new", formerly: [{ name: "one" }] }));
    await provider.check({}, typed({ name: "one" }));
    await provider.delete("old", saved({}, { colour: "green" }));
    await provider.create(typed({ name: "one" }));
    await provider.create(typed({ name: "new", formerly: [{ name: "one" }] }));
    expect(calls).toEqual([heir(undefined), heir({ id: "old", state: { colour: "green" } })]);
  });

  test("is known by its difference under whatever name it was saved", async () => {
    const { provider, calls } = provided();
    const old = saved({ name: "long ago" }, { colour: "green" });
    await provider.check(typed({}), typed({}));
    await provider.diff("old", old, typed({}));
    await provider.check({}, typed({}));
    await provider.delete("old", old);
    await provider.create(typed({}));
    expect(calls).toEqual([heir({ id: "old", state: { colour: "green" } })]);
  });

  test("is that of the same parents", async () => {
    const { provider, calls } = provided();
    await provider.check({}, typed({ under: "my:index:Shop" }));
    await provider.delete("old", saved({ under: "my:index:Office" }));
    expect(calls).toEqual([["delete", "old"]]);
  });
});

describe("an earlier generation", () => {
  const here = { type: "Thing", name: "one", under: undefined };

  test.each<["create" | "update"]>([["create"], ["update"]])(
    "is no longer one once a state was saved by %s",
    async verb => {
      const { provider, session } = provided();
      await provider.diff("old", saved(), typed({}, { colour: "blue" }));
      expect(session.progress.predecessor(here)).toEqual({ id: "old", state: { colour: "red" } });
      await (verb === "create"
        ? provider.create(typed({}))
        : provider.update("old", saved(), typed({}, { colour: "blue" })));
      expect(session.progress.predecessor(here)).toBeUndefined();
    },
  );
});

describe("a resource of a class that does not inherit", () => {
  test("is deleted before its replacement is made", async () => {
    const { provider, calls } = provided({ inherits: false });
    await provider.check({}, typed({}));
    await provider.delete("old", saved());
    expect(calls).toEqual([["delete", "old"]]);
  });
});
