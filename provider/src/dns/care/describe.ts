/* Findings as people read them in a terminal. */
import type { Finding } from "./finding";

/** Names keep their spelling. */
const sentence = (text: string): string =>
  /^[a-z]+ /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;

/** A failure's reason, or a paragraph of an error. */
export const describeRefusal = ({ what, breaks, instead, refused, stood }: Finding): string =>
  [
    `${sentence(what)}.`,
    `  What breaks: ${breaks}`,
    stood && `  Since when: ${stood.key} has stood there since ${stood.since}, at least.`,
    `  Way out: ${instead}`,
    refused === undefined || refused === "never" ? undefined : `  If it is meant: allow: ["${refused}"]`,
  ]
    .filter(line => line !== undefined)
    .join("\n");

/** One line. */
export const describeWarning = ({ rule, what, breaks, instead }: Finding): string =>
  `warning (${rule}): ${what}. ${breaks} ${instead}`;

/** One line. */
export const describeAllowed = ({ what, refused }: Finding): string =>
  `allowed by ${refused ?? ""}: ${what}.`;

/** One line. @param words that allow what does not happen */
export const describeIdle = (words: readonly string[]): string =>
  `allow: ${words.map(word => `"${word}"`).join(", ")} is not needed any more. Take it out, so that it hides no accident.`;
