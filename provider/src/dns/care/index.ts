/*
 * Care for mail: what record sets as they are declared, and what a change of them, would break. Pure, and without any
 * look into DNS: only what the program says and what was last known counts.
 */
import type { RecordSetKey } from "../types";
import type { Allowance } from "./allowances";
import type { Finding } from "./finding";
import type { Scene, Shift } from "./judge";
import { DKIM_CHANGES, DKIM_RULES } from "./dkim";
import { DMARC_CHANGES, DMARC_RULES } from "./dmarc";
import { SERVER_CHANGES, SERVER_RULES } from "./mail-servers";
import { massChange, type MassLimit } from "./mass";
import { SENDER_CHANGES, SENDER_RULES } from "./senders";
import { SETTINGS_CHANGES, SETTINGS_RULES } from "./settings";
import { TOKEN_CHANGES } from "./tokens";
import { TRANSPORT_CHANGES, TRANSPORT_RULES } from "./transport";

const RULES = [
  ...SERVER_RULES,
  ...SENDER_RULES,
  ...DKIM_RULES,
  ...DMARC_RULES,
  ...SETTINGS_RULES,
  ...TRANSPORT_RULES,
];
const CHANGES = [
  ...SERVER_CHANGES,
  ...SENDER_CHANGES,
  ...DKIM_CHANGES,
  ...DMARC_CHANGES,
  ...TOKEN_CHANGES,
  ...SETTINGS_CHANGES,
  ...TRANSPORT_CHANGES,
];

/** What is wrong with sets as they are declared, whatever stood there before. */
export const judgeScene = (scene: Scene): Finding[] => RULES.flatMap(rule => [...rule(scene)]);

/** What a change breaks. */
export const judgeShift = (shift: Shift, limit?: MassLimit): Finding[] => {
  const change = { ...shift, changed: shift.before.differingFrom(shift.after) };
  return [...CHANGES.flatMap(rule => [...rule(change)]), ...massChange(change, limit)];
};

/** Findings that say since when what they are about stood. @param sinceOf the first day of which it is known, of UTC */
export const withSince = (
  findings: readonly Finding[],
  sinceOf: (key: RecordSetKey) => string | undefined,
): Finding[] =>
  findings.map(finding => {
    const known = finding.keys.flatMap(key => {
      const since = sinceOf(key);
      return since === undefined ? [] : [{ key, since }];
    });
    const [stood] = known.toSorted((a, b) => a.since.localeCompare(b.since));
    return stood === undefined ? finding : { ...finding, stood };
  });

/** Findings by what becomes of them. */
export interface Verdict {
  refused: Finding[];
  /** Refused, were it not allowed. */
  allowed: Finding[];
  unwise: Finding[];
}

/** @param isFresh whether a set is new or changed; of others nothing is said */
export const verdictOn = (
  findings: readonly Finding[],
  allow: readonly string[],
  isFresh: (key: RecordSetKey) => boolean = () => true,
): Verdict => {
  const fresh = findings.filter(({ keys }) => keys.some(isFresh));
  const isAllowed = ({ refused }: Finding): boolean => refused !== undefined && allow.includes(refused);
  return {
    refused: fresh.filter(finding => finding.refused !== undefined && !isAllowed(finding)),
    allowed: fresh.filter(isAllowed),
    unwise: fresh.filter(({ refused }) => refused === undefined),
  };
};

/** Words that allow nothing that is found. */
export const idleAllowances = (allow: readonly Allowance[], findings: readonly Finding[]): Allowance[] =>
  allow.filter(word => !findings.some(({ refused }) => refused === word));
