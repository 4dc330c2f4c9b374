import { type State } from "../account/state";
import { takenRoots } from "../domains/holding";
import { createRandom, shuffled } from "../random";

const BEFORE = ["", "get", "go", "my", "the", "try"];
const AFTER = ["", "app", "hub", "lab", "now", "online", "place", "shop", "studio"];

/** Free names made of the words of the query; the seed alone decides their order. */
export function suggest(
  state: State,
  seed: number,
  query: string,
  { tlds, maxLength }: { tlds: readonly string[]; maxLength: number },
): string[] {
  const words = query.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const labels = BEFORE.flatMap(before => AFTER.flatMap(after => labelsOf([before, ...words, after])));
  const names = [...new Set(labels)]
    .filter(label => label.length >= 3 && label.length <= maxLength)
    .flatMap(label => tlds.map(tld => `${label}.${tld}`));
  const taken = takenRoots(state);
  return shuffled(
    names.filter(name => !taken.has(name)),
    createRandom(seed),
  );
}

function labelsOf(parts: readonly string[]): string[] {
  const words = parts.filter(word => word !== "");
  return [words.join(""), words.join("-")];
}
