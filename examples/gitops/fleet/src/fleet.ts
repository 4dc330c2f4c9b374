import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import pMap from "p-map";
import { countCalls, NO_CALLS } from "./calls.ts";
import type { Report } from "./outcome.ts";
import { workOn, type Place, type Wish } from "./stack.ts";

export interface Conduct {
  readonly place: Place;
  /** For what the fleet notes of its runs. */
  readonly notes: string;
  /** How many stacks at a time. */
  readonly parallel: number;
  /** No further stack is begun once it says so. */
  readonly stop: AbortSignal;
  readonly onEnd: (report: Report) => void;
}

/** Works on all stacks, some at a time. One that fails stops no other. @returns a report for each, in their order */
export function runAll(wishes: readonly Wish[], conduct: Conduct): Promise<Report[]> {
  return pMap(wishes, wish => runOne(wish, conduct), { concurrency: conduct.parallel });
}

async function runOne(wish: Wish, { place, notes, stop, onEnd }: Conduct): Promise<Report> {
  const customer = wish.stack;
  if (stop.aborted)
    return { customer, outcome: "not begun", seconds: 0, calls: NO_CALLS, message: "the run was stopped" };
  const folder = join(notes, "calls");
  const log = join(folder, `${customer}.log`);
  mkdirSync(folder, { recursive: true });
  rmSync(log, { force: true });
  const began = performance.now();
  const result = await workOn(wish, { ...place, env: { ...place.env, WIX_CALL_LOG: log } });
  const seconds = (performance.now() - began) / 1_000;
  const report = { customer, ...result, seconds, calls: countCalls(log) };
  onEnd(report);
  return report;
}
