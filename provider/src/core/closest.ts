import { closest as nearest, distance } from "fastest-levenshtein";

/** As many letters may differ: half of a short word would make it another one. */
const mayDiffer = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** The word that was probably meant: one that differs in a few letters, or in nothing but their case. */
export const closest = (word: string, words: readonly string[]): string | undefined => {
  if (words.length === 0) return undefined;
  const known = new Map(words.map(one => [one.toLowerCase(), one]));
  const given = word.toLowerCase();
  const found = nearest(given, [...known.keys()]);
  return distance(given, found) <= mayDiffer(word) ? known.get(found) : undefined;
};

/** `; did you mean "keep"?`, or nothing. @param show as the words stand in the message */
export const didYouMean = (
  word: unknown,
  words: readonly string[],
  show: (word: string) => string = String,
): string => {
  const meant = typeof word === "string" ? closest(word, words) : undefined;
  return meant === undefined ? "" : `; did you mean ${show(meant)}?`;
};
