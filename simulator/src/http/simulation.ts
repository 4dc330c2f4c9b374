import { settle, type Task, type World } from "../account/world";
import { type Edit, type Family } from "./family";
import { type Faults } from "./faults";
import { type JournalEdit, type JournalRequest } from "./journal";
import { type RateLimit } from "./rate-limit";
import type { Router } from "./router";
import { type Violation } from "./violations";

/** Everything behind the two servers. */
export interface Simulation {
  readonly world: World;
  readonly families: readonly Family[];
  readonly tasks: Readonly<Record<string, Task>>;
  readonly router: Router;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly requests: JournalRequest[];
  readonly edits: JournalEdit[];
  readonly violations: Violation[];
  /** The number of the latest API request. */
  sequence: number;
}

/** Brings the account to the clock's now. */
export function settleDue({ world, tasks }: Simulation): void {
  settle(world, tasks);
}

/** What a second writer changes. */
export interface EditRequest {
  /** The family's name, such as `dns-zones`. */
  readonly family: string;
  /** The object's id, such as the zone's name. */
  readonly subject: string;
  readonly change: unknown;
}

/** @throws {Error} when the family is unknown or does not take the change */
export function readEdit({ families }: Simulation, { family, change }: EditRequest): Edit {
  const edit = families.find(({ name }) => name === family)?.edit;
  if (edit === undefined) throw new Error(`no family ${family} that can be edited`);
  return edit(change);
}

/** Makes a second writer's change; it is kept apart from the API's requests. */
export function applyEdit(simulation: Simulation, request: EditRequest): void {
  const { world, sequence, edits } = simulation;
  readEdit(simulation, request)(world, request.subject);
  const { family, subject, change } = request;
  edits.push({ family, subject, change, at: world.clock.now().toISOString(), afterSequence: sequence });
}
