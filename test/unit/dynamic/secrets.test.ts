import { describe, expect, test } from "@jest/globals";
import type { Context } from "../../../provider/src/lifecycle/context";
import { ACCOUNT, provided, saved, typed, type Thing } from "./provided";

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
