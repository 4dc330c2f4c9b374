import { describe, expect, test } from "@jest/globals";
import { createSimulatedAccount } from "../../../simulator/src";
import { destroy, refresh, up, type Outcome } from "../../harness/one-resource";
import { movingClock, pluginProcess } from "../../harness/plugin-process";
import { SCENARIOS } from "../faults/scenarios";

const succeeded = async (work: Promise<Outcome>) => {
  const { saved, error } = await work;
  expect(error).toBeUndefined();
  return saved;
};

describe("the provider sends nothing that Wix may take amiss", () => {
  test.each(SCENARIOS)("over the life of a $type", async ({ type, state, created, updated }) => {
    const account = createSimulatedAccount({ seed: 7, clock: "frozen", state: state() });
    const process = pluginProcess(account, movingClock(account));
    const made = await succeeded(up(process, created));
    const changed = await succeeded(up(process, updated, made));
    const seen = changed && (await succeeded(refresh(process, type, changed)));
    if (seen) await succeeded(destroy(process, type, seen));
    const { requests } = await account.control.journal();
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(await account.control.warnings()).toEqual([]);
    expect(await account.control.violations()).toEqual([]);
    const writes = requests.filter(({ method }) => method !== "GET");
    expect(writes.filter(({ body }) => body === null)).toEqual([]);
  });
});
