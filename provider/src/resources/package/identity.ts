import { createHash } from "node:crypto";
import type { Owner } from "../../core/ownership";
import { LONGEST_ID } from "./schema";
import type { PackageInputs } from "./types";

const HASH = 16;

/** Objects with their keys in order: Pulumi passes the same object with its keys in another one. */
const ordered = (_key: string, value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const digest = (...parts: unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts, ordered)).digest("hex");

/**
 * The external id of a package that was given none, of what makes the resource unique in all stacks; past 100
 * characters its end is a hash of the whole.
 * @param program `<project>/<stack>`
 */
export const defaultExternalId = (program: string, { name, under }: Owner): string => {
  const whole = `pulumi/${program}/${under === undefined ? "" : `${under}$`}${name}`.trim();
  if (whole.length <= LONGEST_ID) return whole;
  return `${whole.slice(0, LONGEST_ID - HASH - 1)}-${digest(whole).slice(0, HASH)}`;
};

/** The same for the same parts, in every run. */
export const idempotencyKey = (...parts: unknown[]): string => `pulumi-${digest(...parts).slice(0, 40)}`;

/**
 * Names a purchase. Other products are another purchase; so is the same one after a package of the same external id was
 * cancelled, which Wix would otherwise answer with the cancelled one.
 * @param cancelled ids of the cancelled packages
 */
export const purchaseKey = (
  owner: string,
  { externalId, products }: Pick<PackageInputs, "externalId" | "products">,
  cancelled: readonly string[],
): string => idempotencyKey("buy", owner, externalId, products, [...cancelled].sort());
