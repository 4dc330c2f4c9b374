import { z } from "zod";
import { type Clock } from "../clock";
import { guidFrom } from "../random";
import { type ScheduledTask, type State, type StateDocument, stateDocumentSchema } from "./state";

/** What the routes of all families work on. `state` is replaced as a whole when a document is loaded. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  state: State;
}

/** @throws {Error} that lists every fault of the document. */
export function parseState(document: unknown): State & { now?: string | undefined } {
  const parsed = stateDocumentSchema.safeParse(document);
  if (!parsed.success) throw new Error(`not a state document:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** @throws {Error} that lists every fault of the document. */
export function createWorld(seed: number, clock: Clock, document: unknown): World {
  const { now, ...state } = parseState(document);
  if (now !== undefined) clock.set(new Date(now));
  return { seed, clock, state };
}

export function loadState(world: World, document: unknown): void {
  const { now, ...state } = parseState(document);
  world.state = state;
  if (now !== undefined) world.clock.set(new Date(now));
}

export function saveState(world: World): StateDocument {
  return structuredClone({ now: world.clock.now().toISOString(), ...world.state });
}

/** The count is part of the state, so that a saved world goes on without giving an id twice. */
export function newGuid(world: World): string {
  world.state.idsIssued += 1;
  return guidFrom(`${world.seed}:${world.state.idsIssued}`);
}

/** `at` is the instant at which the task was due, which may lie before the clock's now. */
export type Task = (world: World, subject: string, at: Date) => void;

export function schedule(world: World, task: ScheduledTask): void {
  world.state.schedule.push(task);
}

/** Runs what is due, earliest first; tasks may schedule further tasks. */
export function settle(world: World, tasks: Readonly<Record<string, Task>>): void {
  const now = world.clock.now();
  for (let due = takeDue(world, now); due !== undefined; due = takeDue(world, now)) {
    const task = tasks[due.task];
    if (task === undefined) throw new Error(`no family knows the task ${due.task}`);
    task(world, due.subject, new Date(due.dueAt));
  }
}

function takeDue(world: World, now: Date): ScheduledTask | undefined {
  const [earliest] = world.state.schedule.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  if (earliest === undefined || Date.parse(earliest.dueAt) > now.getTime()) return undefined;
  world.state.schedule = world.state.schedule.filter(task => task !== earliest);
  return earliest;
}
