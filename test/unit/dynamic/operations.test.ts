import { describe, expect, test } from "@jest/globals";
import type { Environment, Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { operationsOf } from "../../../provider/src/shell/operations";
import type { Subject } from "../../../provider/src/shell/subject";
import { provided, type Thing } from "./provided";

const subject = (more: Partial<Subject> = {}): Subject => ({
  owner: { type: "Thing", name: "one" },
  say: () => undefined,
  ...more,
});

/** Operations as a shell makes them, in a run that may be called off. */
const made = (more: Partial<Lifecycle<Thing, Thing>> = {}, signal?: AbortSignal) => {
  const { things, configured, contexts, calls } = provided(more);
  const ours = { ...configured, ...(signal && { signal }) };
  return { operations: operationsOf(things, () => ours), contexts, calls };
};

const kept = (state: object) => ({ state, mark: { form: 2 } });
const RED = { colour: "red" };

describe("operations of any shell", () => {
  test("tell a check what is secret, now or in the last run", () => {
    const seen: (boolean | undefined)[] = [];
    const { operations } = made({
      check: (_olds, _news, environment: Environment) => {
        seen.push(...["now", "before", "never"].map(name => environment.sealed?.(name)));
        return { inputs: RED, failures: [], claims: [] };
      },
    });
    operations.check(subject({ sealed: ["now"], sealedBefore: ["before"] }), undefined, {});
    operations.check(subject(), undefined, {});
    expect(seen).toEqual([true, true, false, false, false, false]);
  });

  test("ask what a program announces for its claims only", () => {
    const asked: (boolean | undefined)[] = [];
    const { operations } = made({
      check: (_olds, _news, { claimsOnly }) => {
        asked.push(claimsOnly);
        return { inputs: RED, failures: [], claims: [] };
      },
    });
    operations.announce({ type: "Thing", name: "two" }, {});
    operations.check(subject(), undefined, {});
    expect(asked).toEqual([true, undefined]);
  });

  test("hand on how a run is called off, to waits and to calls", async () => {
    const { signal } = new AbortController();
    const stoppable = made({}, signal);
    await stoppable.operations.create(subject(), RED);
    expect(stoppable.contexts[0]?.signal).toBe(signal);
    expect(stoppable.contexts[0]?.wix).toMatchObject({ bounds: { signal } });
    const plain = made();
    await plain.operations.create(subject(), RED);
    expect(plain.contexts[0]).not.toHaveProperty("signal");
    expect((plain.contexts[0]?.wix as unknown as { bounds: object }).bounds).not.toHaveProperty("signal");
  });

  test("see no difference where neither arguments nor the shell know one", async () => {
    const { operations } = made();
    expect(await operations.diff(subject(), "one", kept(RED), RED)).toEqual({ changes: false });
    expect(await operations.diff(subject(), "one", kept(RED), RED, true)).toEqual({ changes: true });
  });

  test("take the id that a look has found, else the one that was asked for", async () => {
    const found = made({ read: () => Promise.resolve({ id: "found", state: RED, inputs: RED }) });
    expect(await found.operations.read(subject(), "asked", kept(RED))).toMatchObject({ id: "found" });
    expect(await made().operations.read(subject(), "asked", kept(RED))).toMatchObject({ id: "asked" });
  });

  test("keep what was secret in the last run out of the errors of an update", async () => {
    const note = "10 mx1.secret.example";
    const { operations } = made({ update: () => Promise.reject(new Error(`found ${note}`)) });
    const update = operations.update(subject({ sealed: ["note"] }), "one", kept({ ...RED, note }), {
      colour: "blue",
      note: "another",
    });
    await expect(update).rejects.toThrow("found [secret]");
  });
});
