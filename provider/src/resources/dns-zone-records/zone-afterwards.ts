import type { Clock } from "../../core/clock";
import { isTransient } from "../../core/transience";
import type { Zone } from "../../dns/zone";
import type { ZoneReader } from "./zone-reader";

/** How long to look for what a failed job has left in the zone, also past its deadline, and between two looks; ms. */
const GRACE = 10_000;
const PAUSE = 500;

/** The zone after a failure; undefined where it cannot be read within the grace. */
export const lookAfterFailure = async ({
  reader,
  clock,
}: {
  reader: ZoneReader;
  clock: Clock;
}): Promise<Zone | undefined> => {
  const end = clock.now() + GRACE;
  for (;;) {
    try {
      return await reader.look(PAUSE);
    } catch (error) {
      if (!isTransient(error) || clock.now() >= end) return undefined;
    }
    await clock.sleep(PAUSE);
  }
};
