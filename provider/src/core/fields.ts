/*
 * What a resource consists of: each argument once, with how it may change, and the outputs beside. The property names
 * that Pulumi is told, the inputs in a state and the difference of two runs follow from this table. It is loaded by
 * programs, so it must stay light: no schema, nothing of Wix.
 */
import { isDeepStrictEqual as equal } from "node:util";
import type { Failure } from "./failure";
import { present } from "./present";
import { surelyDiffer } from "./unknown";

/** How an argument may change. */
export type Change =
  | { readonly kind: "inPlace" }
  | { readonly kind: "replaces" }
  | { readonly kind: "forbidden"; readonly remediation: string };

/** Wix changes it, or it is the provider's own. */
export const inPlace: Change = { kind: "inPlace" };
/** Another value is another thing: the new one is made, the old one ended. */
export const replaces: Change = { kind: "replaces" };
/** Wix cannot change it, and nothing paid is replaced: fails at preview. @param remediation a sentence, the way out */
export const forbidden = (remediation: string): Change => ({ kind: "forbidden", remediation });

export interface Fields<Argument extends string = string, Output extends string = string> {
  readonly arguments: Readonly<Record<Argument, Change>>;
  /** What comes from Wix beside the arguments. */
  readonly outputs: readonly Output[];
}

export const fields = <Argument extends string, Output extends string = never>(
  changes: Readonly<Record<Argument, Change>>,
  { outputs = [] }: { outputs?: readonly Output[] } = {},
): Fields<Argument, Output> => ({ arguments: changes, outputs });

export interface Difference {
  changes: boolean;
  /** Inputs that cannot change in place. */
  replaces?: string[];
  /** Wix demands that the old one be gone before the new one is made. */
  deleteBeforeReplace?: boolean;
  /** Why it changes where no argument does; a line for the person who watches. */
  because?: string;
  /** What else has to be said of it to the person who watches. */
  lines?: readonly string[];
}

export const argumentsOf = ({ arguments: changes }: Fields): string[] => Object.keys(changes);

const valueOf = (of: object, name: string): unknown => (of as Record<string, unknown>)[name];

/** The arguments among a state's properties; absent ones are left out. */
export const pickArguments = <Inputs extends object>(table: Fields, from: Inputs): Inputs =>
  present(Object.fromEntries(argumentsOf(table).map(name => [name, valueOf(from, name)]))) as Inputs;

const changed = (table: Fields, kind: Change["kind"], olds: object, news: object): string[] =>
  Object.entries(table.arguments)
    .filter(([, change]) => change.kind === kind)
    .map(([name]) => name)
    .filter(name => surelyDiffer(valueOf(olds, name), valueOf(news, name)));

/**
 * What differs between a state and checked inputs. An argument that is not known yet is a change, and never announced
 * as a replacement: what it turns out to be is compared before anything is done.
 */
export const differenceOf = (table: Fields, olds: object, news: object): Difference => {
  const replaced = changed(table, "replaces", olds, news);
  return {
    changes: argumentsOf(table).some(name => !equal(valueOf(olds, name), valueOf(news, name))),
    ...(replaced.length > 0 && { replaces: replaced }),
  };
};

/** A failure for each argument that has changed and must not. */
export const forbiddenChanges = (table: Fields, olds: object, news: object): Failure[] =>
  changed(table, "forbidden", olds, news).map(property => {
    const was = (olds as Record<string, unknown>)[property];
    const { remediation } = table.arguments[property] as Extract<Change, { kind: "forbidden" }>;
    return {
      property,
      reason: `was ${was === undefined ? "not given" : JSON.stringify(was)} before, and Wix cannot change it. ${remediation}`,
    };
  });
