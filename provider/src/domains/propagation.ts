/* What Wix knows of a domain's records in the world, as people read it. */
import type { WrongRecord } from "../wix/dns-propagation";

/** Values as people read them. */
export const listed = (values: readonly string[]): string =>
  values.length === 0 ? "nothing" : values.join(", ");

/** Expected against seen records, a line each; undefined where Wix names none. */
export const describeWrong = (wrong: readonly WrongRecord[]): string | undefined =>
  wrong.length === 0
    ? undefined
    : wrong
        .map(({ type, expected, actual }) => `${type}: expected ${listed(expected)}; seen ${listed(actual)}`)
        .join("\n  ");

/**
 * Wix documents up to 48 hours, and up to 3 days elsewhere (docs/wix/connected-domains.md#how-long-propagation-takes);
 * ms.
 */
export const PROPAGATION_TIMEOUT = 73 * 3_600_000;

/** Success flaps while resolvers disagree: how many looks in a row must show it. */
export const PROPAGATION_HOLDS = 2;
