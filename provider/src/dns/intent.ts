/* What a plan is made of, and what comes out of it; see plan.ts for the terms. */
import type { RecordSetContent, RecordSetKey, RecordSets, WireRecordSet } from "./types";

/** What is remembered of a set beside what we know of its content. */
export interface SetMemory {
  /** What stood in the zone before us; absent, or no values: nothing. */
  found?: RecordSetContent;
  /** Ours stood beside foreign values when the set was last written. */
  merged?: true;
  /** What was found was taken away before ours were merged: it is to be given back. */
  displaced?: true;
  /** The day on which it was first seen or written, of UTC: `2026-03-01`. Not known of what was saved without it. */
  since?: string;
  /** What was sent where Wix shows it otherwise: sending it once more would change nothing. */
  sent?: RecordSetContent;
}

/** A set as a resource knows it. */
export interface KnownSet extends SetMemory {
  known: RecordSetContent;
}

/** Another declaration of a set, or that of another generation of the same resource. */
export interface OtherDeclaration {
  /** Who declares it, for people; absent where there is nothing to say about it. */
  holder: string | undefined;
  /** The values that it wants there; `all`: the whole set is its own, or its values are not known yet. */
  values: readonly string[] | "all";
}

/** What another resource knows of a set. */
export interface Heritage extends KnownSet {
  /** It declares the set still, has yet to let go of it, or has let go of it and left it to whoever declares it. */
  state: "declared" | "leaving" | "left";
}

export interface Intent {
  /** `{}` on destroy. */
  declared: RecordSets;
  /** As the resource last knew its sets; `{}` on create. Where ours are merged: our values only. */
  known: RecordSets;
  /** What was sent, and nobody could look at afterwards. */
  maybe?: RecordSets;
  memory?: Readonly<Record<RecordSetKey, SetMemory>>;
  /** Known sets that somebody else may look after by now: they go only where they stand as known. */
  left?: ReadonlySet<RecordSetKey>;
  /** How to treat a set that stands in the zone with other content when it is first declared. */
  existing: "refuse" | "merge" | "replace";
  /** What becomes of a set that is known, but no longer declared. */
  onDestroy: "restore" | "delete" | "keep";
  /** Who else declares a set now. Asked whenever a plan is made, since it may not be known before. */
  others?: (key: RecordSetKey) => readonly OtherDeclaration[];
  /** What others know of a set. Asked as `others` is. */
  heritage?: (key: RecordSetKey) => readonly Heritage[];
}

export interface Plan {
  /** To be made only where there are no conflicts; each key at most once. */
  changes: Change[];
  conflicts: Conflict[];
  /** Of the declared sets, as it has to be kept once the changes are made. Sets with nothing to remember are left out. */
  memory: Record<RecordSetKey, SetMemory>;
  /** Sets, or values of merged ones, that are let go of and stay for others that declare them. */
  left: Record<RecordSetKey, KnownSet>;
  notes: Note[];
}

/** What stands in the zone goes and what is to stand there comes, in one PATCH. */
export interface Change {
  key: RecordSetKey;
  type: string;
  /** In canonical form. */
  hostName: string;
  /** As read, to the letter; empty for a new set. */
  remove: readonly WireRecordSet[];
  /** Absent: the set goes. */
  add?: WireRecordSet;
  /** Values that will no longer stand there. */
  removed: readonly string[];
  /** Values that will stand there for the first time, as far as is known. */
  added: readonly string[];
  /** Values found once, that will stand there again. */
  restored: readonly string[];
}

/** Why a set is not written. */
export type Conflict =
  | { kind: "exists"; key: RecordSetKey; declared: RecordSetContent; read: RecordSetContent }
  | {
      kind: "unmergeable";
      key: RecordSetKey;
      declared: RecordSetContent;
      read: RecordSetContent;
      reasons: string[];
    }
  | {
      kind: "changed";
      key: RecordSetKey;
      declared: RecordSetContent | undefined;
      known: RecordSetContent;
      read: RecordSetContent | undefined;
    }
  /** It was sent already, and Wix shows it otherwise. */
  | { kind: "shown-otherwise"; key: RecordSetKey; declared: RecordSetContent; read: RecordSetContent }
  | { kind: "cname"; key: RecordSetKey; other: RecordSetKey };

/** A set that the resource lets go of without deleting it: why. */
export type Note =
  | { kind: "kept"; key: RecordSetKey }
  | { kind: "as-found"; key: RecordSetKey }
  | { kind: "held-by-another"; key: RecordSetKey; holder: string }
  /** Somebody changed it, and whether it is still ours to take away cannot be told. */
  | { kind: "changed"; key: RecordSetKey };
