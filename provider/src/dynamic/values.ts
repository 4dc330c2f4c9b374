/*
 * Values as they cross between Pulumi and a lifecycle. Pulumi writes an unknown value as a fixed text and a secret as
 * an object with a fixed signature; both are part of its wire protocol.
 */
import { UNKNOWN } from "../core/unknown";
import {
  HIDDEN_KEY,
  PROGRAM_KEY,
  PROVIDER_KEY,
  written,
  type Announcement,
  type Hidden,
} from "../program/hidden";

const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

export type Properties = Record<string, unknown>;

const mapped = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map(one => mapped(one, leaf));
  if (typeof value !== "object" || value === null) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, leaf)]));
};

const fromPulumi = (value: unknown): unknown =>
  mapped(value, leaf => (leaf === UNKNOWN_TEXT ? UNKNOWN : leaf));

/** Marks unknown values as Pulumi does, and leaves out what is undefined. */
const toPulumi = (value: unknown): unknown => mapped(value, leaf => (leaf === UNKNOWN ? UNKNOWN_TEXT : leaf));

const secret = (value: unknown): Properties => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });

/** Pulumi may pass nothing, or a value that is not known yet. */
const hiddenIn = (text: unknown): Hidden =>
  typeof text === "string" && text.startsWith("{") ? (JSON.parse(text) as Hidden) : { name: "" };

/** What the lifecycle and the shell get of properties that Pulumi passes. */
export interface Received {
  visible: Properties;
  hidden: Hidden;
  /** What else the program declares, as text. */
  program: string | undefined;
}

/** Splits properties as Pulumi passes them into what a lifecycle sees and what is hidden. */
export const received = (properties: Properties): Received => {
  const { [PROVIDER_KEY]: _text, [HIDDEN_KEY]: hidden, [PROGRAM_KEY]: program, ...visible } = properties;
  return {
    visible: fromPulumi(visible) as Properties,
    hidden: hiddenIn(hidden),
    program: typeof program === "string" && program.startsWith("[") ? program : undefined,
  };
};

/** The resources that an announcement names; see `program/announcements.ts`. */
export const announcedIn = (text: string): Announcement => JSON.parse(text) as Announcement;

/** Inputs as a check or a read gives them back. */
export const inputsToPulumi = (inputs: object, hidden: Hidden): Properties => {
  const { state: _state, form: _form, unfinished: _unfinished, ...typed } = hidden;
  return { ...(toPulumi(inputs) as Properties), [HIDDEN_KEY]: written(typed) };
};

/** What is saved beside a state. */
export type Mark = Pick<Hidden, "form" | "unfinished">;

/** A lifecycle's state as it is saved: its `hidden` part goes where nobody sees it. */
export const stateToPulumi = (state: object, hidden: Hidden, mark: Mark): Properties => {
  const { hidden: own, ...visible } = state as { hidden?: unknown };
  const { state: _state, form: _form, unfinished: _unfinished, ...typed } = hidden;
  const saved = written({ ...typed, ...mark, ...(own !== undefined && { state: own }) });
  return {
    ...(toPulumi(visible) as Properties),
    [HIDDEN_KEY]: hidden.sealed === undefined ? saved : secret(saved),
  };
};

/** A saved state as a lifecycle knows it; the inverse of {@link stateToPulumi}. */
export const stateFromPulumi = (properties: Properties): { state: Properties; hidden: Hidden } => {
  const { visible, hidden } = received(properties);
  return { state: hidden.state === undefined ? visible : { ...visible, hidden: hidden.state }, hidden };
};
