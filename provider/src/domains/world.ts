/*
 * What the world answers for the records that a domain needs, asked beside Wix: tells records that are wrong from a Wix
 * that has not looked again (docs/wix/connected-domains.md#the-last-observation-not-a-look). It only makes a message
 * better, so nothing depends on it, and of a resolver that does not answer nothing is said.
 */
import { Resolver } from "node:dns/promises";
import { canonicalName } from "../dns/names";
import { listed } from "./propagation";

/** A record as it has to be set at a registrar or DNS provider. */
export interface Needed {
  readonly type: "NS" | "A" | "CNAME";
  /** Full host name. */
  readonly name: string;
  readonly values: readonly string[];
}

/** A record, and what the world answers for it. */
export interface Answered extends Needed {
  readonly seen: readonly string[];
}

/** Of one query; ms. */
const TIMEOUT = 2_000;

/** A resolver's word that there is none. */
const NONE = new Set(["ENOTFOUND", "ENODATA"]);

const query = (resolver: Resolver, { type, name }: Needed): Promise<string[]> => {
  switch (type) {
    case "A":
      return resolver.resolve4(name);
    case "NS":
      return resolver.resolveNs(name);
    case "CNAME":
      return resolver.resolveCname(name);
  }
};

/** @returns undefined where nobody answers */
const ask = async (resolver: Resolver, record: Needed): Promise<Answered | undefined> => {
  try {
    return { ...record, seen: (await query(resolver, record)).map(canonicalName).sort() };
  } catch (error) {
    return NONE.has((error as NodeJS.ErrnoException).code ?? "") ? { ...record, seen: [] } : undefined;
  }
};

/**
 * Asks for each of the records; never fails.
 * @param resolvers addresses, or the machine's own; undefined: nobody is asked
 * @returns those that were answered
 */
export const askTheWorld = async (
  resolvers: readonly string[] | "system" | undefined,
  records: readonly Needed[],
): Promise<Answered[]> => {
  if (resolvers === undefined) return [];
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 1 });
  if (resolvers !== "system") resolver.setServers(resolvers);
  const answers = await Promise.all(records.map(record => ask(resolver, record)));
  return answers.filter(answer => answer !== undefined);
};

const isRight = ({ values, seen }: Answered): boolean => {
  const expected = new Set(values.map(canonicalName));
  return expected.size === seen.length && seen.every(value => expected.has(value));
};

/** Which side has to move; undefined where the answers do not tell. */
export const describeWorld = (
  records: readonly Needed[],
  answers: readonly Answered[],
): string | undefined => {
  const wrong = answers.filter(answer => !isRight(answer));
  if (wrong.length > 0)
    return [
      "The records in the world are not right yet:",
      ...wrong.map(
        ({ type, name, values, seen }) => `${type} ${name}: expected ${listed(values)}; seen ${listed(seen)}`,
      ),
    ].join("\n  ");
  if (records.length === 0 || answers.length < records.length) return undefined;
  return "The records in the world are right; Wix has not looked again yet.";
};
