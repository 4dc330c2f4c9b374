import type { Reason } from "./rule";

/** What DNS demands of every name in canonical form; each gives the fault as the end of a sentence. */
export const NAME_RULES: Record<string, (name: string) => Reason> = {
  characters: name => {
    const other = (/[^\w.*\P{ASCII}-]/u.exec(name) ?? /\P{ASCII}/u.exec(name))?.[0];
    return other === undefined
      ? undefined
      : `holds ${JSON.stringify(other)}; allowed are letters, digits, hyphens, underscores and dots`;
  },

  "empty-label": name =>
    name.split(".").includes("")
      ? "has an empty label; write one dot between labels, none in front"
      : undefined,

  hyphens: name => {
    const label = name.split(".").find(part => part.startsWith("-") || part.endsWith("-"));
    return label === undefined
      ? undefined
      : `has the label "${label}"; a label may not begin or end with a hyphen`;
  },

  "label-length": name => {
    const label = name.split(".").find(part => part.length > 63);
    return label === undefined
      ? undefined
      : `has a label of ${label.length} characters; 63 are allowed, so shorten it or split it with a dot`;
  },

  length: name =>
    name.length > 253 ? `is ${name.length} characters long as a full name; 253 are allowed` : undefined,

  wildcard: name =>
    name.lastIndexOf("*") > 0 || /^\*[^.]/.test(name)
      ? 'has a wildcard elsewhere than as its whole leftmost label; write e.g. "*.shop"'
      : undefined,
};

/** The first fault of a name. */
export function nameFault(name: string): Reason {
  for (const reasonAgainst of Object.values(NAME_RULES)) {
    const reason = reasonAgainst(name);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
