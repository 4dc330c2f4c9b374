import { z } from "zod";
import { type Settings, settingsChangeSchema, type SettingsChange } from "../account/settings";
import { type StateDocument } from "../account/state";
import { loadState, saveState } from "../account/world";
import { type ConnectionEdit } from "../connected-domains/edit";
import { type PropagationEdit } from "../dns-propagation/edit";
import { type ZoneEdit } from "../dns-zones/edit";
import { type AssignmentEdit } from "../domain-assignments/edit";
import { type FaultRule, faultRuleSchema } from "../http/fault-rule";
import { type Fault } from "../http/faults";
import { type Journal } from "../http/journal";
import { applyEdit, readEdit, settleDue, type Simulation } from "../http/simulation";
import { type Violation } from "../http/violations";
import { type RegistrationEdit } from "../registered-domains/edit";
import { type ResellerEdit } from "../resellers/edit";
import { type Charge } from "../resellers/state";
import { type SiteEdit } from "../sites/edit";

/** By family: what a second writer can change there. */
export interface Edits {
  "dns-zones": ZoneEdit;
  "registered-domains": RegistrationEdit;
  "connected-domains": ConnectionEdit;
  "dns-propagation": PropagationEdit;
  "domain-assignments": AssignmentEdit;
  /** The subject is the id of an instance, of a package or of a product. */
  resellers: ResellerEdit;
  sites: SiteEdit;
}

/** The hands of a test on a simulator, in the same process or over HTTP. */
export interface Control {
  state(): Promise<StateDocument>;
  /** Replaces the whole state; the clock is set when the document has `now`. */
  loadState(document: StateDocument): Promise<void>;
  changeSettings(change: SettingsChange): Promise<Settings>;
  journal(): Promise<Journal>;
  clearJournal(): Promise<void>;
  violations(): Promise<readonly Violation[]>;
  clearViolations(): Promise<void>;
  /** Every charge to the reseller, oldest first. */
  ledger(): Promise<readonly Charge[]>;
  faults(): Promise<readonly Fault[]>;
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
export function createControl(simulation: Simulation): Control {
  const { world, faults, requests, edits, violations } = simulation;
  const now = <T>(act: () => T): Promise<T> => Promise.resolve().then(act);
  return {
    state: () =>
      now(() => {
        settleDue(simulation);
        return saveState(world);
      }),
    loadState: document => now(() => loadState(world, document)),
    changeSettings: change =>
      now(() => Object.assign(world.state.settings, read(settingsChangeSchema, change))),
    journal: () => now(() => structuredClone({ requests, edits })),
    clearJournal: () =>
      now(() => {
        requests.length = 0;
        edits.length = 0;
      }),
    violations: () => now(() => [...violations]),
    clearViolations: () =>
      now(() => {
        violations.length = 0;
      }),
    ledger: () => now(() => structuredClone(world.state.resellers.ledger)),
    faults: () => now(() => faults.list()),
    addFault: rule =>
      now(() => {
        const parsed = read(faultRuleSchema, rule);
        if (parsed.action.kind === "edit") readEdit(simulation, parsed.action);
        return faults.add(parsed);
      }),
    clearFaults: () => now(() => faults.clear()),
    untilHeld: id => faults.untilHeld(id),
    release: id => now(() => faults.release(id)),
    advanceClock: ms =>
      now(() => {
        world.clock.advance(read(z.int().nonnegative(), ms));
        settleDue(simulation);
        return world.clock.now().toISOString();
      }),
    edit: (family, subject, change) => now(() => applyEdit(simulation, { family, subject, change })),
  };
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
