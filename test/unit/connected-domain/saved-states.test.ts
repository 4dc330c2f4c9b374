import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { pickArguments } from "../../../provider/src/core/fields";
import { received, stateFromPulumi } from "../../../provider/src/dynamic/values";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { createSimulatedAccount } from "../../../simulator/src";
import { LIFECYCLES, movingClock, pluginProcess, type ClassName } from "../../harness/plugin-process";
import { environment } from "../../support/world";

type Properties = Record<string, unknown>;

const fixture = (folder: string): Properties =>
  JSON.parse(
    readFileSync(join(__dirname, "..", "..", "fixtures", "states", folder, "form-1.json"), "utf8"),
  ) as Properties;

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** As the engine passes it to a provider that takes no secrets. */
const asPassed = (saved: Properties): Properties =>
  Object.fromEntries(
    Object.entries(saved).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null && SIGNATURE in value
        ? (value as { value?: unknown }).value
        : value,
    ]),
  );

const SAVED: [ClassName, string][] = [
  ["RegisteredDomain", "registered-domain"],
  ["ConnectedDomain", "connected-domain"],
  ["DomainPropagation", "domain-propagation"],
  ["DomainAssignment", "domain-assignment"],
  ["DnsSettings", "dns-settings"],
  ["SiteTransfer", "site-transfer"],
];

describe.each(SAVED)("a %s that the first form saved", (type, folder) => {
  const lifecycle = LIFECYCLES[type] as unknown as Lifecycle<object, Properties>;
  const saved = asPassed(fixture(folder));
  const { state, hidden } = stateFromPulumi(saved);

  test("is in the present form, which is that", () => {
    expect(lifecycle.form).toBe(1);
    expect(lifecycle.revive(state, 1)).toEqual(state);
  });

  test("declares, checked anew, what it was saved with, and differs in nothing", () => {
    const declared = pickArguments(lifecycle.fields, state);
    const { inputs, failures } = lifecycle.check(undefined, declared, environment());
    expect(failures).toEqual([]);
    expect(inputs).toEqual(declared);
    expect(lifecycle.diff(state, inputs)).toEqual({ changes: false });
  });

  test("is read by the shell, by the name and with the time-outs that it was saved with", async () => {
    const account = createSimulatedAccount({ seed: 7, clock: "frozen" });
    const provider = pluginProcess(account, movingClock(account)).provider(type);
    const { visible } = received(saved);
    const declared = pickArguments(lifecycle.fields, visible);
    const typed = { ...declared, __provider: saved.__provider, __wix: JSON.stringify(hidden) };
    const { inputs, failures } = (await provider.check(typed, typed)) as {
      inputs: Properties;
      failures: unknown;
    };
    expect(failures).toEqual([]);
    expect(await provider.diff("id", saved, inputs)).toMatchObject({ changes: false });
  });
});
