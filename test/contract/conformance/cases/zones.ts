/** What the cases about record sets have in common. */
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
