import type * as z from "zod";
import { guid, optional, readInputs } from "../lifecycle/inputs";
import type { InputsOf, Judged } from "../lifecycle/resource";

/** The account of a lookup, which each may be given. */
export const ACCOUNT = { accountId: optional(guid) };

/**
 * The arguments of a lookup in canonical form.
 * @param lookup its name, for the error
 * @param judge what a shape alone cannot say; called with what could be read, failures or not
 * @throws Error with all that is wrong, each with its path, what was given and what is allowed; nothing was sent
 */
export const readArguments = <Shape extends Record<string, z.ZodType>>(
  lookup: string,
  shape: Shape,
  given: object,
  judge: (read: Partial<InputsOf<Shape>>) => Judged = () => ({}),
): InputsOf<Shape> => {
  const read = readInputs(shape, { ...given });
  // Nothing is unknown here: the Output form of a lookup waits for all of them.
  const typed = read.inputs as unknown as InputsOf<Shape>;
  const judged = judge(typed);
  const failures = [...read.failures, ...(judged.failures ?? [])];
  if (failures.length === 0) return { ...typed, ...judged.inputs };
  const list = failures.map(({ property, reason }) => `\n  ${property}: ${reason}`).join("");
  throw new Error(`${lookup} was not asked, its arguments are wrong:${list}`);
};

/** Refuses none and both of two arguments. @param sought what the lookup read of its arguments */
export const exactlyOne =
  <Sought extends object>(one: keyof Sought & string, other: keyof Sought & string) =>
  (sought: Sought): Judged => {
    const given = [one, other].filter(name => sought[name as keyof Sought] !== undefined);
    if (given.length === 1) return {};
    const reason =
      given.length === 0
        ? `is missing; write ${one} or ${other}`
        : `stands beside ${other}; write one of them`;
    return { failures: [{ property: one, reason }] };
  };
