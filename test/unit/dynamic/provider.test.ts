import { describe, expect, test } from "@jest/globals";
import type { Context } from "../../../provider/src/lifecycle/context";
import type { Hidden } from "../../../provider/src/program/hidden";
import { ACCOUNT, provided, saved, typed } from "./provided";

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

  test.each(["create", "update", "delete"] as const)(
    "%s is under way until it has ended, also badly",
    async verb => {
      const during: (boolean | undefined)[] = [];
      const failing = (ctx: Context): Promise<never> => {
        during.push(ctx.session.hasRoom());
        return Promise.reject(new Error("no"));
      };
      const { provider, session } = provided({ [verb]: failing });
      session.progress.enters()();
      const [olds, news] = [saved(), typed({}, { colour: "blue" })];
      const run = { create: [news], update: ["one", olds, news], delete: ["one", olds] }[verb];
      const work = provider[verb] as (...args: unknown[]) => Promise<unknown>;
      await expect(work(...run)).rejects.toThrow("no");
      expect([...during, session.hasRoom()]).toEqual([undefined, true]);
    },
  );

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
