import { describe, expect, test } from "@jest/globals";
import { pack } from "../../../provider/src/dns/patch";
import type { Change } from "../../../provider/src/dns/intent";
import { wire } from "./fixtures";

type Kind = "add" | "change" | "remove";

const change = (kind: Kind, hostName: string, type = "A", removals = 1): Change => {
  const set = wire(`${type} ${hostName}`, "192.0.2.1");
  return {
    key: `${type} ${hostName}`,
    type,
    hostName,
    remove: kind === "add" ? [] : Array.from({ length: removals }, () => set),
    ...(kind !== "remove" && { add: { ...set, values: ["192.0.2.2"] } }),
    removed: [],
    added: [],
    restored: [],
  };
};

const changes = (kind: Kind, count: number) =>
  Array.from({ length: count }, (_, index) => change(kind, `${kind}${index}.example.com`));

const sizes = (packed: readonly Change[]) =>
  pack(packed).map(({ body }) => [body.additions?.length ?? 0, body.deletions?.length ?? 0]);

const keysOf = (packed: readonly Change[]) => packed.map(({ key }) => key);

describe("packing", () => {
  test("makes nothing of nothing", () => {
    expect(pack([])).toEqual([]);
  });

  test.each([
    ["10 changes in one", changes("change", 10), [[10, 10]]],
    [
      "11 changes in two",
      changes("change", 11),
      [
        [10, 10],
        [1, 1],
      ],
    ],
    [
      "25 removals in three",
      changes("remove", 25),
      [
        [0, 10],
        [0, 10],
        [0, 5],
      ],
    ],
    ["10 additions and 10 removals in one", [...changes("remove", 10), ...changes("add", 10)], [[10, 10]]],
    [
      "5 changes, 5 additions and 5 removals in one",
      [...changes("add", 5), ...changes("remove", 5), ...changes("change", 5)],
      [[10, 10]],
    ],
  ])("sends %s", (_, given, expected) => {
    expect(sizes(given)).toEqual(expected);
  });

  test("sends 100 changes in ten", () => {
    expect(sizes(changes("change", 100))).toEqual(Array.from({ length: 10 }, () => [10, 10]));
  });

  test("fills calls well where sets have many objects to delete", () => {
    const removing = (count: number, index: number) =>
      change("change", `host${index}.example.com`, "A", count);
    expect(sizes([4, 4, 6, 6].map(removing))).toEqual([
      [2, 10],
      [2, 10],
    ]);
  });

  test("removes only once all that is added stands", () => {
    const patches = pack([...changes("remove", 3), ...changes("add", 25)]);
    expect(patches.map(({ body }) => body.deletions?.length)).toEqual([undefined, undefined, 3]);
  });

  test("carries every change once, and says which call carries which", () => {
    const given = [...changes("add", 13), ...changes("change", 17), ...changes("remove", 19)];
    const patches = pack(given);
    expect(keysOf(patches.flatMap(patch => patch.changes)).sort()).toEqual(keysOf(given).sort());
    for (const { body, changes: carried } of patches) {
      expect(body.additions ?? []).toEqual(carried.flatMap(({ add }) => add ?? []));
      expect(body.deletions ?? []).toEqual(carried.flatMap(({ remove }) => remove));
    }
  });

  test("leaves empty arrays out", () => {
    expect(pack(changes("add", 1))[0]?.body).not.toHaveProperty("deletions");
    expect(pack(changes("remove", 1))[0]?.body).not.toHaveProperty("additions");
  });

  test("keeps the changes of one host name together", () => {
    const swap = [change("add", "www.example.com", "CNAME"), change("remove", "www.example.com", "A")];
    const patches = pack([...changes("change", 9), ...swap, ...changes("add", 30)]);
    const carrying = patches.filter(patch =>
      patch.changes.some(({ hostName }) => hostName === "www.example.com"),
    );
    expect(carrying).toHaveLength(1);
    expect(keysOf(carrying[0]?.changes ?? [])).toEqual(expect.arrayContaining(keysOf(swap)));
  });

  test("splits a host name that is too large for one call by record set", () => {
    const large = [change("change", "x.example.com", "A", 6), change("change", "x.example.com", "TXT", 6)];
    expect(sizes(large)).toEqual([
      [1, 6],
      [1, 6],
    ]);
  });
});
