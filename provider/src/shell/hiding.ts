import { redact } from "../core/redact";

/** Arguments, or a state, by the names of their properties. */
export type Properties = Record<string, unknown>;

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** A text as it may be shown. */
export type Hide = (text: string) => string;

export interface Hiding {
  /** Names of the arguments that hold anything secret. */
  readonly sealed: readonly string[] | undefined;
  /** Names of all arguments. */
  readonly names: readonly string[];
  /** Texts beside the open arguments that are no secret whatever they hold: names of resources. */
  readonly shown: () => readonly string[];
}

/**
 * Takes out of texts what sealed arguments hold, keys of maps left aside: Pulumi shows those, as it shows the arguments
 * that are not sealed.
 * @param given the arguments now
 * @param before those of the last run: what was secret then stays so
 */
export const hiding = (
  { sealed = [], names, shown }: Hiding,
  given: Properties,
  before: Properties = {},
): Hide => {
  const secrets = sealed.flatMap(name => [given, before].flatMap(properties => textsIn(properties[name])));
  if (secrets.length === 0) return text => text;
  const open = names.filter(name => !sealed.includes(name)).flatMap(name => textsIn(given[name]));
  return text => redact(text, secrets, { shown: [...open, ...shown()] });
};

/** Rewrites what an error says, in place: its class and what else it carries stay. */
export const redactError = (error: unknown, hide: Hide): unknown => {
  if (error instanceof Error) error.message = hide(error.message);
  return error;
};
