/*
 * A package that is paid for and does not look as declared: Wix sold something else, shows it wrongly, or the heir of a
 * resource declares what its package cannot become. It is saved with what Wix shows. Until Wix shows what is declared,
 * or what Wix shows is declared, each run looks again and refuses; adjusting it by itself might charge.
 */
import type { Context } from "../../lifecycle/context";
import { InitFailed } from "../../lifecycle/lifecycle";
import type { WirePackage } from "../../wix/packages";
import { packageDisputed } from "./errors";
import { knownOnlyFrom, stateOf } from "./observe";
import { instancesOf } from "./product";
import type { PackageInputs, PackageState } from "./types";

export const describeDispute = ({ packageId }: Pick<PackageState, "packageId">): string =>
  `package ${packageId} was not as declared when it was last seen. The update looks again.`;

/** @returns the instances of the declared products, in their order; undefined where the package is not as declared */
export const instancesAsDeclared = (
  ctx: Context,
  inputs: PackageInputs,
  found: WirePackage,
): string[] | undefined => {
  const account = ctx.account(inputs.accountId);
  const { externalId = inputs.externalId, accountId = account } = found;
  return externalId === inputs.externalId && accountId === account ? instancesOf(inputs, found) : undefined;
};

/** The package as it is to be saved, with the reason. @param owner the account that is asked */
export const disputed = (
  ctx: Context,
  inputs: PackageInputs,
  found: WirePackage,
  { owner, bought }: { owner: string; bought: boolean },
): InitFailed<PackageState> => {
  const { products, externalId, ...rest } = inputs;
  const state = stateOf(
    {
      ...knownOnlyFrom(found, found.accountId ?? owner, inputs.accountId),
      inputs: { ...rest, externalId },
      bought,
      disputed: true,
    },
    found,
  );
  const error = packageDisputed({ externalId, products, found, sealed: ctx.sealed("products") });
  return new InitFailed(found.id, state, error);
};
