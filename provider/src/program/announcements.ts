/*
 * What a program declares, before the engine gets to it.
 *
 * An update may run before the check of a resource that depends on it, and with --target most checks are not called at
 * all. But the constructors that run in one go have all run before the first registration is sent, so each resource
 * can tell the provider what all others of its class declare. What is only known later is left out.
 *
 * A large program would send the same long text with each resource. There, a few tell it for all: those that wait for
 * nothing, whose registrations are sent first.
 */
import type { Announced } from "./hidden";

/** Texts up to so many characters go with every resource. */
const SHORT = 16_384;
/** How many resources tell a longer one. */
const TELLERS = 8;

/** Resources that are constructed in one go. */
interface Batch {
  readonly all: Announced[];
  readonly ready: Announced[];
}

interface Class {
  readonly resources: Announced[];
  batch: Batch | undefined;
  text: string;
  /** How many resources the text names. */
  told: number;
}

const classes = new Map<string, Class>();

const classOf = (type: string): Class => {
  const known = classes.get(type) ?? { resources: [], batch: undefined, text: "", told: 0 };
  classes.set(type, known);
  return known;
};

/** Lets the rest of the program's constructors run. */
const afterConstructors = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

const textOf = (one: Class): string => {
  if (one.told !== one.resources.length) {
    one.text = JSON.stringify(one.resources);
    one.told = one.resources.length;
  }
  return one.text;
};

/**
 * Announces a resource to the others of its class.
 * @param isReady whether it waits for no other resource
 * @returns once all that runs in one go was announced, the text of all; undefined where there is nothing to tell, or
 *   others tell it
 */
export const announce = async (
  type: string,
  resource: Announced,
  isReady: boolean,
): Promise<string | undefined> => {
  const one = classOf(type);
  const batch = (one.batch ??= { all: [], ready: [] });
  one.resources.push(resource);
  batch.all.push(resource);
  if (isReady) batch.ready.push(resource);
  await afterConstructors();
  one.batch = undefined;
  if (one.resources.length < 2) return undefined;
  const text = textOf(one);
  const tellers = batch.ready.length > 0 ? batch.ready : batch.all;
  return text.length <= SHORT || tellers.slice(0, TELLERS).includes(resource) ? text : undefined;
};
