import { expect, test } from "@jest/globals";
import { acquireAlone } from "../../../provider/src/resources/package/lock";
import { openSession } from "../../../provider/src/lifecycle/session";
import { systemClock } from "../../../provider/src/core/clock";
import { contextOn } from "../../support/world";

const contexts = () => {
  const session = openSession({
    clock: systemClock,
    connect: () => ({ settings: {}, call: () => Promise.reject(new Error("sends nothing")) }) as never,
  });
  return ["a", "b"].map(name => contextOn(session, { owner: { type: "Package", name } }));
};
const [a, b] = contexts() as [ReturnType<typeof contextOn>, ReturnType<typeof contextOn>];

test("one package is acquired by one resource at a time, and then belongs to it", async () => {
  let finish: (value: string) => void = () => undefined;
  const first = acquireAlone(a, "package p", () => new Promise<string>(resolve => (finish = resolve)));
  await expect(acquireAlone(a, "package p", () => Promise.resolve("again"))).rejects.toThrow(/package p/);
  await expect(acquireAlone(b, "package p", () => Promise.resolve("other"))).rejects.toThrow(
    /package p belongs to another resource of this program, Package "a"/,
  );
  await expect(acquireAlone(b, "package q", () => Promise.resolve("q"))).resolves.toBe("q");
  finish("bought");
  await expect(first).resolves.toBe("bought");
  await expect(acquireAlone(b, "package p", () => Promise.resolve("other"))).rejects.toThrow(/Package "a"/);
  await expect(acquireAlone(a, "package p", () => Promise.resolve("again"))).resolves.toBe("again");
});

test("a package that was not acquired may be acquired by anybody", async () => {
  await expect(acquireAlone(a, "package r", () => Promise.reject(new Error("refused")))).rejects.toThrow(
    "refused",
  );
  await expect(acquireAlone(b, "package r", () => Promise.resolve("r"))).resolves.toBe("r");
});
