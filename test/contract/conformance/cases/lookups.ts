/* What a program asks: by a function of the package, or by one of the plugin. */
import { fault, lookup, type Case } from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const cases: Omit<Case, "type">[] = [
  {
    name: "a zone",
    steps: [
      lookup(
        "getDnsZone",
        { domainName: "example.com" },
        { result: { domainName: "example.com", dnssecEnabled: false } },
      ),
    ],
  },
  {
    name: "a zone that Wix does not host",
    steps: [lookup("getDnsZone", { domainName: "bakery.example" }, { error: "bakery.example" })],
  },
  {
    name: "the records that a domain would get",
    steps: [
      lookup(
        "previewDnsZone",
        { domainName: "bakery.example" },
        { result: { domainName: "bakery.example" } },
      ),
    ],
  },
  {
    name: "a site by its name",
    steps: [lookup("getSite", { name: "bakery" }, { result: { displayName: "Bakery" } })],
  },
  {
    name: "a site that the account does not have",
    steps: [lookup("getSite", { name: "nowhere" }, { error: 'The account has no site "nowhere"' })],
  },
  {
    name: "all sites",
    steps: [lookup("getSites", {}, { result: [{ name: "bakery" }, { name: "florist" }] })],
  },
  {
    name: "a package by its external id",
    steps: [
      lookup(
        "getPackage",
        { externalId: "sample-plan" },
        { result: { packageId: "30000000-0000-4000-8000-000000000001" } },
      ),
    ],
  },
  {
    name: "a registered domain",
    steps: [
      lookup(
        "getRegisteredDomain",
        { domain: "example.com" },
        { result: { domain: "example.com", status: "ACTIVE" } },
      ),
    ],
  },
  {
    name: "a connected domain",
    steps: [
      lookup(
        "getConnectedDomain",
        { domain: "example.org" },
        { result: { domain: "example.org", connectionType: "NAMESERVERS" } },
      ),
    ],
  },
  {
    name: "what a registrar has to be told",
    steps: [lookup("getSetupInfo", { domain: "example.org" }, { result: { domain: "example.org" } })],
  },
  {
    name: "whether a domain is free",
    steps: [
      lookup(
        "checkDomainAvailability",
        { domain: "new-bakery.com" },
        { result: { available: true, premium: false } },
      ),
    ],
  },
  { name: "all packages", steps: [lookup("listPackages", {}, { result: [{ externalId: "sample-plan" }] })] },
  {
    name: "all registered domains",
    steps: [lookup("listRegisteredDomains", {}, { result: [{ domain: "example.com" }] })],
  },
  {
    name: "all assignments, of which there are none",
    steps: [lookup("listDomainAssignments", {}, { result: [] })],
  },
  { name: "an argument that is missing", steps: [lookup("getDnsZone", {}, { error: "domainName" })] },
  {
    name: "that Wix refuses is told with its code",
    steps: [
      fault({ action: FORBIDDEN, times: "unlimited" }),
      lookup("getDnsZone", { domainName: "example.com" }, { error: "PERMISSION_DENIED" }),
    ],
  },
  {
    name: "that meets trouble that passes is asked again",
    steps: [
      fault({ action: answer("bare 503", "none") }),
      lookup("getDnsZone", { domainName: "example.com" }, { result: { domainName: "example.com" } }),
    ],
  },
  {
    name: "to which a proxy answers is no proof that there is nothing",
    steps: [
      fault({ action: answer("a proxy's JSON 404", "none"), times: "unlimited" }),
      lookup("getDnsZone", { domainName: "example.com" }, { error: "is not Wix's" }),
    ],
  },
];

export const LOOKUPS = cases.map((one): Case => ({ type: "lookup", ...one }));
