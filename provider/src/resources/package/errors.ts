import { formatDuration } from "../../core/duration";
import type { UnknownOutcome } from "../../wix/errors";
import type { PackageInstance, WirePackage } from "../../wix/packages";
import { describeInstance, describeProduct } from "./product";
import type { Product } from "./types";

const lines = (texts: readonly string[]): string => texts.map(text => `\n  ${text}`).join("");

/** An error that names products; where they hold anything secret, only ids and statuses are named. */
interface Naming {
  sealed: boolean;
}

const instanceLine = (instance: PackageInstance, { sealed }: Naming): string =>
  sealed ? `instance ${instance.instanceId}, ${instance.status}: [secret]` : describeInstance(instance);

const productLine = (product: Product, { sealed }: Naming): string =>
  sealed ? "[secret]" : describeProduct(product);

const packageBlock = (
  { id, productInstances, createdDate }: WirePackage,
  naming: Naming = { sealed: false },
): string =>
  `package ${id}${createdDate === undefined ? "" : `, bought ${createdDate}`}:` +
  lines(productInstances.map(instance => instanceLine(instance, naming)));

/** A declaration and the package that was found in its place. */
export interface Compared extends Naming {
  externalId: string;
  products: readonly Product[];
  found: WirePackage;
}

/** A package of this external id exists and is not what is declared; nothing was bought. */
export const packageMismatch = ({ externalId, products, found, ...naming }: Compared): Error =>
  new Error(
    `there is a package with the external id "${externalId}" already, and it is not the declared one; nothing was bought.\n` +
      `found ${packageBlock(found, naming)}\n` +
      `declared:${lines(products.map(product => productLine(product, naming)))}\n` +
      "Declare it as found to take it over, or give this Package another externalId to buy a new one.",
  );

/** The resource's own package is paid for, and Wix shows it differently than declared; nothing is changed of it. */
export const packageDisputed = ({ externalId, products, found, ...naming }: Compared): Error => {
  const of = found.accountId === undefined ? "" : ` of account ${found.accountId}`;
  return new Error(
    `package ${found.id} is paid for, and Wix shows it differently than it is declared. It is kept in the state; nothing ` +
      "more was bought, and nothing is changed of it.\n" +
      `found with the external id "${found.externalId ?? ""}"${of}, ${packageBlock(found, naming)}\n` +
      `declared with the external id "${externalId}":` +
      `${lines(products.map(product => productLine(product, naming)))}\n` +
      "Declare it as found to go on with it, or ask Wix. The next run looks again before anything else.",
  );
};

/** More than one live package of this external id: which one is meant, and whether one was paid for in vain, a person has to say. */
export const severalPackages = (externalId: string, found: readonly WirePackage[]): Error =>
  new Error(
    `${found.length} live packages have the external id "${externalId}"; one of them may have been bought by another run at the same time.\n` +
      `${found.map(pkg => packageBlock(pkg)).join("\n")}\n` +
      "Nothing more is bought. Cancel those that are too many at Wix, or give them another external id, and run again.",
  );

/** An external id is to be given to a package while others have it; nothing of any was changed, and none is too many. */
export const externalIdTaken = (
  externalId: string,
  packageId: string,
  others: readonly WirePackage[],
): Error =>
  new Error(
    `package ${packageId} does not get the external id "${externalId}", which another package has; nothing was changed.\n` +
      `${others.map(pkg => packageBlock(pkg)).join("\n")}\n` +
      "Give this Package another externalId, or the other package first. Two that exchange theirs need a third one in between.",
  );

/** Wix's index names packages of this external id, and Wix says of each that there is none: neither is believed. */
export const contradictoryEvidence = (
  externalId: string,
  packageIds: readonly string[],
  owner: string,
): Error =>
  new Error(
    `Wix's index names package ${packageIds.join(", ")} with the external id "${externalId}", and reading it in account ${owner} ` +
      "says that there is none. As long as both cannot be true, nothing is bought. Run again later; if it stays so, ask " +
      "Wix, or check whether it belongs to another account.",
  );

/** Two resources of one program would share one package. */
export const packageTaken = (what: string, holder: string): Error =>
  new Error(
    `${what} belongs to another resource of this program, ${holder}. Give each Package an externalId of its own; if both ` +
      "have had it in their state from the beginning, take it out of one with `pulumi state delete`.",
  );

/** The answer to the purchase was lost, and the package does not show. */
export const purchaseInDoubt = (cause: UnknownOutcome, externalId: string, looked: number | Error): Error =>
  new Error(
    `${cause.message}.\n  ` +
      (looked instanceof Error
        ? `Looking for a package with the external id "${externalId}" failed: ${looked.message}`
        : `No package with the external id "${externalId}" has shown for ${formatDuration(looked)}.`) +
      "\n  Nothing was sent again. Run again: the next run looks for the package before it buys.",
    { cause },
  );

/** The operation's time is up before it is known whether the package was bought before; nothing was bought. */
export const noTimeToLook = (externalId: string, timeout: number, margin: number): Error =>
  new Error(
    `${formatDuration(timeout)} are too short to find out whether a package with the external id "${externalId}" was bought ` +
      `before: that takes ${formatDuration(margin)}. Nothing was bought. Raise customTimeouts.create.`,
  );

const TROUBLE: Readonly<Record<string, string>> = {
  FAILED:
    'A failed product is not bought again by itself. To buy it anew, destroy its Package (onDestroy: "cancel" cancels ' +
    "what is left of it) and declare it with another externalId; or ask Wix.",
  AWAITING_ACTION:
    "The customer or an outside provider has to act; Wix's dashboard shows what. Nothing is lost: run again afterwards.",
  CANCELED: "Somebody has cancelled it. Run `pulumi refresh` to see what is left.",
};

/** Statuses that waiting does not change into a usable one. */
export const isTrouble = ({ status }: PackageInstance): boolean => status in TROUBLE;

const troubleOf = (instance: PackageInstance): string => {
  const { failure } = instance;
  const why = failure && ` (${failure.code}${failure.message === "" ? "" : `: ${failure.message}`})`;
  return `${describeInstance(instance)}${why ?? ""}`;
};

/** Some product instances will not become usable by waiting; the package stays in the state. */
export const instancesInTrouble = (packageId: string, instances: readonly PackageInstance[]): Error => {
  const advice = [...new Set(instances.map(({ status }) => TROUBLE[status] ?? ""))];
  return new Error(
    `package ${packageId} is not usable as a whole:${lines(instances.map(troubleOf))}${lines(advice)}`,
  );
};

/** Wix took a change and does not show it. */
export const changeNotTaken = (what: string, pkg: WirePackage): Error =>
  new Error(
    `Wix accepted to ${what}, but does not show it:\n${packageBlock(pkg)}\n` +
      "It may take effect at the end of the paid period. It was not sent twice; declare what Wix shows until then, or ask Wix.",
  );

/** The package of a resource is not there. */
export const noPackage = (packageId: string, owner: string): Error =>
  new Error(
    `Wix has no package ${packageId} in account ${owner}, or all of it was cancelled. ` +
      "Run `pulumi refresh`: the next run then buys it anew if it is still declared.",
  );

/** The package is of another account, and Wix cannot move it. */
export const wrongAccount = (packageId: string, owner: string, declared: string): Error =>
  new Error(
    `package ${packageId} is of account ${owner}, not of ${declared}, and Wix cannot move it. ` +
      "Give back the former accountId, or declare a second Package for the other account.",
  );

/** Instances that are no longer declared, and that the program does not allow to cancel. */
export const stillThere = (packageId: string, instances: readonly PackageInstance[]): Error =>
  new Error(
    `package ${packageId} has more than is declared:${lines(instances.map(describeInstance))}\n  ` +
      'Run `pulumi refresh` and declare them again to keep them, or say onDestroy: "cancel" to cancel them for good.',
  );

/** An instance is no longer declared here, and another resource needs it. */
export const instanceNeeded = (packageId: string, instanceId: string, needer: string): Error =>
  new Error(
    `package ${packageId} no longer declares product instance ${instanceId}, which ${needer} needs; nothing was cancelled. ` +
      `Take ${needer} out of the program as well, or leave the product in.`,
  );

/** Two resources declare different sites for one instance. */
export const conflictingPlacement = (instanceId: string, siteId: string, other: string): Error =>
  new Error(
    `product instance ${instanceId} is declared on site ${siteId}, and ${other} declares another one. ` +
      "Nothing was moved; declare its site in one place.",
  );
