interface Follower {
  /** Reads what is to be shown now. @throws {Error} where nobody answers */
  readonly read: () => Promise<void>;
  /** Nothing is heard any more. */
  readonly lost: () => void;
}

/**
 * Reads whenever the simulator says that something has changed: one at a time, and once more where something changed
 * meanwhile. The browser itself looks for a simulator that has gone.
 *
 * @returns reads at once
 */
export const follow = ({ read, lost }: Follower): (() => void) => {
  let reading = false;
  let stale = false;

  const readAll = async () => {
    while (stale) {
      stale = false;
      await read();
    }
  };
  const refresh = () => {
    stale = true;
    if (reading) return;
    reading = true;
    readAll()
      .catch(lost)
      .finally(() => {
        reading = false;
      });
  };

  const events = new EventSource("page/events");
  events.addEventListener("changed", refresh);
  events.addEventListener("error", lost);
  return refresh;
};
