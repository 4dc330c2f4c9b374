/*
 * Care for mail at a preview. A check judges what is declared for the first time; later a difference, which knows the
 * saved state, judges what is declared anew and what becomes of what was last known. Both show at preview, before anything
 * is sent. With --replace Pulumi asks for no difference, so a create that
 * takes the place of an earlier generation judges the change itself.
 */
import { isDeepStrictEqual as equal } from "node:util";
import type { Failure } from "../../core/failure";
import { hasUnknown, UNKNOWN, type Partly } from "../../core/unknown";
import { idleAllowances, judgeScene, judgeShift, verdictOn, withSince, type Verdict } from "../../dns/care";
import { standingAfter, standingBefore } from "../../dns/care/afterwards";
import { ALLOWANCE_WORDS, type Allowance } from "../../dns/care/allowances";
import { describeAllowed, describeIdle, describeRefusal, describeWarning } from "../../dns/care/describe";
import type { Finding } from "../../dns/care/finding";
import type { Scene } from "../../dns/care/judge";
import type { MassLimit } from "../../dns/care/mass";
import { View, type Elsewhere, type Seen } from "../../dns/care/view";
import type { DeclaredContent, DeclaredRecordSets } from "../../dns/canonical";
import { openly, secretly } from "../../dns/describe";
import type { RecordSetKey } from "../../dns/types";
import type { Context } from "../../lifecycle/context";
import type { Environment } from "../../lifecycle/lifecycle";
import { zoneThing } from "../../lifecycle/things";
import type { DnsZoneRecordsInputs } from "./schema";
import type { DnsZoneRecordsState } from "./state";
import { othersFor, recordSetThing, type DeclaredSet, type Place } from "./things";

type Declared = Partly<DnsZoneRecordsInputs>;
type Surroundings = Pick<Environment, "owner" | "account" | "ledger" | "sealed">;

/** What is said at a preview: lines, and failures of a check. */
export interface Said {
  failures: Failure[];
  lines: string[];
}

/** What others declare of a set; there may be more to it. */
const claimedBy =
  ({ ledger, owner }: Surroundings, place: Place) =>
  (key: RecordSetKey): string[] | undefined => {
    const claims = ledger?.declarers<DeclaredSet>(recordSetThing(place, key).key, owner) ?? [];
    if (claims.length === 0) return undefined;
    return claims.flatMap(({ detail }) =>
      detail === undefined || detail.values === "all" ? [] : detail.values,
    );
  };

const elsewhere = (around: Surroundings, place: Place): Elsewhere => {
  const claimed = claimedBy(around, place);
  return (key): Seen | undefined => {
    const values = claimed(key);
    return values && { values, whole: false };
  };
};

/** Where all merge, what stands in a set is what they declare together. */
const together = (around: Surroundings, place: Place, records: DeclaredRecordSets): DeclaredRecordSets => {
  const claimed = claimedBy(around, place);
  return Object.fromEntries(
    Object.entries(records).map(([key, content]): [string, DeclaredContent] => {
      const theirs = content.values === UNKNOWN ? undefined : claimed(key);
      if (theirs === undefined || content.values === UNKNOWN) return [key, content];
      return [key, { values: [...new Set([...content.values, ...theirs])] }];
    }),
  );
};

const placeOf = ({ account }: Surroundings, domainName: string, own: unknown): Place => ({
  account: account(own),
  domainName,
});

const sceneOf = (around: Surroundings, place: Place, records: DeclaredRecordSets): Scene => ({
  after: new View(place.domainName, together(around, place, records), elsewhere(around, place)),
  show: around.sealed?.("records") ? secretly : openly,
  shared: around.ledger?.isDeclaredBeside(zoneThing(place.account, place.domainName), around.owner) ?? false,
});

/** Which words are allowed; all, where that is not known yet. */
const allowedIn = ({ allow }: Declared): readonly Allowance[] => {
  if (allow === undefined) return [];
  return allow === UNKNOWN || hasUnknown(allow) ? ALLOWANCE_WORDS : allow;
};

const linesOf = (domainName: string, { allowed, unwise }: Verdict): string[] =>
  [...allowed.map(describeAllowed), ...unwise.map(describeWarning)].map(line => `${domainName}: ${line}`);

/** Inputs whose zone, account and sets are known, though perhaps not all values. */
const legible = (
  inputs: Declared,
): { domainName: string; records: DeclaredRecordSets; accountId: string | undefined } | undefined => {
  const { domainName, records, accountId } = inputs;
  return typeof domainName !== "string" || typeof records !== "object" || accountId === UNKNOWN
    ? undefined
    : { domainName, records, accountId };
};

interface Judgement {
  findings: readonly Finding[];
  verdict: Verdict;
}

/** @param before sets that were judged when they were declared; also such as a refresh or Wix itself brought into a state */
const judgeDeclared = (
  news: Declared,
  before: Readonly<Record<RecordSetKey, DeclaredContent>>,
  around: Surroundings,
): Judgement & { isFresh: (key: RecordSetKey) => boolean } => {
  const declared = legible(news);
  const isFresh = (key: RecordSetKey): boolean =>
    declared !== undefined &&
    key in declared.records &&
    !equal(declared.records[key]?.values, before[key]?.values);
  if (declared === undefined)
    return { findings: [], verdict: { refused: [], allowed: [], unwise: [] }, isFresh };
  const { domainName, records, accountId } = declared;
  const findings = judgeScene(sceneOf(around, placeOf(around, domainName, accountId), records));
  return { findings, verdict: verdictOn(findings, allowedIn(news), isFresh), isFresh };
};

/** Judges what a program declares for the first time. */
export const careForDeclared = (news: Declared, around: Surroundings): Said => {
  const { verdict, isFresh } = judgeDeclared(news, {}, around);
  return {
    failures: verdict.refused.map(finding => ({
      property: `records[${JSON.stringify(finding.keys.find(isFresh) ?? finding.keys[0])}]`,
      reason: describeRefusal(finding),
    })),
    lines: linesOf(String(news.domainName), verdict),
  };
};

const limitOf = ({ massChange }: Declared): MassLimit =>
  massChange === undefined || massChange === UNKNOWN || hasUnknown(massChange) ? {} : massChange;

/** What the change makes of the zone in which the resource has its sets: all of them go where it is to be another one. */
const shiftFindings = (olds: DnsZoneRecordsState, news: Declared, around: Surroundings): Finding[] => {
  const declared = legible(news);
  if (declared === undefined || news.onDestroy === UNKNOWN || news.existing === UNKNOWN) return [];
  const place = placeOf(around, olds.domainName, olds.accountId);
  const isSamePlace = equal(place, placeOf(around, declared.domainName, declared.accountId));
  const intent = {
    known: olds.records,
    memory: olds.hidden?.sets ?? {},
    existing: news.existing ?? "refuse",
    onDestroy: news.onDestroy ?? "restore",
    ...(around.ledger && { others: othersFor(around.ledger, place, around.owner, around.owner) }),
  } as const;
  const records = isSamePlace ? declared.records : {};
  const after = standingAfter(place.domainName, records, intent);
  return judgeShift(
    {
      ...sceneOf(around, place, after),
      before: new View(place.domainName, standingBefore(intent)),
    },
    limitOf(news),
  );
};

const refusal = (domainName: string, refused: readonly Finding[], lines: readonly string[]): Error =>
  new Error(
    [
      `this would break what ${domainName} serves; nothing was changed.`,
      ...refused.map(finding => `${finding.keys[0]}: ${describeRefusal(finding)}`),
      ...(lines.length > 0 ? ["Beside that:", ...lines] : []),
    ].join("\n"),
  );

const changed = (olds: DnsZoneRecordsState, news: Declared): boolean =>
  (["domainName", "accountId", "records", "existing", "onDestroy"] as const).some(
    name => !equal(olds[name], news[name]),
  );

/**
 * Judges a change: what is declared anew, and what becomes of what was last known.
 * @returns lines
 * @throws Error that says what breaks, and the words that allow it
 */
export const careForChange = (olds: DnsZoneRecordsState, news: Declared, around: Surroundings): string[] => {
  const allow = allowedIn(news);
  const isChanged = changed(olds, news);
  // One that was only looked up has no sets.
  if ((!isChanged && allow.length === 0) || typeof olds.records !== "object") return [];
  const shift = isChanged ? shiftFindings(olds, news, around) : [];
  const declared = judgeDeclared(news, olds.domainName === news.domainName ? olds.records : {}, around);
  const verdicts = [verdictOn(shift, allow), declared.verdict];
  const refused = verdicts.flatMap(verdict => verdict.refused);
  const lines = verdicts.flatMap(verdict => linesOf(olds.domainName, verdict));
  const sinceOf = (key: RecordSetKey): string | undefined => olds.hidden?.sets?.[key]?.since;
  if (refused.length > 0) throw refusal(olds.domainName, withSince(refused, sinceOf), lines);
  const idle = hasUnknown(news.allow) ? [] : idleAllowances(allow, [...shift, ...declared.findings]);
  return [
    ...lines,
    // A safety catch that was left off: said until it is on again.
    ...(idle.length === 0 ? [] : [`${olds.domainName}: ${describeIdle(idle)}`]),
  ];
};

/** Why a create may not take the place of an earlier generation; see the head of this file. */
export const refusedReplacement = (
  ctx: Context,
  before: DnsZoneRecordsState,
  inputs: DnsZoneRecordsInputs,
): Error | undefined => {
  try {
    careForChange(before, inputs, {
      owner: ctx.owner,
      account: own => ctx.account(typeof own === "string" ? own : undefined),
      ledger: ctx.session.ledger,
      sealed: property => ctx.sealed(property),
    });
    return undefined;
  } catch (error) {
    return error as Error;
  }
};
