import type { Clock } from "../../provider/src/core/clock";

/** A clock that stands still while anybody works, and moves to the next instant that somebody sleeps for. */
export interface VirtualClock extends Clock {
  /** The same clock for those who end with a process: once it is killed they sleep for ever. */
  until(killed: () => boolean): Clock;
}

interface Sleeper {
  readonly at: number;
  readonly isDead: () => boolean;
  readonly wake: () => void;
}

/** @param moved is told by how many milliseconds the clock moves, before anybody wakes */
export const virtualClock = (start: number, moved: (ms: number) => void): VirtualClock => {
  let now = start;
  let due = false;
  const sleepers: Sleeper[] = [];

  const wakeNext = (): void => {
    due = false;
    const next = sleepers.find(sleeper => !sleeper.isDead());
    sleepers.splice(0, next === undefined ? sleepers.length : sleepers.indexOf(next) + 1);
    if (next === undefined) return;
    if (next.at > now) {
      moved(next.at - now);
      now = next.at;
    }
    next.wake();
    schedule();
  };
  // By then all that can go on without sleeping has gone on.
  const schedule = (): void => {
    if (due || sleepers.length === 0) return;
    due = true;
    setImmediate(wakeNext);
  };
  const sleep = (ms: number, isDead: () => boolean): Promise<void> =>
    new Promise(wake => {
      const at = now + Math.max(0, ms);
      const place = sleepers.findIndex(other => other.at > at);
      sleepers.splice(place < 0 ? sleepers.length : place, 0, { at, isDead, wake });
      schedule();
    });

  return {
    now: () => now,
    sleep: ms => sleep(ms, () => false),
    until: killed => ({ now: () => now, sleep: ms => sleep(ms, killed) }),
  };
};
