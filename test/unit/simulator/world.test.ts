import { expect, test } from "@jest/globals";
import { initialState } from "../../../simulator/src";
import { loadState, parseState, saveState, type World } from "../../../simulator/src/account/state";
import { createClock } from "../../../simulator/src/kernel/clock";
import { schedule, settle, type Task } from "../../../simulator/src/kernel/schedule";
import { newGuid } from "../../../simulator/src/kernel/world";

const minutes = (count: number) => new Date(Date.UTC(2026, 0, 1, 0, count)).toISOString();

function newWorld(seed = 1): World {
  return { seed, clock: createClock("frozen"), state: parseState(initialState()) };
}

test("what is due settles in the order of time, each at its own instant", () => {
  const world = newWorld();
  const seen: string[] = [];
  const tasks: Record<string, Task> = {
    note: (_world, subject, at) => seen.push(`${subject} ${at.toISOString()}`),
  };
  schedule(world, { dueAt: minutes(2), task: "note", subject: "second" });
  schedule(world, { dueAt: minutes(1), task: "note", subject: "first" });
  schedule(world, { dueAt: minutes(9), task: "note", subject: "later" });
  world.clock.advance(5 * 60_000);
  settle(world, tasks);
  settle(world, tasks);
  expect(seen).toEqual([`first ${minutes(1)}`, `second ${minutes(2)}`]);
});

test("a task that schedules another one that is due runs it too", () => {
  const world = newWorld();
  const seen: string[] = [];
  schedule(world, { dueAt: minutes(1), task: "start", subject: "a" });
  world.clock.advance(60_000);
  settle(world, {
    start: (_world, subject, at) => schedule(world, { dueAt: at.toISOString(), task: "end", subject }),
    end: (_world, subject) => seen.push(subject),
  });
  expect(seen).toEqual(["a"]);
});

test("what is scheduled outlives a saved and loaded state", () => {
  const world = newWorld();
  schedule(world, { dueAt: minutes(1), task: "note", subject: "a" });
  const other = newWorld();
  world.clock.advance(60_000);
  loadState(other, saveState(world));
  const seen: string[] = [];
  settle(other, { note: (_world, subject) => seen.push(subject) });
  expect(seen).toEqual(["a"]);
});

test("a task that no family knows is an error", () => {
  const world = newWorld();
  schedule(world, { dueAt: minutes(0), task: "lost", subject: "a" });
  expect(() => settle(world, {})).toThrow("no family knows the task lost");
});

test("ids follow from the seed and none is given twice, not even after a reload", () => {
  const world = newWorld();
  const first = [newGuid(world), newGuid(world)];
  const reloaded = newWorld();
  loadState(reloaded, saveState(world));
  expect(new Set([...first, newGuid(reloaded)]).size).toBe(3);
  expect(newGuid(newWorld())).toBe(first[0]);
  expect(newGuid(newWorld(2))).not.toBe(first[0]);
  expect(first[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
