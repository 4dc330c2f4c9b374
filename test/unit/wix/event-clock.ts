import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../provider/src/core/clock";

export interface EventClock extends Clock {
  /** Passes the time from event to event, for as long as the work lasts. */
  until<Result>(work: Promise<Result>): Promise<Result>;
}

/** A clock for things that go on at once: it moves when nothing can be done any more, to whatever is due next. */
export const eventClock = (): EventClock => {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise(resolve => {
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => (sleepers = sleepers.filter(one => one !== sleeper)));
      }),
    async until(work) {
      const running = new Set([work]);
      const end = () => running.clear();
      work.then(end, end);
      for (;;) {
        await setImmediate();
        if (running.size === 0) return work;
        if (sleepers.length === 0) throw new Error("everybody waits for ever");
        now = Math.min(...sleepers.map(({ at }) => at));
        const due = sleepers.filter(({ at }) => at <= now);
        sleepers = sleepers.filter(({ at }) => at > now);
        for (const { wake } of due) wake();
      }
    },
  };
};
