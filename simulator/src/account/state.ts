import { z } from "zod";
import type { Clock } from "../kernel/clock";
import type { Family } from "../kernel/family";
import { baseFields, baseSettings, strangers, type World as WorldOf } from "../kernel/world";
import { FAMILIES } from "./families";

type Both<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** What all families keep, or can be set to; two of them cannot have one field. */
const composed = <Part extends "state" | "settings">(part: Part): Both<(typeof FAMILIES)[number][Part]> => {
  const entries = FAMILIES.flatMap(family => Object.entries(family[part]));
  const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) throw new Error(`two families have the ${part} field ${twice[0]}`);
  return Object.fromEntries(entries) as Both<(typeof FAMILIES)[number][Part]>;
};

const settingsSchema = z.strictObject({ ...baseSettings, ...composed("settings") });

type WithoutDefaults<Shape extends Record<string, z.ZodDefault>> = {
  [Name in keyof Shape]: z.ZodOptional<ReturnType<Shape[Name]["unwrap"]>>;
};

const withoutDefaults = <Shape extends Record<string, z.ZodDefault>>(
  shape: Shape,
): WithoutDefaults<Shape> => {
  const entries = Object.entries(shape).map(([name, schema]) => [name, z.optional(schema.unwrap())]);
  return Object.fromEntries(entries) as WithoutDefaults<Shape>;
};

/** Any of the settings; what is not named stays as it is. */
export const settingsChangeSchema = z.strictObject(withoutDefaults(settingsSchema.shape));

/** What Wix leaves open, or takes longer for than a test can wait. */
export type Settings = z.output<typeof settingsSchema>;
/** Any of the settings; what is not named stays as it is. */
export type SettingsChange = z.output<typeof settingsChangeSchema>;

const documentSchema = z.strictObject({
  now: z.iso.datetime().optional(),
  settings: settingsSchema.prefault({}),
  ...baseFields,
  ...composed("state"),
});

/** The whole simulated world, once read; `now` is kept by the clock instead. */
export type State = Omit<z.output<typeof documentSchema>, "now">;

/** What a state is loaded from and saved as. Only `accounts` and `apiKeys` must be given. */
export type StateDocument = z.input<typeof documentSchema>;
export type World = WorldOf<State>;
export type AccountFamily = Family<State>;

const stateDocumentSchema = documentSchema.superRefine((document, context) => {
  const { accounts, apiKeys } = document;
  const families: readonly AccountFamily[] = FAMILIES;
  const faults = [
    ...strangers(document, [
      ...accounts.map(({ parentAccountId }, index) => ({
        path: ["accounts", index],
        accountId: parentAccountId,
      })),
      ...apiKeys.map(({ accountId }, index) => ({ path: ["apiKeys", index], accountId })),
    ]),
    ...families.flatMap(({ faultsIn }) => faultsIn?.(document) ?? []),
  ];
  for (const { path, message } of faults) context.addIssue({ code: "custom", path, message });
});

/** @throws {Error} that lists every fault of the document. */
export const parseState = (document: unknown): State & { now?: string | undefined } => {
  const parsed = stateDocumentSchema.safeParse(document);
  if (!parsed.success) throw new Error(`not a state document:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

/** @throws {Error} that lists every fault of the document. */
export const createWorld = (seed: number, clock: Clock, document: unknown): World => {
  const { now, ...state } = parseState(document);
  if (now !== undefined) clock.set(new Date(now));
  return { seed, clock, state };
};

/** @throws {Error} that lists every fault of the document; the state stays as it was */
export const loadState = (world: World, document: unknown): void => {
  const { now, ...state } = parseState(document);
  world.state = state;
  if (now !== undefined) world.clock.set(new Date(now));
};

export const saveState = (world: World): StateDocument =>
  structuredClone({ now: world.clock.now().toISOString(), ...world.state });
