import type { Waiting } from "./wait";
import { nextPause } from "./wait";

export interface Looking<Seen> {
  look: () => Promise<Seen>;
  /** Whether this is what was looked for. */
  found: (seen: Seen) => boolean;
  /** How long to go on looking, in ms; at its end comes one last look. */
  margin: number;
  /** First pause between two looks in ms; grows by half each time. */
  interval: number;
}

/**
 * Looks until it is found or the margin has passed; for what may be there and not show yet.
 * @returns what was seen last
 */
export const pollUntil = async <Seen>(
  { clock, random = Math.random }: Omit<Waiting, "log">,
  { look, found, margin, interval }: Looking<Seen>,
): Promise<Seen> => {
  const end = clock.now() + margin;
  for (let looks = 1; ; looks++) {
    const last = clock.now() >= end;
    const seen = await look();
    if (last || found(seen)) return seen;
    await clock.sleep(nextPause(looks, interval, random(), end - clock.now()));
  }
};
