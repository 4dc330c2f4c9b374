import { computedZone } from "../dns-zones/computed-zone";
import { type StateDocument } from "./state";

/** One account with one key, and a domain of each way a domain can come to Wix. */
export function initialState(): StateDocument {
  const accountId = "00000000-0000-4000-8000-000000000001";
  return {
    accounts: [{ id: accountId }],
    apiKeys: [{ key: "simulated-api-key", accountId }],
    domains: {
      "example.com": { kind: "registered", accountId },
      "example.org": { kind: "connected", accountId, connectionType: "NAMESERVERS" },
      "example.net": { kind: "connected", accountId, connectionType: "POINTING" },
    },
    dnsZones: { "example.com": computedZone("example.com"), "example.org": computedZone("example.org") },
  };
}
