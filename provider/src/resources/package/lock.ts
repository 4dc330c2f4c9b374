import { describeOwner, sameOwner, type Owner } from "../../core/ownership";
import type { Context, Slot } from "../../lifecycle/context";
import { packageTaken } from "./errors";

interface Hold {
  owner: Owner;
  /** Whether the package is still being acquired. */
  busy: boolean;
}

/**
 * Who of this process acquires, or has acquired, which package. Wix's index may not show it yet, and a second resource
 * that looks for the same external id meanwhile would buy it again, or share it.
 */
const LOCKS: Slot<Map<string, Hold>> = { make: () => new Map() };

/**
 * Does the work that ends with a package, in the name of one resource.
 * @param key names the package in the program
 * @throws Error where another resource has it
 */
export const acquireAlone = async <Acquired>(
  { session, owner }: Context,
  key: string,
  acquire: () => Promise<Acquired>,
): Promise<Acquired> => {
  const locks = session.shared(LOCKS);
  const hold = locks.get(key);
  if (hold !== undefined && (hold.busy || !sameOwner(hold.owner, owner)))
    throw packageTaken(key, describeOwner(hold.owner, owner));
  locks.set(key, { owner, busy: true });
  try {
    const acquired = await acquire();
    locks.set(key, { owner, busy: false });
    return acquired;
  } catch (error) {
    locks.delete(key);
    throw error;
  }
};
