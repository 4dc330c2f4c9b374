/* What the engine calls, in its order, for whole programs of connected domains: in one plugin process a run. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Clock } from "../../../provider/src/core/clock";
import { createSimulatedAccount, type SimulatedAccount } from "../../../simulator/src";
import { destroy, up, type Declared, type Saved } from "../../harness/one-resource";
import { movingClock, pluginProcess, type PluginProcess } from "../../harness/plugin-process";
import { SITE } from "../registered-domain/account";
import { byPointing, ROOT, start } from "./programs";

let account: SimulatedAccount;
let clock: Clock;
beforeEach(() => {
  account = createSimulatedAccount({ seed: 7, clock: "frozen", state: start() });
  clock = movingClock(account);
});

const shop = (hidden: Declared["hidden"] = {}, more = {}): Declared => ({
  type: "ConnectedDomain",
  args: byPointing({ siteId: SITE, ...more }),
  hidden: { name: "shop", ...hidden },
});

const process = (): PluginProcess => pluginProcess(account, clock);
const isConnected = async () => ROOT in ((await account.control.state()).domains ?? {});
const succeeded = async (work: ReturnType<typeof up>): Promise<Saved> => {
  const { saved, error } = await work;
  if (saved === undefined || error !== undefined) throw new Error(error ?? "nothing was saved");
  return saved;
};

describe("up --replace", () => {
  // The engine asks no diff, and the check gets no olds: to the provider it is a new resource.
  test("adopts the connection, and its deletion at the end of the run takes nothing", async () => {
    const saved = await succeeded(up(process(), shop()));
    const run = process();
    const next = await succeeded(up(run, shop()));
    expect((await destroy(run, "ConnectedDomain", saved)).error).toBeUndefined();
    expect(await isConnected()).toBe(true);
    expect(run.printed).toEqual([]);
    expect((await destroy(process(), "ConnectedDomain", next)).error).toBeUndefined();
    expect(await isConnected()).toBe(false);
  });

  test("takes nothing either where the deletion is left to a later run", async () => {
    const saved = await succeeded(up(process(), shop()));
    const next = await succeeded(up(process(), shop()));
    const later = process();
    await succeeded(up(later, shop(), next));
    expect((await destroy(later, "ConnectedDomain", saved)).error).toBeUndefined();
    expect(await isConnected()).toBe(true);
  });

  test("of one that comes under a component takes nothing from it", async () => {
    const saved = await succeeded(up(process(), shop()));
    const run = process();
    await succeeded(up(run, shop({ under: "my:index:Shop" })));
    expect((await destroy(run, "ConnectedDomain", saved)).error).toBeUndefined();
    expect(await isConnected()).toBe(true);
    expect(run.printed.join()).toMatch(/ConnectedDomain "shop" in my:index:Shop declares it now/);
  });
});

test("customTimeouts.delete counts for the deletion as soon as it was changed", async () => {
  const first = await succeeded(up(process(), shop({ timeouts: { delete: "1h" } })));
  const second = await succeeded(up(process(), shop({ timeouts: { delete: "30s" } }), first));
  await account.control.addFault({
    method: "DELETE",
    action: { kind: "drop", effect: "none" },
    times: "unlimited",
  });
  const began = clock.now();
  const { error } = await destroy(process(), "ConnectedDomain", second);
  expect(error).toMatch(/still connected/);
  expect(clock.now() - began).toBeLessThan(120_000);
});
