import type { UNKNOWN } from "./known";
import { resourceRule, type Common, type Resource, type Verdict } from "./rule";
import { listOf } from "./settings";

export interface Lists extends Common {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
}

/** A value that a rule looks up in its lists. */
export interface Named {
  /** Where it stands in the arguments, e.g. `products[0].countryCode`. */
  readonly at: string;
  readonly value: string | typeof UNKNOWN;
}

interface Listing {
  readonly name: string;
  readonly description: string;
  /** Of an entry of the lists, e.g. `product id`. */
  readonly entry: string;
  readonly valuesOf: (resource: Resource) => readonly Named[];
  /** Both in lower case. */
  readonly matches?: (value: string, entry: string) => boolean;
}

const equals = (value: string, entry: string): boolean => value === entry;

export function judgeLists({ name, valuesOf, matches = equals }: Listing) {
  return (resource: Resource, { allow, deny = [] }: Lists): Verdict => {
    if (allow === undefined && deny.length === 0) return {};
    const isIn = (value: string, list: readonly string[]): boolean =>
      list.some(entry => matches(value.toLowerCase(), entry.toLowerCase()));
    const refused: string[] = [];
    const untold: string[] = [];
    for (const { at, value } of valuesOf(resource)) {
      const what = `${at} of "${resource.name}"`;
      if (typeof value !== "string") untold.push(`${what} is only known later.`);
      else if (isIn(value, deny))
        refused.push(`${what} is ${value}, which "deny" of ${name} names. Choose another.`);
      else if (allow !== undefined && !isIn(value, allow))
        refused.push(
          `${what} is ${value}; allowed ${some(allow)}. Choose one, or add it to "allow" of ${name}.`,
        );
    }
    return { refused, untold };
  };
}

function some(allow: readonly string[]): string {
  if (allow.length === 0) return "is none";
  return `${allow.length === 1 ? "is" : "are"} ${allow.slice(0, 10).join(", ")}${allow.length > 10 ? ", …" : ""}`;
}

/** A rule that knows an allow-list and a deny-list; without them it lets everything pass. */
export function listRule(listing: Listing) {
  const { name, description, entry } = listing;
  return resourceRule<Lists>(
    {
      name,
      description,
      enforcementLevel: "mandatory",
      settings: {
        allow: listOf(`Each a ${entry}; absent: all.`),
        deny: listOf(`Each a ${entry}; goes before "allow".`),
      },
    },
    judgeLists(listing),
  );
}
