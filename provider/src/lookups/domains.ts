import * as z from "zod";
import { present } from "../core/present";
import { readDomain } from "../domains/names";
import { ASSIGNMENT_TYPES } from "../domains/placement";
import type { RequiredRecord, ZoneRecord } from "../resources/connected-domain/records";
import { connectionTypeOf } from "../resources/connected-domain/state";
import { setupOf } from "../resources/connected-domain/waits";
import { failureOf, type RegistrationFailure } from "../resources/registered-domain/state";
import type { Wix } from "../wix/client";
import * as connected from "../wix/connected-domains";
import type { DnsPropagationStatus } from "../wix/dns-propagation";
import type { AssignmentType, SiteInfo } from "../wix/domain-assignments";
import * as registered from "../wix/registered-domains";
import type { IcannConfirmationStatus, RegistrationStatus } from "../wix/registered-domains";
import { ACCOUNT, readArguments } from "./arguments";
import { NotFoundError } from "./errors";

/** Which domain. */
export interface GetDomainArgs {
  /** The domain, e.g. `example.com`. */
  domain: string;
  /** GUID. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: string;
}

/** A domain that is registered through Wix; its contacts are not part of it. */
export interface RegisteredDomainResult {
  /** In canonical form. */
  domain: string;
  /** GUID of the product instance that it was registered with. */
  productInstanceId?: string;
  /** `PENDING_REGISTRATION`, `ACTIVE`, `FAILED_REGISTRATION` or `CANCELED`. */
  status: RegistrationStatus;
  /** GUID of the site that it serves; absent where it serves none. */
  siteId?: string;
  /** Absent where it serves no site, or Wix shows a role that is not known here. */
  assignmentType?: AssignmentType;
  /** ISO 8601, as all dates. */
  createdDate?: string;
  /** Absent while the registration is pending. */
  expirationDate?: string;
  /** `PENDING`, `CONFIRMED_BY_ALL`, or `EXPIRED`: the domain is inactive then. */
  icannConfirmationStatus?: IcannConfirmationStatus;
  /** Until when the contacts have to confirm; only while that is `PENDING`. */
  icannConfirmationDeadline?: string;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`. */
  dnsPropagationStatus?: DnsPropagationStatus;
  /** Why the registration failed. */
  failure?: RegistrationFailure;
}

/** A domain that is registered elsewhere and connected to Wix. */
export interface ConnectedDomainResult {
  /** In canonical form. */
  domain: string;
  /** Absent for subdomains. */
  connectionType?: connected.ConnectionType;
  /** GUID of the site that it serves; absent where it serves none. */
  siteId?: string;
  /** Absent where it serves no site, or Wix shows a role that is not known here. */
  assignmentType?: AssignmentType;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`. */
  dnsPropagationStatus?: DnsPropagationStatus;
}

/** What has to be set at the outside registrar or DNS provider of a connected domain. */
export interface SetupInfoResult {
  /** In canonical form. */
  domain: string;
  /** The outside registrar. */
  registrar?: connected.OutsideRegistrar;
  /** What to set there. */
  requiredRecords: RequiredRecord[];
  /** The A and CNAME that point the zone at Wix to the site; empty unless the domain is connected by `NAMESERVERS`. */
  zoneRecords: ZoneRecord[];
}

const notRegistered = (domain: string): NotFoundError =>
  new NotFoundError(
    "registered domain",
    domain,
    `${domain} is not registered through this account. Check domain and accountId.`,
  );

const notConnected = (domain: string): NotFoundError =>
  new NotFoundError(
    "connected domain",
    domain,
    `${domain} is not connected to this account. Check domain and accountId.`,
  );

const SHAPE = { domain: z.string('not a domain such as "example.com"'), ...ACCOUNT };

const read = (lookup: string, args: GetDomainArgs) =>
  readArguments(lookup, SHAPE, args, ({ domain }) => readDomain(domain));

/** As a program may declare it: a role that is not known here is left out. */
export const placeOf = (site: SiteInfo | undefined) => ({
  siteId: site?.siteId,
  assignmentType: ASSIGNMENT_TYPES.find(type => type === site?.assignmentType),
});

/** As lookups show it. */
export const registeredResult = (
  domain: string,
  seen: registered.WireRegisteredDomain,
): RegisteredDomainResult =>
  present({
    domain,
    productInstanceId: seen.productInstanceId,
    status: seen.status,
    ...placeOf(seen.site),
    createdDate: seen.createdDate,
    expirationDate: seen.expirationDate,
    icannConfirmationStatus: seen.icannConfirmationStatus,
    icannConfirmationDeadline: seen.icannDeadline,
    dnsPropagationStatus: seen.dnsPropagationStatus,
    failure: failureOf(seen),
  });

export const getRegisteredDomain = async (wix: Wix, args: GetDomainArgs): Promise<RegisteredDomainResult> => {
  const { domain, accountId } = read("getRegisteredDomain", args);
  const seen = await registered.getRegisteredDomain(wix, domain, accountId);
  if (seen === undefined) throw notRegistered(domain);
  return registeredResult(domain, seen);
};

/** As lookups show it. */
export const connectedResult = (domain: string, seen: connected.WireConnectedDomain): ConnectedDomainResult =>
  present({
    domain,
    connectionType: connectionTypeOf(seen),
    ...placeOf(seen.site),
    dnsPropagationStatus: seen.dnsPropagationStatus,
  });

const look = async (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<ConnectedDomainResult> => {
  const seen = await connected.getConnectedDomain(wix, domain, accountId);
  if (seen === undefined) throw notConnected(domain);
  return connectedResult(domain, seen);
};

export const getConnectedDomain = async (wix: Wix, args: GetDomainArgs): Promise<ConnectedDomainResult> => {
  const { domain, accountId } = read("getConnectedDomain", args);
  return look(wix, domain, accountId);
};

export const getSetupInfo = async (wix: Wix, args: GetDomainArgs): Promise<SetupInfoResult> => {
  const { domain, accountId } = read("getSetupInfo", args);
  const { connectionType } = await look(wix, domain, accountId);
  const setup = await setupOf(wix, { domain, ...present({ accountId, connectionType }) });
  if (setup === undefined) throw notConnected(domain);
  const { setupInfo, requiredRecords, zoneRecords } = setup;
  return present({ domain, registrar: setupInfo.registrar, requiredRecords, zoneRecords });
};
