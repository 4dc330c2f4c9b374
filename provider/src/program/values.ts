/*
 * Values as they cross between Pulumi and a lifecycle. Pulumi writes an unknown value as a fixed text and a secret as
 * an object with a fixed signature; both are part of its wire protocol. Some properties are hidden: names that begin
 * with two underscores are shown by no preview.
 */
import { UNKNOWN } from "../lifecycle/lifecycle";

const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** The dynamic provider's text, which must survive in every state. */
export const PROVIDER_KEY = "__provider";
/** What the provider needs and nobody has to see. */
export const HIDDEN_KEY = "__wix";

export type Properties = Record<string, unknown>;

/** Put into the inputs by the class's constructor: Pulumi does not tell a provider these things. */
export interface Hidden {
  /** Name of the resource. */
  name: string;
  /** `customTimeouts`, as Pulumi writes durations. */
  timeouts?: { create?: string; update?: string; delete?: string };
  /** Whether anything among the arguments is secret: then what is hidden is kept secret too. */
  secret?: boolean;
  /** Written by the lifecycle. */
  state?: unknown;
}

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

/** What is hidden, as it is written: JSON text, since each nested property costs the engine time at every run. */
export const written = (hidden: Hidden): string => JSON.stringify(hidden);

/** Pulumi may pass nothing, or a value that is not known yet. */
const hiddenIn = (text: unknown): Hidden =>
  typeof text === "string" && text.startsWith("{") ? (JSON.parse(text) as Hidden) : { name: "" };

/** Splits properties as Pulumi passes them into what a lifecycle sees and what is hidden. */
export const received = (properties: Properties): { visible: Properties; hidden: Hidden } => {
  const { [PROVIDER_KEY]: _text, [HIDDEN_KEY]: hidden, ...visible } = properties;
  return {
    visible: fromPulumi(visible) as Properties,
    hidden: hiddenIn(hidden),
  };
};

/** Inputs as a check or a read gives them back. */
export const inputsToPulumi = (inputs: object, hidden: Hidden): Properties => {
  const { state: _state, ...typed } = hidden;
  return { ...(toPulumi(inputs) as Properties), [HIDDEN_KEY]: written(typed) };
};

/** A lifecycle's state as it is saved: its `hidden` part goes where nobody sees it. */
export const stateToPulumi = (state: object, hidden: Hidden): Properties => {
  const { hidden: own, ...visible } = state as { hidden?: unknown };
  const { state: _old, ...typed } = hidden;
  const saved = written(own === undefined ? typed : { ...typed, state: own });
  return { ...(toPulumi(visible) as Properties), [HIDDEN_KEY]: hidden.secret ? secret(saved) : saved };
};

/** A saved state as a lifecycle knows it; the inverse of {@link stateToPulumi}. */
export const stateFromPulumi = (properties: Properties): { state: Properties; hidden: Hidden } => {
  const { visible, hidden } = received(properties);
  return { state: hidden.state === undefined ? visible : { ...visible, hidden: hidden.state }, hidden };
};
