/* What the cases about record sets have in common. */
import { initialState, type StateDocument } from "../../../../simulator/src";

type Args = Readonly<Record<string, unknown>>;

export const PATCH = "PATCH /domains/v1/dns-zones/{domainName}";
export const ZONE_ROUTE = "/domains/v1/dns-zones/{domainName}";
export const SPF = "v=spf1 include:_spf.example.net -all";

export const zone = (records: unknown, more: Args = {}): Args => ({
  domainName: "example.com",
  records,
  ...more,
});

/** Record sets of example.com as a map: values by type and full name. */
export const records = (sets: Readonly<Record<string, readonly unknown[]>>, more: Args = {}): Args =>
  zone(Object.fromEntries(Object.entries(sets).map(([key, values]) => [key, { values }])), more);

export const mail = (...values: string[]): Args => records({ "MX example.com": values });

/** Somebody else has mail in the zone. */
export const withMail = (): StateDocument => {
  const state = initialState();
  state.dnsZones?.["example.com"]?.records.push(
    { type: "MX", hostName: "example.com", ttl: 3600, values: ["5 theirs.example.net"] },
    { type: "TXT", hostName: "example.com", ttl: 3600, values: ["theirs=1"] },
  );
  return state;
};
