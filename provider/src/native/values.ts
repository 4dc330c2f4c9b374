/* Properties as the engine sends them over gRPC, and as lifecycles know them. */
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "../core/unknown";
import { HIDDEN_KEY } from "../program/hidden";
import type { Properties } from "../shell/hiding";
import type { Kept, Mark } from "../shell/subject";
import { secret, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_TEXT } from "../shell/wire";
import { Seals } from "./seals";

/** What is kept beside the visible state; the dynamic shell keeps more there. */
type Hidden = Mark & { readonly state?: unknown };

/** Properties that the engine has sent. */
export interface Received {
  /** Without what programs and SDKs hide among them, which begins with two underscores. */
  readonly visible: Properties;
  readonly seals: Seals;
  /** What is hidden, by its name, as it came. */
  readonly hidden: Properties;
  /** What of that this provider has saved, in either shell. */
  readonly ours: Hidden;
}

export const fromStruct = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {};

export const toStruct = (properties: Properties): Struct =>
  Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);

const isObject = (value: unknown): value is Properties => typeof value === "object" && value !== null;

/** A value without the marks of its secrets. @param found gets each leaf that is secret */
const opened = (value: unknown, found: (leaf: unknown) => void, isSecret = false): unknown => {
  if (Array.isArray(value)) return value.map(one => opened(one, found, isSecret));
  if (isObject(value)) {
    if (value[SIGNATURE_KEY] === SECRET_SIGNATURE) return opened(value.value, found, true);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, opened(one, found, isSecret)]));
  }
  const leaf = value === UNKNOWN_TEXT ? UNKNOWN : value;
  if (isSecret) found(leaf);
  return leaf;
};

const isWholeSecret = (value: unknown): boolean =>
  isObject(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE;

const oursIn = (hidden: Properties): Hidden => {
  const text = opened(hidden[HIDDEN_KEY], () => undefined);
  return typeof text === "string" && text.startsWith("{") ? (JSON.parse(text) as Hidden) : {};
};

/** Splits properties into what a lifecycle sees, what of it is secret, and what is hidden. */
export const received = (struct: Struct | undefined): Received => {
  const visible: Properties = {};
  const hidden: Properties = {};
  const seals = new Seals();
  for (const [name, value] of Object.entries(fromStruct(struct))) {
    if (name.startsWith("__")) {
      hidden[name] = value;
      continue;
    }
    const leaves: unknown[] = [];
    visible[name] = opened(value, leaf => leaves.push(leaf));
    if (isWholeSecret(value)) seals.add(name, leaves, true);
    else if (leaves.length > 0) seals.add(name, leaves, false);
    else seals.show(name, visible[name]);
  }
  return { visible, seals, hidden, ours: oursIn(hidden) };
};

/** A saved resource, whichever shell has saved it. */
export const keptIn = (saved: Received): Kept => {
  const { form, unfinished, state } = saved.ours;
  return {
    state: state === undefined ? saved.visible : { ...saved.visible, hidden: state },
    mark: { ...(form !== undefined && { form }), ...(unfinished && { unfinished }) },
  };
};

/**
 * A resource as it is saved: its `hidden` part goes where nobody sees it, and is secret where anything of it is.
 * @param beside what else is hidden, of a resource that is only looked at: it stays as another shell has saved it
 */
export const savedAs = ({ state, mark }: Kept, seals: Seals, beside?: Received): Properties => {
  const { hidden: own, ...visible } = state as Properties;
  const { form: _form, unfinished: _unfinished, state: _state, ...others } = beside?.ours ?? {};
  const hidden = { ...others, ...mark, ...(own !== undefined && { state: own }) };
  const { [HIDDEN_KEY]: _text, ...rest } = beside?.hidden ?? {};
  const text = JSON.stringify(hidden);
  return {
    ...rest,
    ...seals.close(visible),
    ...(text !== "{}" && { [HIDDEN_KEY]: seals.isEmpty ? text : secret(text) }),
  };
};
