import { redact } from "../core/redact";
import type { Properties } from "./values";

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The texts among sealed properties, keys of maps left aside: Pulumi shows those. */
export const secretsIn = (sealed: readonly string[] | undefined, ...all: readonly Properties[]): string[] =>
  (sealed ?? []).flatMap(name => all.flatMap(properties => textsIn(properties[name])));

/** Rewrites what an error says, in place: its class and what else it carries stay. */
export const redactError = (error: unknown, secrets: readonly string[]): unknown => {
  if (secrets.length > 0 && error instanceof Error) error.message = redact(error.message, secrets);
  return error;
};
