import { refuseAborted } from "./aborted";
import type { Waiting } from "./wait";
import { nextPause } from "./wait";

export interface Looking<Seen> {
  look: () => Promise<Seen>;
  /** Whether this is what was looked for. */
  found: (seen: Seen) => boolean;
  /** How long to go on looking, in ms, at most to the operation's deadline; at its end comes one last look. */
  margin: number;
  /** First pause between two looks in ms; grows by half each time. */
  interval: number;
}

/**
 * Looks until it is found or the margin has passed; for what may be there and not show yet.
 * @returns what was seen last
 * @throws Aborted
 */
export const pollUntil = async <Seen>(
  { clock, random = Math.random, deadline, signal }: Omit<Waiting, "log">,
  { look, found, margin, interval }: Looking<Seen>,
): Promise<Seen> => {
  const end = Math.min(clock.now() + margin, deadline);
  for (let looks = 1; ; looks++) {
    refuseAborted(signal);
    const last = clock.now() >= end;
    const seen = await look();
    if (last || found(seen)) return seen;
    await clock.sleep(nextPause(looks, interval, random(), end - clock.now()), signal);
  }
};
