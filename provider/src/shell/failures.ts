import type { Failure } from "../core/failure";

/** More of them fill a screen, and most follow from the first. */
const SHOWN = 20;

/** An engine would show the value of a named property beside it, secret or not, and `<nil>` where it finds none. */
const shown = ({ property, reason }: Failure): string =>
  property === "" ? reason : `${property}: ${reason}`;

/** What is wrong with a resource, as an engine is to show it: each failure names its property by itself. */
export const shownFailures = (failures: readonly Failure[]): string[] => {
  const rest = failures.length - SHOWN;
  return [
    ...failures.slice(0, SHOWN).map(shown),
    ...(rest > 0
      ? [`${rest} more of its arguments are wrong; a preview shows them once these are right`]
      : []),
  ];
};
