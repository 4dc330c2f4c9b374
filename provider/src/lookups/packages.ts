import { guid, optional } from "../lifecycle/inputs";
import { lookFor } from "../resources/package/look";
import { externalId as readExternalId } from "../resources/package/schema";
import type { Wix } from "../wix/client";
import { getPackage as readPackage, type PackageInstance, type WirePackage } from "../wix/packages";
import { ACCOUNT, exactlyOne, readArguments } from "./arguments";
import { NotFoundError, SeveralPackagesError } from "./errors";

/** Exactly one of `packageId` and `externalId`. */
interface PackageSought {
  /** GUID. */
  packageId?: string;
  /** What the package is known by; found through Wix's index, which may be behind. */
  externalId?: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** Which package, by its id. */
export interface PackageById extends PackageSought {
  /** GUID. */
  packageId: string;
  /** Only without a `packageId`. */
  externalId?: never;
}

/** Which package, by what it is known by. */
export interface PackageByExternalId extends PackageSought {
  /** Only without an `externalId`. */
  packageId?: never;
  /** What the package is known by; found through Wix's index, which may be behind. */
  externalId: string;
}

/** Exactly one of `packageId` and `externalId`. */
export type GetPackageArgs = PackageById | PackageByExternalId;

/** A package as it is, whoever bought it. */
export interface PackageResult {
  /** GUID. */
  packageId: string;
  /** GUID of the account that owns it. */
  accountId?: string;
  /** What the package is known by, if whoever bought it gave it such an id. */
  externalId?: string;
  /** As Wix orders them, cancelled ones among them. */
  productInstances: PackageInstance[];
  /** ISO 8601. */
  createdDate?: string;
}

/** As lookups show it. */
export const packageResult = ({ id, ...rest }: WirePackage): PackageResult => ({ packageId: id, ...rest });

const SHAPE = { packageId: optional(guid), externalId: optional(readExternalId), ...ACCOUNT };

const byExternalId = async (
  wix: Wix,
  externalId: string,
  owner: string,
): Promise<WirePackage | undefined> => {
  const { live } = await lookFor(wix, owner, externalId);
  if (live.length > 1)
    throw new SeveralPackagesError(
      externalId,
      live.map(({ id }) => id),
    );
  return live[0];
};

const noPackage = (sought: string, owner: string): NotFoundError =>
  new NotFoundError(
    "package",
    sought,
    `Wix has no package "${sought}" in account ${owner}. Check it and accountId; one that was bought just now may not be ` +
      "found by its external id yet.",
  );

export const getPackage = async (wix: Wix, args: GetPackageArgs): Promise<PackageResult> => {
  const { packageId, externalId, accountId } = readArguments(
    "getPackage",
    SHAPE,
    args,
    exactlyOne<PackageSought>("packageId", "externalId"),
  );
  const owner = wix.settings.accountId(accountId).toLowerCase();
  const found =
    packageId === undefined
      ? await byExternalId(wix, externalId ?? "", owner)
      : await readPackage(wix, packageId, owner);
  if (found === undefined) throw noPackage(packageId ?? externalId ?? "", owner);
  return packageResult(found);
};
