/*
 * Values as Pulumi writes them, for whatever shell: an unknown value as a fixed text, a secret as an object with a fixed
 * signature. Both are part of its wire protocol.
 */
import { UNKNOWN } from "../core/unknown";
import type { Properties } from "./hiding";

export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

const mapped = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map(one => mapped(one, leaf));
  if (typeof value !== "object" || value === null) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, leaf)]));
};

export const fromPulumi = (value: unknown): unknown =>
  mapped(value, leaf => (leaf === UNKNOWN_TEXT ? UNKNOWN : leaf));

/** Marks unknown values as Pulumi does, and leaves out what is undefined. */
export const toPulumi = (value: unknown): unknown =>
  mapped(value, leaf => (leaf === UNKNOWN ? UNKNOWN_TEXT : leaf));

export const secret = (value: unknown): Properties => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });
