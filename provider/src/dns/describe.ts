/* What a plan and a check have to say, as people read it in a terminal. */
import type { Failure } from "../core/failure";
import { splitKey } from "./key";
import type { Change, Conflict, Note } from "./intent";
import type { RecordSetContent, RecordSets } from "./types";

/** How a value of a record is shown: as it is, or not at all. */
export type Show = (value: string) => string;
export const openly: Show = value => value;
export const secretly: Show = () => "[secret]";

/** Several lines: what is in the way, the versions side by side, the way out. */
export function describeConflict(conflict: Conflict, show: Show = openly): string {
  switch (conflict.kind) {
    case "exists":
      return describeExisting(conflict, show);
    case "unmergeable":
      return lines(
        `${conflict.key}: what is declared cannot stand beside what the zone holds already.`,
        versions({ declared: conflict.declared, "in the zone": conflict.read }, show),
        ...conflict.reasons.map(reason => `Together the values ${reason}.`),
        'Declare the whole record set with existing: "replace", or leave out what collides.',
      );
    case "changed":
      return describeChanged(conflict, show);
    case "shown-otherwise":
      return lines(describeShown(conflict, show), "It was sent before, and is not sent again.", CUT_ADVICE);
    case "cname":
      return lines(
        `${conflict.key} cannot stand beside ${conflict.other}: a CNAME stands alone on its host name.`,
        `Remove ${conflict.other} from the zone or declare only one of the two. If this resource let go of`,
        'it just now and gives back what it found (onDestroy: "restore"), set onDestroy: "delete".',
      );
  }
}

/** One line. */
export function describeNote(note: Note): string {
  switch (note.kind) {
    case "kept":
      return `${note.key} stays in the zone (onDestroy: "keep").`;
    case "as-found":
      return `${note.key} stays in the zone: it is as it was found.`;
    case "changed":
      return `${note.key} stays in the zone: it was changed since it was last known to be ours.`;
    case "held-by-another":
      return `${note.key} stays in the zone: ${note.holder} declares it now.`;
  }
}

/** What a change has taken away and what came in its place, in one line; undefined where it took and gave back nothing. */
export function describeRemoval(
  { key, removed, added, restored }: Pick<Change, "key" | "removed" | "added" | "restored">,
  show: Show = openly,
): string | undefined {
  if (removed.length === 0 && restored.length === 0) return undefined;
  const parts = Object.entries({ removed, restored, added })
    .filter(([, values]) => values.length > 0)
    .map(([what, values]) => `${what} ${values.map(show).join(", ")}`);
  return `${key}: ${parts.join("; ")}`;
}

/** One line. */
export const describeFailure = ({ property, reason }: Failure): string => `${property}: ${reason}`;

/**
 * Record sets as a `records: [...]` block of a TypeScript program, ready to be pasted.
 * @param indent blanks before each line
 */
export function recordsBlock(sets: RecordSets, indent = 0, show: Show = openly): string {
  const margin = " ".repeat(indent);
  const entries = Object.entries(sets).map(([key, { values, ttl }]) => {
    const { type, hostName } = splitKey(key);
    const texts = values.map(value => JSON.stringify(show(value))).join(", ");
    const seconds = ttl === undefined ? "" : `, ttl: ${ttl}`;
    return `${margin}  { type: "${type}", hostName: "${hostName}", values: [${texts}]${seconds} },`;
  });
  return [`${margin}records: [`, ...entries, `${margin}],`].join("\n");
}

function describeExisting(
  { key, declared, read }: Extract<Conflict, { kind: "exists" }>,
  show: Show,
): string {
  const isCname = splitKey(key).type === "CNAME";
  return lines(
    `${key} stands in the zone already, with other content.`,
    versions({ declared, "in the zone": read }, show),
    isCname
      ? 'Set existing: "replace" to put the declared target in its place (a CNAME cannot be merged),'
      : 'Set existing: "merge" to add ours to it, or existing: "replace" to put ours in its place,',
    "or declare what is there:",
    recordsBlock({ [key]: read }, 2, show),
  );
}

/** What was sent of a set, and what Wix shows in its place. */
export const describeShown = (
  {
    key,
    declared,
    read,
  }: { key: string; declared: RecordSetContent | undefined; read: RecordSetContent | undefined },
  show: Show = openly,
): string =>
  lines(
    `${key}: Wix shows it otherwise than it was sent.`,
    versions({ sent: declared, "Wix shows": read }, show),
  );

/** The way out where a text came back cut. */
export const CUT_ADVICE =
  "Ask the zone's name servers for it, for instance by dig. Where they answer the whole text, declare it as Wix shows " +
  "it:\nnothing is written then. Where they answer what Wix shows, declare a shorter text, such as a DKIM key of 1024 " +
  "bits.";

function describeChanged(
  { key, declared, known, read }: Extract<Conflict, { kind: "changed" }>,
  show: Show,
): string {
  return lines(
    `${key} was ${read === undefined ? "deleted" : "changed"} by somebody else since the last run.`,
    versions({ declared, "last known": known, "in the zone": read }, show),
    "Run `pulumi refresh` to take over what the zone holds, then look at the preview.",
  );
}

const LABEL_WIDTH = "in the zone".length;

/** One value a line, each version under its label. */
function versions(contents: Record<string, RecordSetContent | undefined>, show: Show): string {
  const rows = Object.entries(contents).flatMap(([label, content]) =>
    linesOf(content, show).map(
      (value, index) => `  ${(index === 0 ? label : "").padEnd(LABEL_WIDTH)}  ${value}`,
    ),
  );
  return rows.join("\n");
}

function linesOf(content: RecordSetContent | undefined, show: Show): string[] {
  if (content === undefined) return ["(nothing)"];
  const values = content.values.map(show);
  return content.ttl === undefined ? values : [...values, `(ttl ${content.ttl})`];
}

const lines = (...parts: string[]): string => parts.join("\n");
