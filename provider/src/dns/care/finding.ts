/*
 * What is found in record sets that are declared, or in what a change makes of them.
 *
 * Terms
 *   refused    what certainly breaks, or what nobody wants without saying so; a word allows it, where there is any sense
 *              in it
 *   unwise     said in a line
 *   fresh      new in the declaration, or other than last time: only what is fresh is refused or said, so that nothing is
 *              repeated by a run that changes nothing, and a state that a refresh brought back stays accepted
 */
import type { RecordSetKey } from "../types";
import type { Allowance } from "./allowances";

export interface Finding {
  /** What is wrong, by a short name. That of a refusal is also the word that allows it. */
  rule: string;
  /** Undefined: unwise. `never`: no word allows it. */
  refused?: Allowance | "never";
  /** The sets that it is about, the most important one first. */
  keys: readonly [RecordSetKey, ...RecordSetKey[]];
  /** What is so, as a sentence without its full stop. */
  what: string;
  /** What comes of it, for somebody who knows no DNS; a sentence. */
  breaks: string;
  /** What to do, a sentence. */
  instead: string;
  /** Which of the sets stood there longest, and since when at least. */
  stood?: { key: RecordSetKey; since: string };
}

type Parts = Omit<Finding, "rule" | "refused">;

export const refuse = (word: Allowance, parts: Parts): Finding => ({ rule: word, refused: word, ...parts });

export const refuseAlways = (rule: string, parts: Parts): Finding => ({ rule, refused: "never", ...parts });

export const say = (rule: string, parts: Parts): Finding => ({ rule, ...parts });
