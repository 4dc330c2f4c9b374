import type { UnknownOutcome } from "../../wix/errors";
import type { WireInstance, WirePackage } from "../../wix/packages";
import { formatDuration } from "../../core/duration";
import { describeInstance, describeProduct } from "./product";
import type { Product } from "./types";

const lines = (texts: readonly string[]): string => texts.map(text => `\n  ${text}`).join("");

const packageBlock = ({ id, productInstances, createdDate }: WirePackage): string =>
  `package ${id}${createdDate === undefined ? "" : `, bought ${createdDate}`}:${lines(productInstances.map(describeInstance))}`;

/** A package of this external id exists and is not what is declared; nothing was bought. */
export class PackageMismatch extends Error {
  readonly kind = "package-mismatch";
  constructor(externalId: string, declared: readonly Product[], found: WirePackage) {
    super(
      `there is a package with the external id "${externalId}" already, and it is not the declared one; nothing was bought.\n` +
        `found ${packageBlock(found)}\n` +
        `declared:${lines(declared.map(describeProduct))}\n` +
        "Declare it as found to take it over, or give this Package another externalId to buy a new one.",
    );
  }
}

/** More than one live package of this external id: which one is meant, and whether one was paid for in vain, a person has to say. */
export class SeveralPackages extends Error {
  readonly kind = "several-packages";
  constructor(externalId: string, found: readonly WirePackage[]) {
    super(
      `${found.length} live packages have the external id "${externalId}"; one of them may have been bought by another run at the same time.\n` +
        `${found.map(packageBlock).join("\n")}\n` +
        "Nothing more is bought. Cancel those that are too many at Wix, or give them another external id, and run again.",
    );
  }
}

/** Two resources of one program would share one package. */
export class PackageTaken extends Error {
  readonly kind = "package-taken";
  constructor(package_: string) {
    super(
      `${package_} belongs to another resource of this program. Give each Package an externalId of its own.`,
    );
  }
}

/** The answer to the purchase was lost, and the package does not show. */
export class PurchaseInDoubt extends Error {
  readonly kind = "purchase-in-doubt";
  constructor(
    override readonly cause: UnknownOutcome,
    externalId: string,
    looked: number | Error,
  ) {
    super(
      `${cause.message}.\n  ` +
        (looked instanceof Error
          ? `Looking for a package with the external id "${externalId}" failed: ${looked.message}`
          : `No package with the external id "${externalId}" has shown for ${formatDuration(looked)}.`) +
        "\n  Nothing was sent again. Run again: the next run looks for the package before it buys.",
    );
  }
}

const TROUBLE: Readonly<Record<string, string>> = {
  FAILED:
    'A failed product is not bought again by itself. To buy it anew, destroy its Package (onDestroy: "cancel" cancels ' +
    "what is left of it) and declare it with another externalId; or ask Wix.",
  AWAITING_ACTION:
    "The customer or an outside provider has to act; Wix's dashboard shows what. Nothing is lost: run again afterwards.",
  CANCELED: "Somebody has cancelled it. Run `pulumi refresh` to see what is left.",
};

/** Statuses that waiting does not change into `ENABLED`. */
export const isTrouble = ({ status }: WireInstance): boolean => status in TROUBLE;

const troubleOf = (instance: WireInstance): string => {
  const { failure } = instance;
  const why = failure && ` (${failure.code}${failure.message === "" ? "" : `: ${failure.message}`})`;
  return `${describeInstance(instance)}${why ?? ""}`;
};

/** Some product instances will not become usable by waiting; the package stays in the state. */
export class InstancesInTrouble extends Error {
  readonly kind = "instances-in-trouble";
  constructor(
    packageId: string,
    readonly instances: readonly WireInstance[],
  ) {
    const advice = [...new Set(instances.map(({ status }) => TROUBLE[status] ?? ""))];
    super(`package ${packageId} is not usable as a whole:${lines(instances.map(troubleOf))}${lines(advice)}`);
  }
}

/** Wix took a change and does not show it. */
export class ChangeNotTaken extends Error {
  readonly kind = "change-not-taken";
  constructor(what: string, pkg: WirePackage) {
    super(
      `Wix accepted to ${what}, but does not show it:\n${packageBlock(pkg)}\n` +
        "It may take effect at the end of the paid period. It was not sent twice; declare what Wix shows until then, or ask Wix.",
    );
  }
}

/** The package of a resource is not there. */
export class NoPackage extends Error {
  readonly kind = "no-package";
  constructor(packageId: string, owner: string) {
    super(
      `Wix has no package ${packageId} in account ${owner}, or all of it was cancelled. ` +
        "Run `pulumi refresh`: the next run then buys it anew if it is still declared.",
    );
  }
}

/** There is no package to look up. */
export class NoSuchPackage extends Error {
  readonly kind = "no-such-package";
  constructor(what: string, owner: string) {
    super(
      `Wix has no package "${what}" in account ${owner}. Check it and accountId; one that was bought just now may not be ` +
        "found by its external id yet.",
    );
  }
}

/** The package is of another account, and Wix cannot move it. */
export class WrongAccount extends Error {
  readonly kind = "wrong-account";
  constructor(packageId: string, owner: string, declared: string) {
    super(
      `package ${packageId} is of account ${owner}, not of ${declared}, and Wix cannot move it. ` +
        "Give back the former accountId, or declare a second Package for the other account.",
    );
  }
}

/** Instances that are no longer declared, and that the program does not allow to cancel. */
export class StillThere extends Error {
  readonly kind = "still-there";
  constructor(packageId: string, instances: readonly WireInstance[]) {
    super(
      `package ${packageId} has more than is declared:${lines(instances.map(describeInstance))}\n  ` +
        'Run `pulumi refresh` and declare them again to keep them, or say onDestroy: "cancel" to cancel them for good.',
    );
  }
}
