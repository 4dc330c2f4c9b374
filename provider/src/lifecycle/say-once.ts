import type { Session, Slot } from "./context";

const SAID: Slot<Set<string>> = { make: () => new Set() };

/**
 * Shows a line unless this run has shown it: a run may find out the same several times, by a refresh and by the
 * difference after it.
 */
export const sayOnce = (session: Session, line: string, log: (line: string) => void): void => {
  const said = session.shared(SAID);
  if (said.has(line)) return;
  said.add(line);
  log(line);
};
