/* Answers of either shell in one form, in which they can be compared with each other and with what is expected. */
import { HIDDEN_KEY } from "../../../provider/src/program/hidden";
import type { CheckFailure, Properties } from "../../harness/engine/shell.ts";
import { UNKNOWN, withoutSecrets } from "../../harness/engine/values.ts";
import type { Expected } from "./vocabulary.ts";

/** What came of a call. */
export type Seen = Expected & {
  readonly writes?: readonly string[];
};

export interface Answered {
  readonly id?: string;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  readonly failures?: readonly CheckFailure[];
  readonly changes?: boolean;
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly details?: object;
  readonly changedKeys?: readonly string[];
  readonly error?: string;
  readonly halfMade?: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isMarked = (value: Record<string, unknown>): boolean => "4dabf18193072939515e22adb298388d" in value;

const secretPaths = (value: unknown, path: string): string[] => {
  if (!isObject(value)) return [];
  if (isMarked(value)) return [path];
  return Object.entries(value).flatMap(([key, one]) =>
    secretPaths(one, path === "" ? key : `${path}.${key}`),
  );
};

/** With what changes from run to run left out. */
export const readable = (value: unknown): unknown => {
  if (value === UNKNOWN) return "(unknown)";
  if (typeof value === "string")
    return value
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "(instant)")
      .replaceAll(/request id \S+/g, "request id (id)")
      .replaceAll(/127\.0\.0\.1:\d+/g, "(address)");
  if (Array.isArray(value)) return value.map(readable);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, readable(one)]))
    : value;
};

const shown = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));

interface Hidden {
  readonly state?: unknown;
  readonly form?: number;
  readonly unfinished?: boolean;
}

/** The dynamic shell keeps there what the engine tells the native one with each call. */
const hiddenIn = (properties: Properties): Hidden => {
  const text = withoutSecrets(properties[HIDDEN_KEY]);
  const { state, form, unfinished } = typeof text === "string" ? (JSON.parse(text) as Hidden) : {};
  return {
    ...(state !== undefined && { state }),
    ...(form !== undefined && { form }),
    ...(unfinished && { unfinished }),
  };
};

/** Without the property's name in its own place, which an engine shows otherwise. */
const reasonOf = ({ property, reason }: CheckFailure): string =>
  property === "" ? reason : `${property}: ${reason}`;

export const observed = ({ inputs, outputs, failures, changedKeys: _keys, ...others }: Answered): Seen => ({
  ...(readable(others) as object),
  ...(failures !== undefined && { failures: failures.map(one => readable(reasonOf(one)) as string) }),
  ...(inputs && { inputs: readable(withoutSecrets(shown(inputs))) as object }),
  ...(outputs && {
    outputs: readable(withoutSecrets(shown(outputs))) as object,
    hidden: readable(hiddenIn(outputs)) as object,
  }),
  ...((inputs ?? outputs) && { secret: secretPaths(shown(outputs ?? inputs ?? {}), "").toSorted() }),
});
