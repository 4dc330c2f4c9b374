import { guid } from "../inputs";
import { NoPackage, SeveralPackages } from "../resources/package/errors";
import { lookFor } from "../resources/package/look";
import type { Wix } from "../wix/client";
import { getPackage as readPackage, type WireInstance, type WirePackage } from "../wix/packages";
import { programConnection } from "./connection";

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
  productInstances: (Omit<WireInstance, "updatedDate"> & { updatedDate?: string })[];
  /** ISO 8601. */
  createdDate?: string;
}

const resultOf = ({ id, ...rest }: WirePackage): PackageResult => ({ packageId: id, ...rest });

const found = async (wix: Wix, args: GetPackageArgs): Promise<WirePackage | undefined> => {
  const owner = wix.settings.accountId(args.accountId).toLowerCase();
  if (args.packageId !== undefined) return readPackage(wix, guid.parse(args.packageId), owner);
  const externalId = args.externalId ?? "";
  const { live } = await lookFor(wix, owner, externalId);
  if (live.length > 1) throw new SeveralPackages(externalId, live);
  return live[0];
};

export const getPackage = async (args: GetPackageArgs): Promise<PackageResult> => {
  if ((args.packageId === undefined) === (args.externalId === undefined))
    throw new Error("getPackage needs either packageId or externalId.");
  const wix = programConnection();
  const package_ = await found(wix, args);
  if (package_ === undefined)
    throw new NoPackage(
      args.packageId ?? `"${args.externalId ?? ""}"`,
      wix.settings.accountId(args.accountId),
    );
  return resultOf(package_);
};
