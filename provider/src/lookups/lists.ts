/* What an account holds, as a whole: every page of Wix's lists. */
import { present } from "../core/present";
import { canonicalDomainName } from "../dns/canonical";
import { guid } from "../lifecycle/inputs";
import type { Wix } from "../wix/client";
import * as connected from "../wix/connected-domains";
import { listAssignmentsOf } from "../wix/domain-assignments";
import * as packages from "../wix/packages";
import * as registered from "../wix/registered-domains";
import { querySites } from "../wix/sites";
import { programConnection } from "./connection";
import {
  connectedResult,
  registeredResult,
  type ConnectedDomainResult,
  type RegisteredDomainResult,
} from "./domains";
import { packageResult, type PackageResult } from "./packages";

export interface ListDomainsArgs {
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** All that is given must fit. */
export interface ListPackagesArgs {
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

export interface ListDomainAssignmentsArgs {
  /** GUIDs. @default all sites of the account, which are looked up first */
  siteIds?: string[];
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A domain that serves a site; fits the arguments of `DomainAssignment`. */
export interface DomainAssignmentResult {
  domain: string;
  siteId: string;
  /** Absent where Wix shows a role that is not known here. */
  assignmentType?: "PRIMARY" | "REDIRECT";
}

/** In canonical form; as Wix writes it where it is no name that a program could declare. */
const nameOf = (domain: string): string => {
  const canonical = canonicalDomainName(domain);
  return "name" in canonical ? canonical.name : domain;
};

const idIn = (property: string, given: string): string => {
  const id = guid.safeParse(given);
  if (!id.success) throw new Error(`${property}: ${id.error.issues[0]?.message ?? ""}`);
  return id.data;
};

const optionalId = (property: string, given: string | undefined): string | undefined =>
  given === undefined ? undefined : idIn(property, given);

export const listRegisteredDomains = async ({ accountId }: ListDomainsArgs = {}): Promise<
  RegisteredDomainResult[]
> => {
  const found = await registered.listRegisteredDomains(programConnection(), accountId);
  return found.map(one => registeredResult(nameOf(one.domain), one));
};

export const listConnectedDomains = async ({ accountId }: ListDomainsArgs = {}): Promise<
  ConnectedDomainResult[]
> => {
  const found = await connected.listConnectedDomains(programConnection(), accountId);
  return found.map(one => connectedResult(nameOf(one.domain), one));
};

export const listPackages = async (args: ListPackagesArgs = {}): Promise<PackageResult[]> => {
  const { externalId, allAccounts, accountId } = args;
  const siteId = optionalId("siteId", args.siteId);
  const catalogProductId = optionalId("catalogProductId", args.catalogProductId);
  const wix = programConnection();
  const owner = allAccounts === true ? undefined : wix.settings.accountId(accountId).toLowerCase();
  const found = await packages.listPackages(wix, { owner, externalId, siteId, catalogProductId }, accountId);
  return found.map(packageResult);
};

const liveSites = async (wix: Wix, accountId: string | undefined): Promise<string[]> =>
  (await querySites(wix, {}, accountId)).filter(site => site.trashedDate === undefined).map(({ id }) => id);

export const listDomainAssignments = async (
  args: ListDomainAssignmentsArgs = {},
): Promise<DomainAssignmentResult[]> => {
  const { accountId } = args;
  const given = args.siteIds?.map((siteId, index) => idIn(`siteIds[${index}]`, siteId));
  const wix = programConnection();
  const siteIds = given ?? (await liveSites(wix, accountId));
  const found = await listAssignmentsOf(wix, [...new Set(siteIds)], accountId);
  return found.flatMap(({ domain, site }) => {
    if (site === undefined) return [];
    const { siteId, assignmentType } = site;
    const role = (["PRIMARY", "REDIRECT"] as const).find(type => type === assignmentType);
    return [present({ domain: nameOf(domain), siteId, assignmentType: role })];
  });
};
