import { type State } from "../account/state";
import { type Random, shuffled } from "../random";
import { type Package } from "./state";

/** A package in Wix's words; `parentAccountId` is the account itself where there is no parent. */
export function packageAnswer(state: State, content: Package, random: Random) {
  const account = state.accounts.find(({ id }) => id === content.accountId);
  const instances = content.productInstances.map(({ settling, ...instance }) => instance);
  const isShuffled = state.settings.instanceOrder === "shuffled";
  return {
    ...content,
    productInstances: isShuffled ? shuffled(instances, random) : instances,
    parentAccountId: account?.parentAccountId ?? content.accountId,
  };
}

type PackageAnswer = ReturnType<typeof packageAnswer>;

/** As Get and Query show it: `billingInfo` may bear its older name. */
export function readAnswer({ settings }: State, { productInstances, ...rest }: PackageAnswer) {
  const renamed = productInstances.map(({ billingInfo, ...instance }) => ({
    ...instance,
    [settings.billingField]: billingInfo,
  }));
  return { ...rest, productInstances: renamed };
}
