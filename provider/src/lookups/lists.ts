/* What an account holds, as a whole: every page of Wix's lists. */
import * as z from "zod";
import { present } from "../core/present";
import { canonicalDomainName } from "../dns/canonical";
import { guid, optional } from "../lifecycle/inputs";
import type { Wix } from "../wix/client";
import * as connected from "../wix/connected-domains";
import { listAssignmentsOf, type AssignmentType } from "../wix/domain-assignments";
import * as packages from "../wix/packages";
import * as registered from "../wix/registered-domains";
import { querySites } from "../wix/sites";
import { ACCOUNT, readArguments } from "./arguments";
import {
  connectedResult,
  placeOf,
  registeredResult,
  type ConnectedDomainResult,
  type RegisteredDomainResult,
} from "./domains";
import { packageResult, type PackageResult } from "./packages";

/** Of which account. */
export interface ListDomainsArgs {
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** All that is given must fit. */
export interface ListPackagesArgs {
  /** What the package is known by. */
  externalId?: string;
  /** GUID of a site that one of the package's instances is on. */
  siteId?: string;
  /** GUID of the product of one of its instances. */
  catalogProductId?: string;
  /** Whether to list those of all accounts under the same parent, the customers' of a main account say. @default false */
  allAccounts?: boolean;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** Of which sites. */
export interface ListDomainAssignmentsArgs {
  /** GUIDs. @default all sites of the account, which are looked up first */
  siteIds?: string[];
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A domain that serves a site; fits the arguments of `DomainAssignment`. */
export interface DomainAssignmentResult {
  /** In canonical form. */
  domain: string;
  /** GUID of the site that it serves. */
  siteId: string;
  /** Absent where Wix shows a role that is not known here. */
  assignmentType?: AssignmentType;
}

/** In canonical form; as Wix writes it where it is no name that a program could declare. */
const nameOf = (domain: string): string => {
  const canonical = canonicalDomainName(domain);
  return "name" in canonical ? canonical.name : domain;
};

const PACKAGES = {
  externalId: optional(z.string("not a text").min(1, "is empty; leave it out to list all")),
  siteId: optional(guid),
  catalogProductId: optional(guid),
  allAccounts: optional(z.boolean("write true or false")),
  ...ACCOUNT,
};

const PLACES = { siteIds: optional(z.array(guid, "not a list of GUIDs")), ...ACCOUNT };

export const listRegisteredDomains = async (
  wix: Wix,
  args: ListDomainsArgs = {},
): Promise<RegisteredDomainResult[]> => {
  const { accountId } = readArguments("listRegisteredDomains", ACCOUNT, args);
  const found = await registered.listRegisteredDomains(wix, accountId);
  return found.map(one => registeredResult(nameOf(one.domain), one));
};

export const listConnectedDomains = async (
  wix: Wix,
  args: ListDomainsArgs = {},
): Promise<ConnectedDomainResult[]> => {
  const { accountId } = readArguments("listConnectedDomains", ACCOUNT, args);
  const found = await connected.listConnectedDomains(wix, accountId);
  return found.map(one => connectedResult(nameOf(one.domain), one));
};

export const listPackages = async (wix: Wix, args: ListPackagesArgs = {}): Promise<PackageResult[]> => {
  const { allAccounts, accountId, ...filter } = readArguments("listPackages", PACKAGES, args);
  const owner = allAccounts === true ? undefined : wix.settings.accountId(accountId).toLowerCase();
  const found = await packages.listPackages(wix, { owner, ...filter }, accountId);
  return found.map(packageResult);
};

const liveSites = async (wix: Wix, accountId: string | undefined): Promise<string[]> =>
  (await querySites(wix, {}, accountId)).filter(site => site.trashedDate === undefined).map(({ id }) => id);

export const listDomainAssignments = async (
  wix: Wix,
  args: ListDomainAssignmentsArgs = {},
): Promise<DomainAssignmentResult[]> => {
  const { siteIds: given, accountId } = readArguments("listDomainAssignments", PLACES, args);
  const siteIds = given ?? (await liveSites(wix, accountId));
  const found = await listAssignmentsOf(wix, [...new Set(siteIds)], accountId);
  return found.flatMap(({ domain, site }) => {
    if (site === undefined) return [];
    return [present({ domain: nameOf(domain), ...placeOf(site), siteId: site.siteId })];
  });
};
