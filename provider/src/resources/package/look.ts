import type { Wix } from "../../wix/client";
import { getPackage, queryPackages, type WirePackage } from "../../wix/packages";

/** The packages of one external id in one account. */
export interface Looked {
  live: WirePackage[];
  /** Ids. */
  cancelled: string[];
  /** Ids of packages that the index names, and of which Wix says that there are none. */
  denied: string[];
}

/**
 * A package has no status of its own: it is gone when all of it is (docs/wix/lifecycles.md#when-a-package-is-gone). One
 * of which Wix shows no instance at all is not known to be gone.
 */
export const isCancelled = ({ productInstances }: WirePackage): boolean =>
  productInstances.length > 0 && productInstances.every(({ status }) => status === "CANCELED");

/** Asks the index which packages there are, and each of them what it is: the index may be behind. */
export const lookFor = async (wix: Wix, owner: string, externalId: string): Promise<Looked> => {
  const indexed = await queryPackages(wix, { externalId }, owner);
  // The answer holds the packages of child accounts too, which cannot be read in the name of this one.
  const ids = new Set(indexed.filter(({ accountId = owner }) => accountId === owner).map(({ id }) => id));
  const looked = await Promise.all(
    [...ids].map(async id => ({ id, found: await getPackage(wix, id, owner) })),
  );
  const ours = looked.flatMap(({ found }) =>
    found !== undefined && (found.externalId ?? externalId) === externalId ? [found] : [],
  );
  return {
    live: ours.filter(found => !isCancelled(found)),
    cancelled: ours.filter(isCancelled).map(({ id }) => id),
    denied: looked.filter(({ found }) => found === undefined).map(({ id }) => id),
  };
};
