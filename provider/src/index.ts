export {
  DnsZoneRecords,
  type DnsRecordSetArgs,
  type DnsZoneRecordsArgs,
  type DnsZoneRecordsExisting,
  type DnsZoneRecordsOnDestroy,
  type MassChangeArgs,
  type RecordSetContentArgs,
} from "./resources/dns-zone-records";
export { isDeclarable, type DnsRecordType, type RecordSetContent } from "./dns/types";
export {
  ConnectedDomain,
  type ConnectedDomainArgs,
  type ConnectedDomainWaitFor,
} from "./resources/connected-domain";
export type { ConnectionType, OutsideRegistrar, SetupInfo, SetupRecord } from "./wix/connected-domains";
export type { AssignmentType } from "./wix/domain-assignments";
export type { RequiredRecord, RequiredRecordType, ZoneRecord } from "./resources/connected-domain/records";
export { DnsSettings, type DnsSettingsArgs, type DnsSettingsOnDestroy } from "./resources/dns-settings";
export type { DnssecInfo } from "./wix/dns-zones";
export { DomainAssignment, type DomainAssignmentArgs } from "./resources/domain-assignment";
export { DomainPropagation, type DomainPropagationArgs } from "./resources/domain-propagation";
export {
  RegisteredDomain,
  type DomainContactArgs,
  type DomainContactsArgs,
  type PriceClass,
  type RedemptionArgs,
  type RegisteredDomainArgs,
  type RegisteredDomainWaitFor,
} from "./resources/registered-domain";
export type { RegistrationFailure } from "./resources/registered-domain/state";
export type { RegisteredDomainTrouble } from "./resources/registered-domain/trouble";
export type {
  IcannConfirmationStatus,
  RegistrationFailureCode,
  RegistrationStatus,
} from "./wix/registered-domains";
export type { DnsPropagationStatus, DomainPropagationStatus, WrongRecord } from "./wix/dns-propagation";
export {
  Package,
  type BillingInfoArgs,
  type CycleDurationArgs,
  type OneTimeBillingArgs,
  type PackageArgs,
  type PackageOnDestroy,
  type ProductArgs,
  type ProductInstance,
  type RecurringBillingArgs,
} from "./resources/package";
export type {
  BillingInfo,
  BillingType,
  CycleDuration,
  CycleUnit,
  InstanceFailure,
  InstanceFailureCode,
  PackageInstance,
  ProductInstanceStatus,
} from "./wix/packages";
export {
  ProductInstanceAssignment,
  type ProductInstanceAssignmentArgs,
} from "./resources/product-instance-assignment";
export { SiteTransfer, type SiteTransferArgs } from "./resources/site-transfer";
export type { DynamicResourceOptions } from "./program/registration";
export type { Open } from "./core/open";
export * as mail from "./dns/mail";
export type { Allowance } from "./dns/care/allowances";
export { STILL_WAITING, isStillWaiting } from "./core/still-waiting";
export * from "./lookups";
export {
  ConfigurationError,
  NotFoundError,
  SeveralPackagesError,
  SeveralSitesError,
  TransportError,
  WixError,
  isConfigurationError,
  isNotFoundError,
  isSeveralPackagesError,
  isSeveralSitesError,
  isTransportError,
  isWixError,
  type FailedCall,
  type FieldViolation,
  type SoughtKind,
} from "./lookups/errors";
export type { DnsRecordSet, DnsZone, GetDnsZoneArgs } from "./lookups/dns-zones";
export type {
  CheckDomainAvailabilityArgs,
  DomainAvailability,
  DomainSuggestion,
  SuggestDomainsArgs,
} from "./lookups/domain-search";
export type {
  ConnectedDomainResult,
  GetDomainArgs,
  RegisteredDomainResult,
  SetupInfoResult,
} from "./lookups/domains";
export type {
  DomainAssignmentResult,
  ListDomainAssignmentsArgs,
  ListDomainsArgs,
  ListPackagesArgs,
} from "./lookups/lists";
export type { GetPackageArgs, PackageByExternalId, PackageById, PackageResult } from "./lookups/packages";
export type { GetSiteArgs, GetSitesArgs, SiteById, SiteByName } from "./lookups/sites";
export type { Site, SiteNamespace } from "./wix/sites";
