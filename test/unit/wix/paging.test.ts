import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import * as z from "zod";
import { allPages, named, Paging, wholeList, type Page } from "../../../provider/src/wix/paging";
import { isTransportError } from "../../../provider/src/wix/errors";
import { propertyRuns, propertySeed } from "../../support/runs";

interface Server {
  reads: number;
  read: (cursor: string | undefined) => Promise<Page<string>>;
}

/** A list whose cursors are offsets, and which somebody changes between two reads. */
const server = (
  entries: string[],
  size: number,
  meddle: (reads: number) => void = () => undefined,
): Server => {
  const one: Server = {
    reads: 0,
    read: cursor => {
      meddle(one.reads++);
      const from = Number(cursor ?? "0");
      const next = from + size < entries.length ? String(from + size) : undefined;
      return Promise.resolve({ items: entries.slice(from, from + size), next, hasNext: next !== undefined });
    },
  };
  return one;
};

const listing = (read: Server["read"]) => ({ what: "list the things", read, nameOf: (name: string) => name });
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const page = (items: string[], next?: string, hasNext?: boolean): Page<string> => ({ items, next, hasNext });

describe("a list", () => {
  test("of one page is read once, of several twice, whatever their size", async () => {
    for (const [count, reads] of [
      [0, 1],
      [10, 1],
      [11, 4],
      [45, 10],
    ] as const) {
      const one = server(names(count), 10);
      expect(await wholeList(listing(one.read))).toEqual(names(count));
      expect(one.reads).toBe(reads);
    }
  });

  test("loses no entry that slipped to a page that was read before", async () => {
    const entries = names(45);
    const one = server(entries, 10, reads => {
      if (reads === 2) entries.shift();
    });
    expect(await wholeList(listing(one.read))).toEqual(names(45).slice(1));
    expect(await allPages(listing(server(names(45), 10).read))).toHaveLength(45);
  });

  test("names no entry twice that slipped to the next page", async () => {
    const entries = names(45);
    const one = server(entries, 10, reads => {
      if (reads === 1) entries.unshift("new");
    });
    const found = await wholeList(listing(one.read));
    expect(found.toSorted()).toEqual(["new", ...names(45)].sort());
  });

  test("holds all that was there all the time, once, however it changes while it is read", async () => {
    const change = fc.record({ at: fc.nat(20), adds: fc.boolean(), where: fc.nat(60) });
    const changes = fc.array(change, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(changes, fc.integer({ min: 2, max: 7 }), async (all, size) => {
        const entries = names(12);
        let made = 0;
        const one = server(entries, size, reads => {
          for (const { adds, where } of all.filter(({ at }) => at === reads))
            entries.splice(where % (entries.length + 1), adds ? 0 : 1, ...(adds ? [`new${made++}`] : []));
        });
        const found = await wholeList(listing(one.read)).catch((error: unknown) => {
          if (isTransportError(error)) return undefined;
          throw error;
        });
        if (found === undefined) return;
        expect(new Set(found).size).toBe(found.length);
        const stayed = names(12).filter(name => entries.includes(name));
        expect(found).toEqual(expect.arrayContaining(stayed));
      }),
      { numRuns: propertyRuns(2_000), seed: propertySeed(11) },
    );
  });

  test("that changes for ever is an error, and no part of it", async () => {
    const entries = names(45);
    let made = 0;
    const one = server(entries, 10, () => void entries.push(`new${made++}`));
    await expect(wholeList(listing(one.read))).rejects.toThrow(
      "could not list the things: the list has no certain end, since Wix answers otherwise each of 6 times",
    );
    // The 45 entries and those that came fill six pages more each time.
    expect(one.reads).toBe(made);
    expect(made).toBeLessThan(60);
    expect(made).toBeGreaterThan(30);
  });

  test("that is the same in another order is the same", async () => {
    const entries = names(25);
    const one = server(entries, 10, reads => {
      if (reads === 3) entries.reverse();
    });
    expect((await wholeList(listing(one.read))).toSorted()).toEqual(names(25).sort());
    expect(one.reads).toBe(6);
  });

  test("whose pages contradict each other once is read anew", async () => {
    let reads = 0;
    const one = server(names(25), 10);
    const read = (cursor: string | undefined) =>
      ++reads === 2 ? Promise.resolve(page(["n0"], "10", true)) : one.read(cursor);
    expect(await wholeList(listing(read))).toEqual(names(25));
    expect(reads).toBe(2 + 3 + 3);
  });
});

describe("pages", () => {
  test("that come again for ever are an error, in a bounded number of reads", async () => {
    for (const cursor of [() => "same", (reads: number) => `fresh-${reads}`]) {
      let reads = 0;
      const read = () => Promise.resolve(page(["a", "b"], cursor(reads++)));
      const error = await allPages(listing(read)).catch((thrown: unknown) => thrown);
      expect(isTransportError(error)).toBe(true);
      expect((error as Error).message).toContain("answers with pages that it gave before");
      expect(reads).toBeLessThan(6);
    }
  });

  test("that come again once are read past", async () => {
    let reads = 0;
    const answers = [page(["a"], "1"), page(["a"], "2"), page(["b"], "3"), page(["c"])];
    const read = () => Promise.resolve(answers[reads++] ?? page([]));
    expect(await allPages(listing(read))).toEqual(["a", "b", "c"]);
  });

  test("whose last one names itself end where Wix says that nothing follows", async () => {
    const read = (cursor: string | undefined) =>
      Promise.resolve(cursor === undefined ? page(["a"], "1", true) : page(["b"], "1", false));
    expect(await allPages(listing(read))).toEqual(["a", "b"]);
  });

  test("that say that more follows, and do not say where, are an error", async () => {
    const read = () => Promise.resolve(page(["a"], undefined, true));
    await expect(wholeList(listing(read))).rejects.toThrow("says that a page follows, and names none");
  });

  test("that fail for another reason fail the list at once", async () => {
    let reads = 0;
    const read = () => {
      reads++;
      return Promise.reject(new Error("no"));
    };
    await expect(wholeList(listing(read))).rejects.toThrow("no");
    expect(reads).toBe(1);
  });
});

describe("the end of a list", () => {
  test.each([
    undefined,
    null,
    {},
    { cursors: null },
    { cursors: {} },
    { cursors: { next: null } },
    { cursors: { next: "" } },
    { cursors: { next: {} } },
    { count: 3, cursors: { next: null, prev: "x" }, hasNext: false },
  ])("is read from %j", paging => {
    expect(Paging.parse(paging).next).toBeUndefined();
  });

  test("is not read from what holds a cursor, or what nobody can read", () => {
    expect(Paging.parse({ cursors: { next: "abc" } })).toEqual({ next: "abc", hasNext: undefined });
    expect(Paging.parse({ hasNext: true })).toEqual({ next: undefined, hasNext: true });
    expect(Paging.parse({ hasNext: "perhaps" })).toEqual({ next: undefined, hasNext: undefined });
    expect(Paging.safeParse({ cursors: { next: 7 } }).success).toBe(false);
    expect(Paging.safeParse("none").success).toBe(false);
  });
});

describe("an entry of a list", () => {
  const entry = named(
    z.looseObject({ domain: z.string().optional() }) as z.ZodType<{ domain: string | undefined }>,
  );

  test("is what it was where it names its domain", () => {
    expect(entry.parse({ domain: "example.com", more: 1 })).toEqual({ domain: "example.com", more: 1 });
  });

  test.each([{}, { domain: "" }])("is refused as %j", given => {
    const { success, error } = entry.safeParse(given);
    expect([success, error?.issues]).toEqual([
      false,
      [expect.objectContaining({ code: "custom", message: "names no domain" })],
    ]);
  });
});
