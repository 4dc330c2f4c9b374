/* Changes that are too large to be meant, most of the time: an empty list, a wrong file, a wrong zone. */
import { refuse, type Finding } from "./finding";
import { listed, type Change } from "./judge";
import { same } from "./view";

/** How much may go or change at once. */
export interface MassLimit {
  /** From how many declared sets on it counts. @default 10 */
  readonly sets?: number | undefined;
  /** More than so many percent of them are refused. @default 30 */
  readonly percent?: number | undefined;
}

/** From how many sets on it is an accident that none is left. */
const WHOLE_ZONE = 2;
/** Sets that a message names. */
const NAMED = 5;

export function* massChange(
  { before, after, changed }: Change,
  { sets = 10, percent = 30 }: MassLimit = {},
): Generator<Finding> {
  const touched = [...changed.all()].filter(entry => {
    const now = after.at(entry.type, entry.hostName);
    return now.whole && !same(entry, now);
  });
  const gone = touched.filter(({ type, hostName }) => after.lacks(hostName, type));
  const keys = touched.map(({ key }) => key) as [string, ...string[]];
  const names = [...keys.slice(0, NAMED), ...(keys.length > NAMED ? [`${keys.length - NAMED} more`] : [])];
  if (gone.length === before.size && gone.length >= WHOLE_ZONE)
    yield refuse("remove-all", {
      keys,
      what: `${gone.length === 2 ? "both" : `all ${gone.length}`} record sets that were declared in ${before.zone} go: ${listed(names)}`,
      breaks: "Everything that they serve stops: website, mail, and what proves that the domain is yours.",
      instead:
        "Look whether the list that the program makes is empty, or the domain name another one, by mistake.",
    });
  else if (before.size >= sets && touched.length * 100 > before.size * percent)
    yield refuse("mass-change", {
      keys,
      what:
        `${touched.length} of ${before.size} record sets in ${before.zone} go or change at once ` +
        `(more than ${percent} %): ${listed(names)}`,
      breaks: "If that is an accident, much of what the domain serves stops at once.",
      instead: "Look through the preview, or change it in smaller parts; `massChange` sets another limit.",
    });
}
