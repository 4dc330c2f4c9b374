import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Plugin } from "../support/plugin.ts";
import { PluginError } from "../support/plugin-error.ts";
import { makeDnsAccount, sent, text, type DnsAccount } from "./dns-account.ts";

jest.setTimeout(60_000);

let account: DnsAccount;
let plugin: Plugin;
beforeEach(async () => {
  account = await makeDnsAccount();
  plugin = await account.newProcess();
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

/** More sets than one request to Wix takes. */
const hosts = (last: number) => ({
  domainName: "example.com",
  records: Object.fromEntries(
    Array.from({ length: 15 }, (_, index) => [
      `A h${index}.example.com`,
      { values: [`192.0.2.${last + index}`] },
    ]),
  ),
});

const failureOf = (call: Promise<unknown>): Promise<PluginError> =>
  call.then(
    answer => Promise.reject(new Error(`answered ${JSON.stringify(answer)}`)),
    (error: unknown) => {
      if (error instanceof PluginError) return error;
      throw error;
    },
  );

const addresses = async (): Promise<(string | undefined)[]> => {
  const sets = Array.from({ length: 15 }, (_, index) => account.values("A", `h${index}.example.com`));
  return (await Promise.all(sets)).map(values => values?.[0]);
};
const allAddresses = (last: number) => Array.from({ length: 15 }, (_, index) => `192.0.2.${last + index}`);

describe("a create that stops half-way", () => {
  const control = () => account.simulator.control;

  /** The first request is done, no later one is answered or done. */
  const halfMade = async () => {
    await control().addFault({
      method: "PATCH",
      nth: 2,
      times: "unlimited",
      action: { kind: "drop", when: "before" },
    });
    const { halfMade } = await failureOf(plugin.create(sent(hosts(1), { timeouts: { create: "1s" } })));
    await control().clearFaults();
    if (halfMade === undefined) throw new Error("the engine was not told to keep it");
    return halfMade;
  };

  test("is kept by the engine, with its provider and the sets that stand", async () => {
    const { id, properties, reasons } = await halfMade();
    expect(id).toBe("example.com/mail");
    expect(properties.__provider).toBe(text);
    expect(Object.keys(properties.records as object)).toHaveLength(10);
    expect(reasons).toEqual([expect.stringMatching(/"change DNS zone example\.com" is unknown/)]);
  });

  test("is read as what stands", async () => {
    const { id, properties } = await halfMade();
    const found = await (await account.newProcess()).read(id, properties);
    expect(found).toMatchObject({ id, properties: { records: properties.records } });
  });

  test("is finished by the update of the next run", async () => {
    const { id, properties } = await halfMade();
    const next = await account.newProcess();
    const updated = await next.update(id, properties, sent(hosts(1)));
    expect(updated.properties).toMatchObject(hosts(1));
    expect(await addresses()).toEqual(allAddresses(1));
  });

  test("is deleted as a whole", async () => {
    const { id, properties } = await halfMade();
    await (await account.newProcess()).delete(id, properties);
    expect(await addresses()).toEqual(Array(15).fill(undefined));
  });
});

describe("a time-out of the user", () => {
  test("ends an update with an error that names what was done and what Wix said", async () => {
    const made = await plugin.create(sent(hosts(1)));
    await account.simulator.control.addFault({
      method: "PATCH",
      times: "unlimited",
      action: { kind: "status", status: 503, applied: false },
    });
    const before = await account.requests("PATCH");
    const news = sent(hosts(101), { timeouts: { update: "1s" } });
    const error = await failureOf(plugin.update(made.id, made.properties, news));
    expect(error.message).toMatch(/"change DNS zone example\.com" is unknown: Wix answered HTTP 503/);
    expect(error.message).toMatch(/request id simulated-11-\d+/);
    expect(error.halfMade?.reasons).toEqual([error.message]);
    // Six are sent where there is time enough.
    expect((await account.requests("PATCH")) - before).toBeLessThanOrEqual(3);
  });

  test("for one operation does not bind another", async () => {
    await account.simulator.control.addFault({
      method: "PATCH",
      times: 2,
      action: { kind: "drop", when: "before" },
    });
    const made = await plugin.create(sent(hosts(1), { timeouts: { update: "1ms", delete: "1ms" } }));
    expect(made.properties).toMatchObject(hosts(1));
  });
});

describe("a process that is killed", () => {
  const killedAt = async (rule: { nth: number; when: "before" | "after" }, call: () => Promise<unknown>) => {
    const { control } = account.simulator;
    const { id } = await control.addFault({
      method: "PATCH",
      nth: rule.nth,
      action: { kind: "hold", when: rule.when },
    });
    const failure = failureOf(call());
    await control.untilHeld(id);
    await plugin.kill();
    await control.clearFaults();
    expect((await failure).halfMade).toBeUndefined();
  };

  test.each([
    { nth: 1, when: "before" },
    { nth: 1, when: "after" },
    { nth: 2, when: "before" },
    { nth: 2, when: "after" },
  ] as const)("$when its request $nth: the create of a new process finishes", async rule => {
    await killedAt(rule, () => plugin.create(sent(hosts(1))));
    const made = await (await account.newProcess()).create(sent(hosts(1)));
    expect(made.properties).toMatchObject(hosts(1));
    expect(await addresses()).toEqual(allAddresses(1));
  });

  test.each([
    { nth: 1, when: "after" },
    { nth: 2, when: "before" },
  ] as const)("$when request $nth of an update: a new process finishes", async rule => {
    const made = await plugin.create(sent(hosts(1)));
    await killedAt(rule, () => plugin.update(made.id, made.properties, sent(hosts(101))));
    const next = await account.newProcess();
    const updated = await next.update(made.id, made.properties, sent(hosts(101)));
    expect(updated.properties).toMatchObject(hosts(101));
    expect(await addresses()).toEqual(allAddresses(101));
  });

  test("in the midst of a delete: a new process finishes", async () => {
    const made = await plugin.create(sent(hosts(1)));
    await killedAt({ nth: 1, when: "after" }, () => plugin.delete(made.id, made.properties));
    await (await account.newProcess()).delete(made.id, made.properties);
    expect(await addresses()).toEqual(Array(15).fill(undefined));
  });
});
