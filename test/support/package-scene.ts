import { expect } from "@jest/globals";
import type { StateDocument } from "../../simulator/src";
import { account, plan } from "../unit/package/programs";
import { chargesOf, packagesOf, wixPackage, type Scene } from "./scene";

/** The simulator's account, in which products are delivered soon. */
export const brisk =
  (settings: StateDocument["settings"] = {}) =>
  (): StateDocument => ({ ...account(), settings: { settleMs: 200, ...settings } });

/** A package of one plan on no site. */
export const onePlan = (name: string, more: object = {}, options?: string): string =>
  wixPackage(name, { products: [plan(undefined)], ...more }, options);

/** The one package of the account was bought once, and lives. */
export async function livesOnce(scene: Scene): Promise<void> {
  const packages = await packagesOf(scene);
  const statuses = packages.map(({ productInstances }) => productInstances.map(({ status }) => status));
  expect(statuses).toEqual([["ENABLED"]]);
  expect(await chargesOf(scene)).toBe(1);
}
