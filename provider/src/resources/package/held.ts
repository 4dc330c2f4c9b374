import type { Wix } from "../../wix/client";
import { PackageTaken } from "./errors";

/*
 * What this process has created or taken over. Wix's index may not show it yet, and nobody else in the process may
 * take it: a second resource of the same external id would share one package, and the deletion of a resource that was
 * replaced would cancel the package that its successor took over.
 */
const held = new WeakMap<Wix, Map<string, string | undefined>>();

const heldBy = (wix: Wix): Map<string, string | undefined> => {
  const known = held.get(wix) ?? new Map<string, string | undefined>();
  held.set(wix, known);
  return known;
};

/**
 * Does the work that ends with a package, in the name of one resource.
 * @param key names the package in the program
 * @throws PackageTaken
 */
export const holding = async <Acquired extends { found: { id: string } }>(
  wix: Wix,
  key: string,
  acquire: () => Promise<Acquired>,
): Promise<Acquired> => {
  const packages = heldBy(wix);
  if (packages.has(key)) throw new PackageTaken(key);
  packages.set(key, undefined);
  try {
    const acquired = await acquire();
    packages.set(key, acquired.found.id);
    return acquired;
  } catch (error) {
    packages.delete(key);
    throw error;
  }
};

/** Whether this process has created or taken over the package for a resource. */
export const isHeld = (wix: Wix, packageId: string): boolean => [...heldBy(wix).values()].includes(packageId);
