import type { BaseState, ScheduledTask, World } from "./world";

/** `at` is the instant at which the task was due, which may lie before the clock's now. */
export type Task<State extends BaseState = BaseState> = (
  world: World<State>,
  subject: string,
  at: Date,
) => void;

export const schedule = (world: World, task: ScheduledTask): void => {
  world.state.schedule.push(task);
};

/** Runs what is due, earliest first; tasks may schedule further tasks. */
export const settle = <State extends BaseState>(
  world: World<State>,
  tasks: Readonly<Record<string, Task<State>>>,
): void => {
  const now = world.clock.now();
  for (let due = takeDue(world, now); due !== undefined; due = takeDue(world, now)) {
    const task = tasks[due.task];
    if (task === undefined) throw new Error(`no family knows the task ${due.task}`);
    task(world, due.subject, new Date(due.dueAt));
  }
};

const takeDue = (world: World, now: Date): ScheduledTask | undefined => {
  const [earliest] = world.state.schedule.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  if (earliest === undefined || Date.parse(earliest.dueAt) > now.getTime()) return undefined;
  world.state.schedule = world.state.schedule.filter(task => task !== earliest);
  return earliest;
};

/** Schedules what an object waits for at most once: it takes the place of the same task of the same subject. */
export const setTimer = (world: World, task: string, subject: string, dueAt: Date): void => {
  world.state.schedule = world.state.schedule.filter(
    entry => entry.task !== task || entry.subject !== subject,
  );
  schedule(world, { dueAt: dueAt.toISOString(), task, subject });
};

export const isRunning = ({ state }: World, task: string, subject: string): boolean =>
  state.schedule.some(entry => entry.task === task && entry.subject === subject);

export const clearTimers = ({ state }: World, subject: string): void => {
  state.schedule = state.schedule.filter(entry => entry.subject !== subject);
};
