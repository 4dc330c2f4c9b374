import { computedZone, type ZoneShape } from "../domains/wix-records";
import { SAMPLE_CATALOG, samplePackage } from "../resellers/sample";
import { SAMPLE_SITES, sampleSite } from "../sites/sample";
import type { StateDocument } from "./state";

/**
 * An agency with one key and one customer, a domain of each way a domain can come to Wix, what the agency can resell,
 * and a site with a Premium plan beside sites without one.
 *
 * @param shape of its zones; default: name servers 12 and 13, three addresses
 */
export const initialState = (shape?: ZoneShape): StateDocument => {
  const accountId = "00000000-0000-4000-8000-000000000001";
  const customerId = "00000000-0000-4000-8000-000000000003";
  return {
    accounts: [
      { id: accountId, approvedForTransfer: true },
      { id: customerId, parentAccountId: accountId, approvedForTransfer: true },
    ],
    apiKeys: [{ key: "simulated-api-key", accountId }],
    domains: {
      "example.com": { kind: "registered", accountId },
      "example.org": { kind: "connected", accountId, connectionType: "NAMESERVERS" },
      "example.net": { kind: "connected", accountId, connectionType: "POINTING" },
    },
    dnsZones: {
      "example.com": computedZone("example.com", shape),
      "example.org": computedZone("example.org", shape),
    },
    dnsPropagations: {
      "example.com": { status: "SUCCEEDED", registrarChanged: true },
      "example.org": { status: "SUCCEEDED", registrarChanged: true },
      "example.net": { status: "UNKNOWN_STATUS" },
    },
    domainMarket: {
      outside: {
        "bakery.example": {},
        // As Wix was seen to name a registrar.
        "florist.example": {
          registrar: {
            name: "OTHER",
            nameServers: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
          },
        },
      },
      premium: ["premium-bakery.com"],
    },
    resellers: { catalog: SAMPLE_CATALOG, packages: [samplePackage(accountId, SAMPLE_SITES.premium)] },
    sites: {
      [SAMPLE_SITES.premium]: sampleSite(accountId, "bakery"),
      [SAMPLE_SITES.free]: sampleSite(accountId, "florist", "EDITOR"),
      [SAMPLE_SITES.customer]: sampleSite(customerId, "bookshop"),
    },
  };
};
