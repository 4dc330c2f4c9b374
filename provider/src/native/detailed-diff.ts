import { isDeepStrictEqual as equal } from "node:util";
import type { Properties } from "../shell/hiding";

export type Kind = "add" | "delete" | "update";

const isObject = (value: unknown): value is Properties => typeof value === "object" && value !== null;

const isAlike = (a: unknown, b: unknown): boolean =>
  isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b);

/** A step of a property path as Pulumi writes it: `.values`, `[1]`, `["MX example.com"]`. */
const step = (key: string, inList: boolean): string => {
  if (inList) return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
};

const kindOf = (old: unknown, now: unknown): Kind =>
  old === undefined ? "add" : now === undefined ? "delete" : "update";

const differences = (path: string, old: unknown, now: unknown): [path: string, kind: Kind][] => {
  if (equal(old, now)) return [];
  if (!isAlike(old, now)) return [[path, kindOf(old, now)]];
  const [before, after] = [old as Properties, now as Properties];
  return Object.keys({ ...before, ...after }).flatMap(key =>
    differences(path + step(key, Array.isArray(old)), before[key], after[key]),
  );
};

/**
 * Where two sets of arguments differ, by property path.
 * @param closed whether a property is shown as a whole only: its keys may be secret
 */
export const detailedDiff = (
  olds: Properties,
  news: Properties,
  closed: (property: string) => boolean,
): Map<string, Kind> =>
  new Map(
    Object.keys({ ...olds, ...news }).flatMap((property): [string, Kind][] => {
      const [old, now] = [olds[property], news[property]];
      if (!closed(property)) return differences(property, old, now);
      return equal(old, now) ? [] : [[property, kindOf(old, now)]];
    }),
  );
