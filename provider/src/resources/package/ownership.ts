/*
 * What a package has to do with the other resources of the program: what it declares and holds, and what of it others
 * need. Nothing that is declared is cancelled, moved or taken over.
 */
import { describeOwner, type Claim, type Owner, type Ownership, type Thing } from "../../core/ownership";
import { UNKNOWN, type Partly } from "../../core/unknown";
import type { Context } from "../../lifecycle/context";
import type { Environment } from "../../lifecycle/lifecycle";
import {
  instanceThing,
  packageGuidThing,
  packageThing,
  placementThing,
  type Placement,
} from "../../lifecycle/things";
import type { WirePackage } from "../../wix/packages";
import { conflictingPlacement, instanceNeeded, packageTaken } from "./errors";
import { isOver } from "./settled";
import type { Goal } from "./steps";
import type { PackageInputs, PackageState, PartlyKnown } from "./types";

/** The instances whose companions are declared; they must live on. */
const references = ({ products }: PartlyKnown): Claim[] => {
  if (!Array.isArray(products)) return [];
  return products.flatMap((product, index) => {
    const id = product === UNKNOWN ? undefined : product.referenceProductInstanceId;
    return typeof id === "string"
      ? [
          {
            key: instanceThing(id),
            property: `products[${index}].referenceProductInstanceId`,
            shared: true,
          },
        ]
      : [];
  });
};

export const claims = (inputs: Partly<PackageInputs>, environment: Environment): Claim[] => {
  const { externalId, accountId } = inputs;
  const isKnown = typeof externalId === "string" && accountId !== UNKNOWN;
  return [
    ...(isKnown
      ? [{ key: packageThing(environment.account(accountId), externalId), property: "externalId" }]
      : []),
    ...references(inputs),
  ];
};

export const holdings = ({ packageId, productInstanceIds, products, hidden }: PackageState): Thing[] => {
  const declared = hidden.declared ?? products;
  return [
    { key: packageGuidThing(packageId) },
    ...productInstanceIds.map(id => ({ key: instanceThing(id) })),
    ...productInstanceIds.flatMap((id, index) => {
      const siteId = declared[index]?.siteId;
      return siteId === undefined ? [] : [{ key: placementThing(id), detail: { siteId } }];
    }),
  ];
};

/** Who of the program has the package, by its external id or because it holds it. @param except asks for others only */
export const ownersOf = (
  { session: { ledger } }: Context,
  { id, owner, externalId }: { id: string; owner: string; externalId: string | undefined },
  except?: Owner,
): Ownership[] => [
  ...(externalId === undefined ? [] : ledger.declarers(packageThing(owner, externalId), except)),
  ...ledger.declaredHolders(packageGuidThing(id), except),
];

/** Who declares something that needs one of the instances. @param except asks for others only */
export const neederOf = (
  { session: { ledger } }: Context,
  instanceIds: readonly string[],
  except?: Owner,
): { owner: Owner; instanceId: string } | undefined =>
  instanceIds
    .flatMap(instanceId =>
      [instanceThing(instanceId), placementThing(instanceId)].flatMap(key =>
        ledger.declarers(key, except).map(({ owner }) => ({ owner, instanceId })),
      ),
    )
    .at(0);

/** @throws Error where another resource of the program holds the package */
export const refuseShared = (ctx: Context, packageId: string): void => {
  const [other] = ctx.session.ledger.declaredHolders(packageGuidThing(packageId), ctx.owner);
  if (other !== undefined) throw packageTaken(`package ${packageId}`, describeOwner(other.owner, ctx.owner));
};

/** @throws Error where others declare what is to be cancelled, or another site for what is to be moved */
export const refuseConflicts = (ctx: Context, goal: Goal, seen: WirePackage): void => {
  const live = seen.productInstances.filter(instance => !isOver(instance));
  const cancelled = live.filter(({ instanceId }) => goal.cancellations.includes(instanceId));
  const needer = neederOf(
    ctx,
    cancelled.map(({ instanceId }) => instanceId),
    ctx.owner,
  );
  if (needer !== undefined)
    throw instanceNeeded(seen.id, needer.instanceId, describeOwner(needer.owner, ctx.owner));
  for (const { instanceId, product } of goal.targets) {
    if (product.siteId === undefined) continue;
    const other = ctx.session.ledger
      .declarers<Placement>(placementThing(instanceId), ctx.owner)
      .find(({ detail }) => detail?.siteId !== product.siteId);
    if (other !== undefined)
      throw conflictingPlacement(instanceId, product.siteId, describeOwner(other.owner, ctx.owner));
  }
};
