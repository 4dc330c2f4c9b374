import { guid } from "../lifecycle/inputs";
import { lookFor } from "../resources/package/look";
import type { Wix } from "../wix/client";
import { getPackage as readPackage, type WireInstance, type WirePackage } from "../wix/packages";
import { programConnection } from "./connection";
import { NotFoundError, SeveralPackagesError } from "./errors";

/** Exactly one of `packageId` and `externalId`. */
export interface GetPackageArgs {
  /** GUID. */
  packageId?: string;
  /** What the package is known by; found through Wix's index, which may be behind. */
  externalId?: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A package as it is, whoever bought it. */
export interface PackageResult {
  packageId: string;
  accountId?: string;
  externalId?: string;
  /** As Wix orders them, cancelled ones among them. */
  productInstances: WireInstance[];
  /** ISO 8601. */
  createdDate?: string;
}

/** As lookups show it. */
export const packageResult = ({ id, ...rest }: WirePackage): PackageResult => ({ packageId: id, ...rest });

const byId = (wix: Wix, packageId: string, owner: string): Promise<WirePackage | undefined> => {
  const id = guid.safeParse(packageId);
  if (!id.success) throw new Error(`packageId: ${id.error.issues[0]?.message ?? ""}`);
  return readPackage(wix, id.data, owner);
};

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

export const getPackage = async ({
  packageId,
  externalId,
  accountId,
}: GetPackageArgs): Promise<PackageResult> => {
  const wix = programConnection();
  const owner = wix.settings.accountId(accountId).toLowerCase();
  if ((packageId === undefined) === (externalId === undefined))
    throw new Error("getPackage takes either a packageId or an externalId.");
  const found =
    packageId === undefined
      ? await byExternalId(wix, externalId ?? "", owner)
      : await byId(wix, packageId, owner);
  if (found === undefined) throw noPackage(packageId ?? externalId ?? "", owner);
  return packageResult(found);
};
