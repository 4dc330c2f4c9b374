/* A preview as Markdown, for a reviewer who looks at it for half a minute. */
import { alarm, block, code, table } from "./markdown.ts";
import type { Change, Preview, Properties } from "./preview.ts";

/** What the two sides of a difference are called. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

interface RecordSet {
  readonly values?: unknown;
  readonly ttl?: unknown;
}
type RecordSets = Readonly<Record<string, RecordSet | undefined>>;
interface SetChange {
  /** `MX example.com` */
  readonly set: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What is bought when it is made. */
const PAID = new Set(["Package", "RegisteredDomain"]);

/** @returns what changes, what refuses it, and what is to be looked at twice */
export function reportOf(preview: Preview, sides: Sides): string {
  const { changes, refusals, warnings, notices, ended } = preview;
  const parts = [
    refusals.length > 0 && alarm("CAUTION", ["**Refused.** As it is, this cannot be applied:"]),
    ...refusals.map(block),
    !ended && alarm("CAUTION", ["**The preview did not come to its end.** Its log says why."]),
    ...alarmsOf(changes),
    ...warnings.map(text => `A policy warns:\n\n${block(text)}`),
    ...changes.map(change => partOf(change, sides)),
    notices.length > 0 && "Resources say:",
    ...notices.map(block),
    changes.length === 0 && refusals.length === 0 && ended && "No resource changes.",
  ];
  return parts.filter(part => part !== false).join("\n\n");
}

/** Whether there is nothing that anybody has to look at. */
export const isClean = ({ changes, refusals, notices, ended }: Preview): boolean =>
  ended && changes.length + refusals.length + notices.length === 0;

function alarmsOf(changes: readonly Change[]): string[] {
  const sets = changes.flatMap(setChangesOf);
  const moved = (gone: SetChange): boolean =>
    sets.some(({ set, before, after }) => before === undefined && set === gone.set && after === gone.before);
  const mail = sets.filter(set => isOfMail(set) && !moved(set));
  const bought = changes.filter(({ op, type }) => op === "create" && PAID.has(type));
  const cancelled = changes.filter(
    ({ op, type, before }) => op === "delete" && type === "Package" && before.onDestroy === "cancel",
  );
  const cut = changes.filter(({ op, type }) => op === "delete" && type === "ConnectedDomain");
  return [
    mail.length > 0 &&
      alarm("CAUTION", [
        "**Mail.** These record sets decide where mail arrives, and whether it is believed:",
        ...mail.map(
          ({ set, after }) => `- ${after === undefined ? "**no longer declared**" : "changes"}: ${code(set)}`,
        ),
      ]),
    cut.length > 0 && alarm("CAUTION", [`**Disconnects**, and a zone may be lost: ${namesOf(cut)}`]),
    bought.length > 0 && alarm("WARNING", [`**Costs money**: ${namesOf(bought)}`]),
    cancelled.length > 0 && alarm("WARNING", [`**Cancelled for good**: ${namesOf(cancelled)}`]),
  ].filter(part => part !== false);
}

/** A set that is new takes no mail away. */
function isOfMail({ set, before, after }: SetChange): boolean {
  if (before === undefined) return false;
  const [type = "", host = ""] = set.split(" ");
  const named = type === "MX" || type === "SPF" || /^_dmarc\.|\._domainkey\./.test(host);
  return named || /v=spf1/i.test(before + (after ?? ""));
}

function partOf(change: Change, sides: Sides): string {
  const { op, type, name, halfMade } = change;
  const heading = `### ${op} ${type} ${code(name)}`;
  const rows =
    type === "DnsZoneRecords"
      ? setChangesOf(change).map(({ set, before, after }) => [
          code(set),
          before ?? "",
          after ?? "**no longer declared**",
        ])
      : [];
  const others = differing(change)
    .filter(key => type !== "DnsZoneRecords" || (key !== "records" && op === "update"))
    .map(key => [code(key), shown(change.before[key]), shown(change.after[key])]);
  const hidden = type === "DnsZoneRecords" && !isComparable(change) ? UNCOMPARABLE : "";
  const all = [...rows, ...others];
  return [
    heading,
    ...halfMade.map(text => `Half-made by an earlier run:\n\n${block(text)}`),
    hidden,
    all.length > 0
      ? table([type === "DnsZoneRecords" ? "record set" : "argument", sides.before, sides.after], all)
      : "",
  ]
    .filter(text => text !== "")
    .join("\n\n");
}

function setChangesOf(change: Change): SetChange[] {
  const { type, before, after } = change;
  if (type !== "DnsZoneRecords" || !isComparable(change)) return [];
  const olds = setsOf(before);
  const news = setsOf(after);
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .sort()
    .map(set => ({ set, before: told(olds[set]), after: told(news[set]) }))
    .filter(one => one.before !== one.after);
}

/** By canonical name. */
const setsOf = ({ records = {} }: Properties): RecordSets => records as RecordSets;

/** What is secret is one text, and what is only known later is not in canonical form. */
const isComparable = ({ before, after }: Change): boolean =>
  [before.records, after.records].every(
    records => records === undefined || (typeof records === "object" && !Array.isArray(records)),
  );
const UNCOMPARABLE = "Its record sets are secret, or only known later, and not shown.";

function told(set: RecordSet | undefined): string | undefined {
  if (set === undefined) return undefined;
  const values = Array.isArray(set.values)
    ? set.values.map(value => code(textOf(value)))
    : [code(textOf(set.values))];
  return [...values, ...(set.ttl === undefined ? [] : [`ttl ${textOf(set.ttl)}`])].join("<br>");
}

const differing = ({ before, after }: Change): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
const shown = (value: unknown): string => (value === undefined ? "" : code(textOf(value)));
const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const namesOf = (changes: readonly Change[]): string =>
  changes.map(({ type, name }) => `${type} ${code(name)}`).join(", ");
