import { isDeepStrictEqual } from "node:util";
import { readCustomers, type Customer } from "./customers.ts";

export interface Wishes {
  /** Names; absent: all. */
  readonly only?: readonly string[] | undefined;
  /** The customers' file as it was; absent: all count as changed. */
  readonly before?: string | undefined;
}

/** @throws Error for a name that there is not */
export function select(customers: readonly Customer[], { only, before }: Wishes): Customer[] {
  const unknown = only?.filter(name => !customers.some(customer => customer.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`no such customer: ${unknown.join(", ")}`);
  const chosen = only === undefined ? customers : customers.filter(({ name }) => only.includes(name));
  return before === undefined ? [...chosen] : chosen.filter(changedSince(before));
}

function changedSince(text: string): (customer: Customer) => boolean {
  let old: Customer[];
  try {
    old = readCustomers(text, "the file at that commit");
  } catch {
    // By older rules, or broken: nobody can say what changed.
    return () => true;
  }
  return customer => !old.some(one => isDeepStrictEqual(one, customer));
}

/** Stacks of customers that are in the file no more. */
export function leftovers(customers: readonly Customer[], stacks: readonly string[]): string[] {
  return stacks.filter(stack => !customers.some(({ name }) => name === stack)).toSorted();
}
