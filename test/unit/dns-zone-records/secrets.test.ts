import { describe, expect, test } from "@jest/globals";
import type { Declared } from "../../support/simulated-stack";
import { recordsUnderTest } from "./records-stack";

const { stack, edit, said } = recordsUnderTest();

const sealed = (values: string[], more: Record<string, unknown> = {}): Declared => ({
  name: "a",
  sealed: ["records"],
  args: { domainName: "example.com", records: [{ type: "TXT", hostName: "@", values }], ...more },
});

const messageOf = (run: Promise<void>): Promise<string> =>
  run.then(
    () => "it succeeded",
    (error: unknown) => (error as Error).message,
  );

describe("records that hold a secret", () => {
  test("stay out of a conflict with what exists, theirs and ours", async () => {
    await edit("TXT", "abc theirs");
    const message = await messageOf(stack().up([sealed(["xy ours"])]));
    expect(message).toContain("TXT example.com stands in the zone already");
    expect(message).toContain('values: ["[secret]"]');
    expect(message).not.toMatch(/abc|xy/);
  });

  test("stay out of a conflict with somebody else's change", async () => {
    const one = stack();
    await one.up([sealed(["ab"])]);
    await edit("TXT", "cd");
    const message = await messageOf(one.up([sealed(["ef"])]));
    expect(message).toMatch(
      /declared {5}\[secret\]\n {2}last known {3}\[secret\]\n {2}in the zone {2}\[secret\]/,
    );
  });

  test("stay out of lines about what was taken away, and what was forgotten", async () => {
    await edit("TXT", "old");
    const one = stack();
    await one.up([sealed(["new"], { existing: "replace" })]);
    expect(said()).toContain("TXT example.com: removed [secret]");
    await one.destroy();
    expect(said()).toContain("TXT example.com: removed [secret]; restored [secret]");
    expect(said()).not.toMatch(/\b(old|new)\b/);
  });

  test("are shown where they hold none", async () => {
    await edit("TXT", "theirs");
    const { sealed: _none, ...open } = sealed(["ours"]);
    expect(await messageOf(stack().up([open]))).toContain("theirs");
  });
});
