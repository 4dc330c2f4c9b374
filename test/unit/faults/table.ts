/*
 * The fault table: every request of every operation meets every fault. Afterwards a robot runs the same command again,
 * each time in a new process, until it succeeds; then all must be as declared, at one charge, with nothing dropped from
 * the state, and the next run must be silent. On the way, nobody is told a secret.
 */
import { expect } from "@jest/globals";
import { createSimulatedAccount, type SimulatedAccount, type StateDocument } from "../../../simulator/src";
import { arm, type Fault } from "../../harness/hostile";
import {
  destroy,
  isSilent,
  refresh,
  up,
  type Declared,
  type Outcome,
  type Saved,
} from "../../harness/one-resource";
import { movingClock, pluginProcess, type PluginProcess } from "../../harness/plugin-process";
import { SECRET, type Scenario } from "./scenarios";

/** How often the robot tries; each run may wait for its whole time-out. */
const MOST_RUNS = 6;

export const OPERATIONS = ["create", "update", "refresh", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Where an operation begins. */
export interface Beginning {
  readonly scenario: Scenario;
  readonly operation: Operation;
  readonly state: StateDocument;
  /** Before the create of the scenario. */
  readonly found: StateDocument;
  readonly saved: Saved | undefined;
  /** How many requests the operation makes where nothing befalls. */
  readonly requests: number;
}

const opened = (state: StateDocument): SimulatedAccount =>
  createSimulatedAccount({ seed: 7, clock: "frozen", state });

const declaredAfter = ({ created, updated }: Scenario, operation: Operation): Declared =>
  operation === "create" ? created : updated;

const run = (process: PluginProcess, begun: Beginning, saved: Saved | undefined): Promise<Outcome> => {
  const { scenario, operation } = begun;
  if (operation === "create" || operation === "update")
    return up(process, declaredAfter(scenario, operation), saved);
  if (saved === undefined) return Promise.resolve({ saved, error: undefined });
  return (operation === "refresh" ? refresh : destroy)(process, scenario.type, saved);
};

const succeeded = async (work: Promise<Outcome>): Promise<Outcome> => {
  const outcome = await work;
  if (outcome.error !== undefined) throw new Error(outcome.error);
  return outcome;
};

/** Plays the scenario up to the operation, and counts the operation's requests. */
export const beginningOf = async (scenario: Scenario, operation: Operation): Promise<Beginning> => {
  const account = opened(scenario.state());
  const clock = movingClock(account);
  const found = await account.control.state();
  let saved: Saved | undefined;
  if (operation !== "create")
    ({ saved } = await succeeded(up(pluginProcess(account, clock), scenario.created)));
  if (operation === "refresh" || operation === "destroy")
    ({ saved } = await succeeded(up(pluginProcess(account, clock), scenario.updated, saved)));
  const state = await account.control.state();
  await account.control.clearJournal();
  const begun = { scenario, operation, state, found, saved, requests: 0 };
  await succeeded(run(pluginProcess(account, clock), begun, saved));
  const { requests } = await account.control.journal();
  return { ...begun, requests: requests.length };
};

const JOURNAL_SECRETS = [SECRET, "simulated-api-key"];

/** What a saved state shows: sealed properties and what is marked as secret are the engine's to encrypt. */
const shownOf = ({ outputs, inputs }: Saved, sealed: readonly string[]): string =>
  JSON.stringify([outputs, inputs], (key, value: unknown) => {
    if (sealed.includes(key)) return "sealed";
    return typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value
      ? "sealed"
      : value;
  });

const refuseSecrets = (process: PluginProcess, { error, saved }: Outcome, declared: Declared): void => {
  const shown = [...process.printed, error ?? "", saved ? shownOf(saved, declared.hidden?.sealed ?? []) : ""];
  for (const secret of JOURNAL_SECRETS) expect(shown.filter(text => text.includes(secret))).toEqual([]);
};

/** What a destroy leaves as it was; the order of records in a zone means nothing. */
const orderless = ({ dnsZones = {}, domains, domainAssignments }: StateDocument) => ({
  domains,
  domainAssignments,
  zones: Object.entries(dnsZones).map(([name, { records }]) => [
    name,
    records.map(set => JSON.stringify({ ...set, values: set.values.toSorted() })).sort(),
  ]),
});

const refuseLoss = async (account: SimulatedAccount, begun: Beginning): Promise<void> => {
  const { scenario, operation, found } = begun;
  if (operation === "create") return scenario.afterCreate(account);
  if (operation !== "destroy") return scenario.afterUpdate(account);
  if (scenario.afterDestroy !== undefined) return scenario.afterDestroy(account);
  expect(orderless(await account.control.state())).toEqual(orderless(found));
};

/** One cell of the table. @returns how many runs it took */
export const play = async (begun: Beginning, fault: Fault, nth: number): Promise<number> => {
  const account = opened(begun.state);
  const clock = movingClock(account);
  const declared = declaredAfter(begun.scenario, begun.operation);
  const { meddle, dies } = await arm(account, fault, nth);
  const first = pluginProcess(account, clock, meddle);
  const killed = dies.then((): Outcome => ({ saved: begun.saved, error: "killed" }));
  let outcome = await Promise.race([run(first, begun, begun.saved), killed]);
  refuseSecrets(first, outcome, declared);
  await account.control.clearFaults();
  let runs = 1;
  for (; outcome.error !== undefined && runs < MOST_RUNS; runs++) {
    if (begun.saved !== undefined) expect(outcome.saved).toBeDefined();
    const process = pluginProcess(account, clock);
    outcome = await run(process, begun, outcome.saved);
    refuseSecrets(process, outcome, declared);
  }
  expect(outcome.error).toBeUndefined();
  await refuseLoss(account, begun);
  if (begun.operation === "destroy") expect(outcome.saved).toBeUndefined();
  else {
    if (outcome.saved === undefined) throw new Error("dropped from the state");
    expect(await isSilent(pluginProcess(account, clock), declared, outcome.saved)).toBe(true);
  }
  return runs;
};
