import { afterAll, describe, expect, test } from "@jest/globals";
import { passing } from "./passing";
import { refused } from "./refused";
import { run, stage, strike } from "./stage";
import { before, bought } from "./statements";

const TIMEOUT = 900_000;

afterAll(strike);

describe("policies refuse at preview", () => {
  for (const [what, row] of Object.entries(refused))
    test.concurrent(
      what,
      async () => {
        const { code, text } = await run("preview", row);
        expect(text).toMatch(new RegExp(`\\[mandatory\\] +${row.rule} `));
        expect(text.replaceAll(/\s+/g, " ")).toContain(row.says);
        expect(text.match(/\[mandatory\] +(\S+)/g)).toHaveLength(1);
        expect(code).not.toBe(0);
      },
      TIMEOUT,
    );
});

describe("policies let pass at preview", () => {
  for (const [what, row] of Object.entries(passing))
    test.concurrent(
      what,
      async () => {
        const { code, text } = await run("preview", row);
        if (row.says === undefined) expect(text).not.toMatch(/\[(advisory|mandatory)\]/);
        else expect(text.replaceAll(/\s+/g, " ")).toMatch(row.says);
        expect(text).not.toMatch(/error:|\[mandatory\]/);
        expect(code).toBe(0);
      },
      TIMEOUT,
    );
});

describe("policies refuse without a preview", () => {
  test.concurrent(
    "before anything is bought",
    async () => {
      const { code, text } = await run("up", { program: [...before, bought("bare", {}, {}, "{}")] });
      expect(text).toMatch(/\[mandatory\] +wix-paid-protected/);
      expect(code).not.toBe(0);
      expect(await (await stage()).simulator.control.ledger()).toHaveLength(1);
    },
    TIMEOUT,
  );
});
