/*
 * What a program can look up at Wix. All of it only reads, and needs credentials unless it says otherwise. Whatever is
 * called may fail with a WixError, a TransportError or a ConfigurationError; what else it throws stands beside it.
 */
import { ofProgram, withOutputs } from "./lookup";
import { LOOKUPS } from "./table";

/**
 * The zone of a domain as Wix hosts it now.
 * @throws NotFoundError where Wix hosts none
 * @see Wix, "Get DNS Zone"
 */
export const getDnsZone = ofProgram("getDnsZone", LOOKUPS.getDnsZone);
/** As {@link getDnsZone}, with Outputs. */
export const getDnsZoneOutput = withOutputs(getDnsZone);

/**
 * The records that Wix would use for a domain, before it is connected or has a zone; changes nothing.
 * @see Wix, "Preview DNS Zone"
 */
export const previewDnsZone = ofProgram("previewDnsZone", LOOKUPS.previewDnsZone);
/** As {@link previewDnsZone}, with Outputs. */
export const previewDnsZoneOutput = withOutputs(previewDnsZone);

/**
 * A registered domain as Wix shows it now, without its contacts.
 * @throws NotFoundError where the account has none
 * @see Wix, "Get Registered Domain"
 */
export const getRegisteredDomain = ofProgram("getRegisteredDomain", LOOKUPS.getRegisteredDomain);
/** As {@link getRegisteredDomain}, with Outputs. */
export const getRegisteredDomainOutput = withOutputs(getRegisteredDomain);

/**
 * A connected domain as Wix shows it now.
 * @throws NotFoundError where the account has none
 * @see Wix, "Get Connected Domain"
 */
export const getConnectedDomain = ofProgram("getConnectedDomain", LOOKUPS.getConnectedDomain);
/** As {@link getConnectedDomain}, with Outputs. */
export const getConnectedDomainOutput = withOutputs(getConnectedDomain);

/**
 * What has to be set at the outside registrar of a connected domain.
 * @throws NotFoundError where the account has none
 * @see Wix, "Get Connected Domain Setup Info"
 */
export const getSetupInfo = ofProgram("getSetupInfo", LOOKUPS.getSetupInfo);
/** As {@link getSetupInfo}, with Outputs. */
export const getSetupInfoOutput = withOutputs(getSetupInfo);

/**
 * Whether a domain can be registered through Wix. Needs no API key.
 * @see Wix, "Check Domain Availability"
 */
export const checkDomainAvailability = ofProgram("checkDomainAvailability", LOOKUPS.checkDomainAvailability);
/** As {@link checkDomainAvailability}, with Outputs. */
export const checkDomainAvailabilityOutput = withOutputs(checkDomainAvailability);

/**
 * Names that are likely free; not checked finally, see {@link checkDomainAvailability}. Needs no API key.
 * @see Wix, "Suggest Domains"
 */
export const suggestDomains = ofProgram("suggestDomains", LOOKUPS.suggestDomains);
/** As {@link suggestDomains}, with Outputs. */
export const suggestDomainsOutput = withOutputs(suggestDomains);

/**
 * A package, found by its id or its external id.
 * @throws NotFoundError where there is none; SeveralPackagesError where several have the external id
 * @see Wix, "Get Package", "Query Packages"
 */
export const getPackage = ofProgram("getPackage", LOOKUPS.getPackage);
/** As {@link getPackage}, with Outputs. */
export const getPackageOutput = withOutputs(getPackage);

/**
 * The sites of an account, oldest first; those in the trash among them, with a `trashedDate`.
 * @see Wix, "Query Sites"
 */
export const getSites = ofProgram("getSites", LOOKUPS.getSites);
/** As {@link getSites}, with Outputs. */
export const getSitesOutput = withOutputs(getSites);

/**
 * One site of an account, by its exact id or its exact name; never one in the trash.
 * @throws NotFoundError where there is none; SeveralSitesError where several have the name
 * @see Wix, "Query Sites"
 */
export const getSite = ofProgram("getSite", LOOKUPS.getSite);
/** As {@link getSite}, with Outputs. */
export const getSiteOutput = withOutputs(getSite);

/**
 * All domains that the account has registered through Wix, newest first, without their contacts.
 * @see Wix, "List Registered Domains"
 */
export const listRegisteredDomains = ofProgram("listRegisteredDomains", LOOKUPS.listRegisteredDomains);
/** As {@link listRegisteredDomains}, with Outputs. */
export const listRegisteredDomainsOutput = withOutputs(listRegisteredDomains);

/**
 * All domains that are registered elsewhere and connected to the account, newest first.
 * @see Wix, "List Connected Domains"
 */
export const listConnectedDomains = ofProgram("listConnectedDomains", LOOKUPS.listConnectedDomains);
/** As {@link listConnectedDomains}, with Outputs. */
export const listConnectedDomainsOutput = withOutputs(listConnectedDomains);

/**
 * All packages of the account, newest first, cancelled ones among them. Found through Wix's index, which may be behind.
 * @see Wix, "Query Packages"
 */
export const listPackages = ofProgram("listPackages", LOOKUPS.listPackages);
/** As {@link listPackages}, with Outputs. */
export const listPackagesOutput = withOutputs(listPackages);

/**
 * Which domains serve which sites, in which roles: of the sites that are named, or of all sites of the account.
 * @see Wix, "List Domain Assignments"
 */
export const listDomainAssignments = ofProgram("listDomainAssignments", LOOKUPS.listDomainAssignments);
/** As {@link listDomainAssignments}, with Outputs. */
export const listDomainAssignmentsOutput = withOutputs(listDomainAssignments);
