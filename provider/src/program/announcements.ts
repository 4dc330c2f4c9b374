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

/** How many resources are constructed in one go. */
interface Batch {
  all: number;
  ready: number;
}

interface Class {
  /** The announcements of the resources, as JSON texts. */
  readonly texts: string[];
  /** Of all texts. */
  length: number;
  batch: Batch | undefined;
  whole: { text: string; of: number } | undefined;
}

const classes = new Map<string, Class>();

const classOf = (type: string): Class => {
  const known = classes.get(type) ?? { texts: [], length: 0, batch: undefined, whole: undefined };
  classes.set(type, known);
  return known;
};

/** Lets the rest of the program's constructors run. */
const afterConstructors = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** As each resource that tells it needs it: made once. */
const wholeOf = (one: Class): string => {
  const of = one.texts.length;
  if (one.whole?.of !== of) one.whole = { text: `[${one.texts.join(",")}]`, of };
  return one.whole.text;
};

const isShort = ({ texts, length }: Class): boolean => length + texts.length + 1 <= SHORT;

/**
 * Announces a resource to the others of its class.
 * @param isReady whether it waits for no other resource
 * @returns once all that runs in one go was announced, the text of all; undefined where there is nothing to tell, or
 *   others tell it. No promise where that is certain at once: each costs time in Pulumi
 */
export const announce = (
  type: string,
  resource: Announced,
  isReady: boolean,
): Promise<string | undefined> | undefined => {
  const one = classOf(type);
  const batch = (one.batch ??= { all: 0, ready: 0 });
  const text = JSON.stringify(resource);
  one.texts.push(text);
  one.length += text.length;
  const isAmongFirst = batch.all++ < TELLERS;
  const isAmongReady = isReady && batch.ready++ < TELLERS;
  return isShort(one) || isAmongFirst || isAmongReady
    ? told(one, batch, isAmongReady, isAmongFirst)
    : undefined;
};

const told = async (
  one: Class,
  batch: Batch,
  isAmongReady: boolean,
  isAmongFirst: boolean,
): Promise<string | undefined> => {
  await afterConstructors();
  one.batch = undefined;
  if (one.texts.length < 2) return undefined;
  const tells = batch.ready > 0 ? isAmongReady : isAmongFirst;
  return isShort(one) || tells ? wholeOf(one) : undefined;
};
