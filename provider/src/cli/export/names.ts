/* Names that a person can read, and that the next export chooses again: older things keep theirs when newer ones come. */

const WORDS = /[a-z0-9]+/g;

const wordsOf = (text: string): string[] =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(WORDS) ?? [];

/** Longest name made of a text, without the first word; a site may be called anything. */
const LONGEST = 32;

/** As many of its words as make a name of reasonable length. */
const shortened = (text: string): string[] => {
  let length = 0;
  return wordsOf(text)
    .filter((word, index) => (length += word.length + 1) <= LONGEST || index === 0)
    .map(word => word.slice(0, LONGEST));
};

/** `bakery-by-the-sea`, for files and resources; empty where a text holds no letter or digit. */
export const kebab = (text: string): string => shortened(text).join("-");

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield wix pulumi sites contacts"
  ).split(" "),
);

/** `bakeryByTheSea`, for variables. @param prefix where the text gives no name that TypeScript takes */
export const camel = (text: string, prefix: string): string => {
  const [first = "", ...others] = shortened(text);
  const name = [first, ...others.map(word => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  if (name === "") return prefix;
  return /^\d/.test(name) || RESERVED.has(name)
    ? `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`
    : name;
};

/** Gives each a name of its own, first come, first served: `acme`, `acme-2`. */
export class Names {
  readonly #taken = new Set<string>();

  /** @param between what stands before the number */
  constructor(private readonly between = "-") {}

  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number++) name = `${wanted}${this.between}${number}`;
    this.#taken.add(name);
    return name;
  }
}

/** From the oldest to the newest, so that the names of those that are there do not change. */
export const byAge = <Thing extends { id: string; createdDate?: string }>(
  things: readonly Thing[],
): Thing[] =>
  things.toSorted((a, b) => {
    const [left, right] = [`${a.createdDate ?? ""} ${a.id}`, `${b.createdDate ?? ""} ${b.id}`];
    return left < right ? -1 : left > right ? 1 : 0;
  });
