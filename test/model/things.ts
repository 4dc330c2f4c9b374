import type { Alias } from "../harness/engine/shell.ts";
import type { Existing, OnDestroy } from "./commands.ts";

interface Common {
  name: string;
  parents: readonly string[];
  aliases: Alias[];
  dependsOn: Thing | undefined;
  deleteBeforeReplace: boolean;
  replaceOnChanges: boolean;
}

export interface Records extends Common {
  readonly kind: "records";
  zone: string;
  /** By place in the universe's sets. */
  sets: Map<number, readonly string[]>;
  existing: Existing;
  onDestroy: OnDestroy;
}

export interface PackageThing extends Common {
  readonly kind: "package";
  /** Cannot change. */
  readonly product: string;
  /** Typed by the user; absent: by default. */
  readonly externalId: string | undefined;
  onDestroy: "keep" | "cancel";
}

export interface AssignmentThing extends Common {
  readonly kind: "assignment";
  of: PackageThing;
  site: string;
}

export type Role = "PRIMARY" | "REDIRECT" | undefined;

export interface ConnectedThing extends Common {
  readonly kind: "connected";
  domain: string;
  role: Role;
}

export interface RegisteredThing extends Common {
  readonly kind: "registered";
  /** Neither can change. */
  readonly of: PackageThing;
  readonly domain: string;
  role: Role;
}

/** The place of a domain on the site with a plan. */
export interface PlaceThing extends Common {
  readonly kind: "place";
  domain: string;
  role: Role;
}

/** What a program declares. */
export type Thing = Records | PackageThing | AssignmentThing | ConnectedThing | RegisteredThing | PlaceThing;

export const isKind =
  <Kind extends Thing["kind"]>(kind: Kind) =>
  (thing: Thing): thing is Extract<Thing, { kind: Kind }> =>
    thing.kind === kind;

/** What has to be declared before. */
export const needs = (thing: Thing): Thing[] => [
  ...("of" in thing ? [thing.of] : []),
  ...(thing.dependsOn === undefined ? [] : [thing.dependsOn]),
];
