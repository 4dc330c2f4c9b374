import type { EventEmitter } from "node:events";
import type { AccountFamily, State, World } from "../account/state";
import type { Edit } from "../kernel/family";
import type { Violation } from "../kernel/refusal";
import { settle, type Task } from "../kernel/schedule";
import type { Warning } from "../kernel/warning";
import type { RateLimit } from "./caller";
import type { Faults } from "./faults";
import type { Reply } from "./reply";
import type { Router } from "./router";

/** A request, and what came of it. */
export interface JournalRequest {
  /** Counts from 1 and is never reset. */
  readonly sequence: number;
  /** What the answer carries as `x-wix-request-id`. */
  readonly requestId: string;
  /** E.g. `GET`. */
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  /** The template, such as `/domains/v1/dns-zones/{domainName}`; `null` when no route fits. */
  readonly route: string | null;
  /** Of the header `wix-account-id`. */
  readonly accountId: string | null;
  /** Of the header `wix-site-id`. */
  readonly siteId: string | null;
  /** Parsed JSON, else the text as sent, `null` when there was none. */
  readonly body: unknown;
  /** On the simulator's clock, as is `answeredAt`. */
  readonly receivedAt: string;
  /** `null` until answered. */
  answeredAt: string | null;
  /** `null` until answered, and for good when the client got no whole answer. */
  status: number | null;
  /** Whether the request reached the account: false when a fault stood in its way. */
  performed: boolean;
  /** Ids of the faults that acted on it. */
  readonly faults: readonly string[];
  /** What it holds that was taken, and better not sent. */
  readonly warnings: Omit<Warning, "sequence">[];
}

/** A second writer's change, which is no API request. */
export interface JournalEdit {
  /** The family's name, such as `dns-zones`. */
  readonly family: string;
  /** The object's id, such as the zone's name. */
  readonly subject: string;
  /** As {@link Edits} has it. */
  readonly change: unknown;
  /** On the simulator's clock. */
  readonly at: string;
  /** The edit came after the request of this number, or while that request was held back. */
  readonly afterSequence: number;
}

/** Everything that has happened, oldest first. */
export interface Journal {
  /** Of the API; those of the control API are not kept. */
  readonly requests: readonly JournalRequest[];
  /** Past the API. */
  readonly edits: readonly JournalEdit[];
}

/** For those who look on; nothing in the simulation listens itself. */
interface SimulationEvents {
  /** Anything may be other than before. */
  changed: [];
  /** The request of that number got its answer, which the journal does not keep. */
  answered: [sequence: number, reply: Reply];
}

/** Everything behind the two servers. */
export interface Simulation {
  readonly world: World;
  readonly families: readonly AccountFamily[];
  readonly tasks: Readonly<Record<string, Task<State>>>;
  readonly router: Router;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly requests: JournalRequest[];
  readonly edits: JournalEdit[];
  readonly violations: Violation[];
  readonly warnings: Warning[];
  /** The number of the latest API request. */
  sequence: number;
  readonly events: EventEmitter<SimulationEvents>;
}

/** Brings the account to the clock's now. */
export const settleDue = ({ world, tasks }: Simulation): void => {
  settle(world, tasks);
};

/** What a second writer changes. */
interface EditRequest {
  /** The family's name, such as `dns-zones`. */
  readonly family: string;
  /** The object's id, such as the zone's name. */
  readonly subject: string;
  readonly change: unknown;
}

/** @throws {Error} when the family is unknown or does not take the change */
export const readEdit = ({ families }: Simulation, { family, change }: EditRequest): Edit<State> => {
  const edit = families.find(({ name }) => name === family)?.edit;
  if (edit === undefined) throw new Error(`no family ${family} that can be edited`);
  return edit(change);
};

/** Makes a second writer's change with what follows from it; it is kept apart from the API's requests. */
export const applyEdit = (simulation: Simulation, request: EditRequest): void => {
  const { world, sequence, edits } = simulation;
  readEdit(simulation, request)(world, request.subject);
  settleDue(simulation);
  const { family, subject, change } = request;
  edits.push({ family, subject, change, at: world.clock.now().toISOString(), afterSequence: sequence });
};
