import { describe, expect, test } from "@jest/globals";
import type { Context } from "../../../provider/src/lifecycle/context";
import { InitFailed, type Lifecycle, type Saved } from "../../../provider/src/lifecycle/lifecycle";
import type { Hidden } from "../../../provider/src/program/hidden";
import { ACCOUNT, hiddenOf, provided, saved, typed, type Call, type Thing } from "./provided";

describe("an operation", () => {
  test("knows of creates that are to follow from their checks", async () => {
    const { provider, session } = provided();
    await provider.check({}, typed({ name: "one" }));
    await provider.check({}, typed({ name: "two" }));
    await provider.create(typed({ name: "one" }));
    expect(session.expectsMore()).toBe(true);
    await provider.create(typed({ name: "two" }));
    expect(session.expectsMore()).toBe(false);
  });

  test("knows of updates from their differences, and of nothing where there is none", async () => {
    const { provider, session } = provided();
    await provider.check(typed({}), typed({}, { colour: "blue" }));
    await provider.diff("one", saved(), typed({}, { colour: "blue" }));
    await provider.check(typed({ name: "same" }), typed({ name: "same" }));
    await provider.diff("same", saved({ name: "same" }), typed({ name: "same" }));
    expect(session.expectsMore()).toBe(true);
    await provider.update("one", saved(), typed({}, { colour: "blue" }));
    expect(session.expectsMore()).toBe(false);
  });

  test("of reading ends by the lifecycle's deadline", async () => {
    const { provider, contexts } = provided();
    await provider.read("one", saved());
    expect(contexts.map(({ timeout }) => timeout)).toEqual([2000]);
  });

  test.each<["create" | "update" | "delete", number]>([
    ["create", 1000],
    ["update", 3000],
    ["delete", 4000],
  ])(
    "%s ends by one deadline: the resource's own time-out, else the lifecycle's",
    async (verb, byDefault) => {
      const { provider, contexts } = provided();
      const run = (hidden: Partial<Hidden>): Promise<unknown> =>
        verb === "create"
          ? provider.create(typed(hidden))
          : verb === "update"
            ? provider.update("one", saved(), typed(hidden, { colour: "blue" }))
            : provider.delete("one", saved(hidden));
      const before = Date.now();
      await run({});
      await run({ timeouts: { [verb]: "1h30m" } });
      expect(contexts.map(({ timeout }) => timeout)).toEqual([byDefault, 5_400_000]);
      for (const { deadline, timeout } of contexts)
        expect(Math.abs(deadline - timeout - before)).toBeLessThan(1_000);
    },
  );

  test("ends the retries of its calls with it", async () => {
    const { provider, contexts } = provided();
    await provider.create(typed({}));
    const [ctx] = contexts;
    expect(ctx?.wix).toMatchObject({ bounds: { deadline: ctx?.deadline } });
  });

  test("waits as long as it takes, unless the run has less time: that counts from its begin", async () => {
    const free = provided();
    await free.provider.create(typed({}));
    expect(free.contexts[0]).not.toHaveProperty("maxWait");
    const { provider, contexts } = provided({}, { accountId: ACCOUNT, maxWait: "20m" });
    await provider.create(typed({}));
    const [{ deadline, timeout, maxWait } = { deadline: 0, timeout: 0 }] = contexts;
    expect(maxWait).toEqual({ ms: 1_200_000, until: deadline - timeout + 1_200_000 });
  });

  test("does nothing where the time of the run is no duration", async () => {
    const { provider, calls } = provided({}, { accountId: ACCOUNT, maxWait: "soon" });
    await expect(provider.create(typed({}))).rejects.toThrow(/wix:maxWait is "soon": not a duration/);
    expect(calls).toEqual([]);
  });

  test("may note that it waits for Wix", async () => {
    const { provider, contexts, watching } = provided();
    await provider.create(typed({}));
    const release = contexts[0]?.watch?.();
    expect(watching()).toBe(1);
    release?.();
    expect(watching()).toBe(0);
  });

  test("shows the word that tells a wait from a failure, whatever is secret", async () => {
    const { provider } = provided({
      create: () => Promise.reject(new Error("STILL-WAITING thing: of STILL lake")),
    });
    await expect(provider.create(typed({ sealed: ["colour"] }, { colour: "STILL lake" }))).rejects.toThrow(
      "STILL-WAITING thing: of [secret]",
    );
  });
});

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

describe("a difference that no argument makes", () => {
  const trouble = { diff: () => ({ changes: true, because: "it is s3cr3t-red and expired" }) };

  test("says why, once a run", async () => {
    const { provider, printed } = provided(trouble);
    expect(await provider.diff("one", saved(), typed({}))).toEqual({ changes: true });
    await provider.diff("one", saved(), typed({}));
    expect(printed).toEqual(["Thing one: it is s3cr3t-red and expired"]);
  });

  test("keeps a secret", async () => {
    const { provider, printed } = provided(trouble);
    const colour = { colour: "s3cr3t-red" };
    await provider.diff("one", saved({ sealed: ["colour"] }, colour), typed({ sealed: ["colour"] }, colour));
    expect(printed).toEqual(["Thing one: it is [secret] and expired"]);
  });
});

describe("what is hidden", () => {
  test.each<[string, Partial<Hidden>]>([
    ["another name", { name: "renamed" }],
    ["other parents", { under: "my:index:Shop" }],
    ["another time-out of the deletion", { timeouts: { delete: "1h" } }],
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

describe("a secret", () => {
  const sealed = { sealed: ["note"] };
  const note = { note: "10 mx1.secret.example" };

  test("is in no failure of a check", async () => {
    const { provider } = provided();
    const { failures } = await provider.check({}, typed(sealed, { ...note, colour: "wrong" }));
    expect(failures).toEqual([{ property: "", reason: 'colour: is "[secret]"' }]);
  });

  test("of the last run is in no failure of a check", async () => {
    const { provider } = provided({
      check: olds => {
        const reason = `was ${(olds as Thing & { note: string }).note}`;
        return { inputs: { colour: "red" }, failures: [{ property: "colour", reason }], claims: [] };
      },
    });
    const { failures } = await provider.check(typed(sealed, note), typed(sealed, { note: "another one" }));
    expect(failures).toEqual([{ property: "", reason: "colour: was [secret]" }]);
  });

  test("of an earlier generation is in no error of the create that goes on with it", async () => {
    const { provider } = provided({
      create: () => Promise.reject(new Error("10 mx1.secret.example is in the way")),
    });
    await provider.diff("one", saved(sealed, note), typed(sealed, { note: "another one" }));
    await expect(provider.create(typed(sealed, { note: "another one" }))).rejects.toThrow(
      "[secret] is in the way",
    );
  });

  test("is in no line and in no error, whatever operation fails", async () => {
    const reveal = (ctx: Context): never => {
      ctx.log("found 10 mx1.secret.example and mx1.secret.example");
      throw new Error("Wix does not like 10 mx1.secret.example");
    };
    const run = (work: (ctx: Context) => never) => async (ctx: Context) => Promise.resolve(work(ctx));
    const { provider, printed } = provided({
      create: run(reveal),
      read: run(reveal),
      update: run(reveal),
      delete: run(reveal),
    });
    const errors = await Promise.all(
      [
        provider.create(typed(sealed, note)),
        provider.read("one", saved(sealed, note)),
        provider.update("one", saved(sealed, note), typed(sealed, { ...note, colour: "blue" })),
        provider.delete("one", saved(sealed, note)),
      ].map(outcome => (outcome as Promise<unknown>).catch((error: unknown) => (error as Error).message)),
    );
    expect(errors).toEqual(Array(4).fill("Wix does not like [secret]"));
    expect(printed).toEqual(Array(4).fill("Thing one: found [secret] and [secret]"));
  });

  test("leaves what is shown anyway: names of resources and arguments that are not sealed", async () => {
    const { provider, printed } = provided({
      create: (ctx, state) => {
        ctx.log("bakery-1 at bakery.example holds baker");
        return Promise.resolve({ id: "bakery-1", state });
      },
    });
    await provider.check({}, typed({ name: "bakery-1" }, { place: "here" }));
    const own = { name: "two", ...sealed };
    const { failures } = await provider.check({}, typed(own, { note: "Bakery", place: "here" }));
    expect(failures).toEqual([
      {
        property: "",
        reason: `place: place here of ${ACCOUNT} is declared by Thing "bakery-1" as well; declare it in one place.`,
      },
    ]);
    await provider.create(typed(own, { note: "Baker", place: "bakery.example" }));
    expect(printed).toEqual(["Thing two: bakery-1 at bakery.example holds [secret]"]);
  });

  test("that was one in the last run stays one in this", async () => {
    const { provider } = provided({
      diff: olds => {
        throw new Error(`was ${(olds as Thing & { note: string }).note}`);
      },
    });
    await expect(
      provider.diff("one", saved(sealed, note), typed(sealed, { note: "another one" })),
    ).rejects.toThrow("was [secret]");
  });
});
