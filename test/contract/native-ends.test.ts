import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer, type NativePlugin } from "../support/native-plugin.ts";
import { failed, made, makeNativeAccount, plan, resource, type NativeAccount } from "./native-account.ts";

jest.setTimeout(60_000);

let account: NativeAccount;
let plugin: NativePlugin;
beforeEach(async () => {
  account = await makeNativeAccount();
  plugin = await account.newProcess();
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

const waiting = { domain: "example.net" };

describe("a wait", () => {
  test("ends with the time-out of the call, and is saved half-made", async () => {
    const one = resource(plugin, "DomainPropagation", "seen", 0.4);
    const { inputs } = await one.check(waiting);
    const error = await failed(one.create(inputs));
    expect(error.halfMade).toMatchObject({ id: "example.net", properties: { domain: "example.net" } });
    expect(error.halfMade?.reasons).toEqual([expect.stringContaining("DNS propagation of example.net")]);
  });

  test("ends within a second when the run is cancelled, is saved half-made, and goes on in the next run", async () => {
    const one = resource(plugin, "DomainPropagation", "seen");
    const { inputs } = await one.check(waiting);
    const ended = failed(one.create(inputs));
    await new Promise(resolve => setTimeout(resolve, 300));
    const cancelled = Date.now();
    await answer(done => plugin.client.cancel(new Empty(), done));
    const { halfMade } = await ended;
    expect(Date.now() - cancelled).toBeLessThan(1000);
    expect(halfMade?.reasons).toEqual([
      "called off: the run is being cancelled, and the next one goes on from here",
    ]);

    const state = await account.simulator.control.state();
    const dnsPropagations = { "example.net": { status: "SUCCEEDED", registrarChanged: true } } as const;
    await account.simulator.control.loadState({ ...state, dnsPropagations });
    const again = resource(await account.newProcess(), "DomainPropagation", "seen");
    const half = { id: halfMade!.id, properties: halfMade!.properties };
    expect(await again.diff(half, inputs)).toMatchObject({ changes: true, details: {} });
    const finished = await again.update(half, inputs);
    expect(finished.properties).toEqual({ domain: "example.net", status: "SUCCEEDED" });
  });
});

describe("what is paid for", () => {
  test("is saved when the run is cancelled before it is ready, and paid for once", async () => {
    const { control } = account.simulator;
    await control.loadState({ ...(await control.state()), settings: { settleMs: 600_000 } });
    const { inputs } = await resource(plugin, "Package", "plan").check(plan);
    const ended = failed(resource(plugin, "Package", "plan").create(inputs));
    for (let looks = 0; (await control.ledger()).length === 0; looks++) {
      if (looks > 200) throw new Error("nothing was bought");
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await answer(done => plugin.client.cancel(new Empty(), done));
    const { halfMade } = await ended;
    const packages = (await control.state()).resellers?.packages ?? [];
    expect(packages.map(({ id }) => id)).toContain(halfMade?.id);

    await control.advanceClock(600_000);
    const again = resource(await account.newProcess(), "Package", "plan");
    const half = { id: halfMade!.id, properties: halfMade!.properties };
    expect(await again.diff(half, inputs)).toMatchObject({ changes: true });
    const { properties } = await again.update(half, inputs);
    expect(properties).toMatchObject({ productInstances: [{ status: "ENABLED" }] });
    expect(await control.ledger()).toHaveLength(1);
  });
});

describe("a replacement by force, which shows nothing of the package before", () => {
  test.each([0, 600_000])(
    "is the same package, bought once, with an index that is %s ms behind",
    async queryLagMs => {
      const { control } = account.simulator;
      await control.loadState({ ...(await control.state()), settings: { settleMs: 0, queryLagMs } });
      const first = await made(resource(plugin, "Package", "plan"), plan);
      const again = await account.newProcess();
      const second = await made(resource(again, "Package", "plan"), plan);
      await resource(again, "Package", "plan").delete(first);
      expect(second.id).toBe(first.id);
      expect(await control.ledger()).toHaveLength(1);
    },
  );

  test("has to be told of the id of a former name", async () => {
    const first = await made(resource(plugin, "Package", "plan"), plan);
    const offer = resource(await account.newProcess(), "Package", "offer");
    const told = async (more: object) =>
      (await offer.check({ ...plan, ...more }, first.inputs)).failures.map(({ reason }) => reason);
    const externalId = "pulumi/shop/test/plan";
    expect(await told({})).toEqual([expect.stringContaining(`Declare externalId: "${externalId}"`)]);
    expect(await told({ externalId })).toEqual([]);
  });
});
