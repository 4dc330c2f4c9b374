import { z } from "zod";
import type { Edits } from "../account/families";
import {
  loadState,
  saveState,
  type Settings,
  type SettingsChange,
  settingsChangeSchema,
  type State,
  type StateDocument,
} from "../account/state";
import { type FaultRule, faultRuleSchema } from "../http/fault-rule";
import type { Fault } from "../http/faults";
import { applyEdit, type Journal, readEdit, settleDue, type Simulation } from "../http/simulation";
import type { Violation } from "../kernel/refusal";
import type { Warning } from "../kernel/warning";

type Charge = State["resellers"]["ledger"][number];

/** That a simulator is there, and which one. */
export interface Health {
  /** Always the same: there is an answer. */
  readonly status: "ok";
  /** What ids, the order of answers and the shape of zones follow from. */
  readonly seed: number;
  /** On the simulator's clock. */
  readonly now: string;
}

/** The hands of a test on a simulator, in the same process or over HTTP. */
export interface Control {
  /** Answers as long as there is a simulator. */
  health(): Promise<Health>;
  /** The whole state, as `loadState` takes it; what is due settles before. */
  state(): Promise<StateDocument>;
  /** Replaces the whole state; the clock is set when the document has `now`. */
  loadState(document: StateDocument): Promise<void>;
  /** Changes what is named, and answers with all settings. */
  changeSettings(change: SettingsChange): Promise<Settings>;
  /** Every request and every edit since the journal was cleared. */
  journal(): Promise<Journal>;
  /** Forgets them; requests go on being counted. */
  clearJournal(): Promise<void>;
  /** What no correct client sends, and was sent. */
  violations(): Promise<readonly Violation[]>;
  /** Forgets them. */
  clearViolations(): Promise<void>;
  /** What was taken, and better not sent. */
  warnings(): Promise<readonly Warning[]>;
  /** Forgets them. */
  clearWarnings(): Promise<void>;
  /** Every charge to the reseller, oldest first. */
  ledger(): Promise<readonly Charge[]>;
  /** All faults, in the order in which they were added. */
  faults(): Promise<readonly Fault[]>;
  /** Lets a fault befall the requests that fit its rule. Answers with its id. */
  addFault(rule: FaultRule): Promise<Fault>;
  /** Removes all faults; held requests go on. */
  clearFaults(): Promise<void>;
  /** Waits until the fault holds a request, and answers with the request's number. */
  untilHeld(faultId: string): Promise<number>;
  /** Lets go on what the fault holds. */
  release(faultId: string): Promise<void>;
  /** Moves the clock forward; what is due settles. Answers with the new instant. */
  advanceClock(ms: number): Promise<string>;
  /** Changes something as a second writer would, past all rules of the API. */
  edit<Family extends keyof Edits>(family: Family, subject: string, change: Edits[Family]): Promise<void>;
}

/** @throws {Error} from each function, with everything that is wrong with the input */
export const createControl = (simulation: Simulation): Control => {
  const { world, faults, requests, edits, violations, warnings, events } = simulation;
  const now = <T>(act: () => T): Promise<T> => Promise.resolve().then(act);
  const alter = async <T>(act: () => T): Promise<T> => {
    try {
      return await now(act);
    } finally {
      events.emit("changed");
    }
  };
  return {
    health: () => now(() => ({ status: "ok", seed: world.seed, now: world.clock.now().toISOString() })),
    state: () =>
      now(() => {
        settleDue(simulation);
        return saveState(world);
      }),
    loadState: document => alter(() => loadState(world, document)),
    changeSettings: change =>
      alter(() => Object.assign(world.state.settings, read(settingsChangeSchema, change))),
    journal: () => now(() => structuredClone({ requests, edits })),
    clearJournal: () =>
      alter(() => {
        requests.length = 0;
        edits.length = 0;
      }),
    violations: () => now(() => [...violations]),
    clearViolations: () =>
      alter(() => {
        violations.length = 0;
      }),
    warnings: () => now(() => [...warnings]),
    clearWarnings: () =>
      alter(() => {
        warnings.length = 0;
      }),
    ledger: () => now(() => structuredClone(world.state.resellers.ledger)),
    faults: () => now(() => faults.list()),
    addFault: rule =>
      alter(() => {
        const parsed = read(faultRuleSchema, rule);
        if (parsed.action.kind === "edit") readEdit(simulation, parsed.action);
        return faults.add(parsed);
      }),
    clearFaults: () => alter(() => faults.clear()),
    untilHeld: id => faults.untilHeld(id),
    release: id => alter(() => faults.release(id)),
    advanceClock: ms =>
      alter(() => {
        world.clock.advance(read(z.int().nonnegative(), ms));
        settleDue(simulation);
        return world.clock.now().toISOString();
      }),
    edit: (family, subject, change) => alter(() => applyEdit(simulation, { family, subject, change })),
  };
};

const read = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
};
