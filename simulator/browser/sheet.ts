import type { Call } from "./calls.js";

interface Base {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  /** Default false: it may be left empty. */
  readonly required?: boolean;
  /** Has a line for itself; default false. */
  readonly wide?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a form asks for. */
export type Field =
  | (Base & { readonly kind: "text"; readonly suggestions?: readonly string[] })
  | (Base & { readonly kind: "number"; readonly least: number })
  | (Base & { readonly kind: "lines" })
  | (Base & { readonly kind: "choice"; readonly choices: readonly Choice[] });

/** What was filled in, by the field's name. */
export type Values = Readonly<Record<string, string>>;

/** One thing that can be done. */
export interface Deed {
  readonly title: string;
  readonly explains?: string;
  readonly fields: readonly Field[];
  /** What the button says. */
  readonly verb: string;
  /** Takes something away. */
  readonly danger?: boolean;
  readonly call: (values: Values) => Call;
  /** What to say once it is done. */
  readonly done: string;
}

/** What can be done to one thing: opens over the page. */
export interface Sheet {
  readonly title: string;
  readonly lead: string;
  /** Ids and the like. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly deeds: readonly Deed[];
}

export const sameChoices = (...values: readonly string[]): Choice[] =>
  values.map(value => ({ value, label: value }));
