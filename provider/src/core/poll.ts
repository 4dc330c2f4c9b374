import { refuseAborted } from "./aborted";
import { nextPause } from "./pause";
import type { Waiting } from "./wait";

export interface Looking<Seen> {
  look: () => Promise<Seen>;
  /** Whether this is what was looked for. */
  found: (seen: Seen) => boolean;
  /** How long to go on looking, in ms, at most to the operation's deadline; at its end comes one last look. */
  margin: number;
  /** First pause between two looks in ms, a minute at most; grows by half each time. */
  interval: number;
}

/**
 * Looks until it is found or the margin has passed; for what may be there and not show yet. These are looks that keep
 * writes from being sent twice, so a run that has no more time for waits makes them in full.
 * @returns what was seen last
 * @throws Aborted
 */
export const pollUntil = async <Seen>(
  {
    clock,
    random = Math.random,
    deadline,
    signal,
  }: Pick<Waiting, "clock" | "random" | "deadline" | "signal">,
  { look, found, margin, interval }: Looking<Seen>,
): Promise<Seen> => {
  const start = clock.now();
  const end = Math.min(start + margin, deadline);
  for (let looks = 1; ; looks++) {
    refuseAborted(signal);
    const last = clock.now() >= end;
    const seen = await look();
    if (last || found(seen)) return seen;
    const now = clock.now();
    await clock.sleep(
      nextPause({ looks, interval, random: random(), age: now - start, left: end - now }),
      signal,
    );
  }
};
