import { describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";
import { dynamicProvider } from "../../../provider/src/dynamic/provider";
import { written } from "../../../provider/src/program/values";
import type { Context, Lifecycle } from "../../../provider/src/lifecycle/lifecycle";

const SETTINGS: Record<string, string> = { "wix:apiKey": "key", "wix:accountId": "account" };

interface Thing {
  colour: string;
}

/** A provider of things, and what the operations that it began know of those that are to follow. */
const provided = () => {
  const known: (boolean | undefined)[] = [];
  const note = ({ moreToCome }: Context) => known.push(moreToCome?.());
  const things: Lifecycle<Thing, Thing> = {
    check: (_olds, news) => ({ inputs: news as unknown as Thing, failures: [] }),
    diff: (olds, news) => ({ changes: olds.colour !== news.colour }),
    create: (ctx, state) => (note(ctx), Promise.resolve({ id: ctx.name, state })),
    read: (_ctx, _id, state) => Promise.resolve({ state: state as Thing, inputs: state as Thing }),
    update: (ctx, _id, _olds, news) => (note(ctx), Promise.resolve(news)),
    delete: ctx => (note(ctx), Promise.resolve()),
  };
  const provider = dynamicProvider("Thing", things) as Required<pulumi.dynamic.ResourceProvider>;
  void provider.configure({
    config: { get: (key: string) => SETTINGS[key] },
  } as pulumi.dynamic.ConfigureRequest);
  return { provider, known };
};

const typed = (name: string, colour = "red") => ({ colour, __wix: written({ name }) });

describe("an operation", () => {
  test("knows of creates that are to follow from their checks", async () => {
    const { provider, known } = provided();
    await provider.check({}, typed("one"));
    await provider.check({}, typed("two"));
    await provider.create(typed("one"));
    await provider.create(typed("two"));
    expect(known).toEqual([true, false]);
  });

  test("knows of updates that are to follow from their differences, and of nothing where there is none", async () => {
    const { provider, known } = provided();
    for (const name of ["one", "two"]) {
      await provider.check(typed(name), typed(name, "blue"));
      await provider.diff(name, typed(name), typed(name, "blue"));
    }
    await provider.check(typed("same"), typed("same"));
    await provider.diff("same", typed("same"), typed("same"));
    await provider.update("one", typed("one"), typed("one", "blue"));
    await provider.update("two", typed("two"), typed("two", "blue"));
    expect(known).toEqual([true, false]);
  });

  test("knows nothing of deletes, which come unannounced", async () => {
    const { provider, known } = provided();
    await provider.delete("one", typed("one"));
    expect(known).toEqual([undefined]);
  });
});
