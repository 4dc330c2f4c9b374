/* The lifecycle of each class, loaded when it is first asked for. */
import type { Lifecycle } from "../lifecycle/lifecycle";

type Any = Lifecycle<object, object>;

/** What a lifecycle is given was made by the same lifecycle: by its check, or by its last operation. */
const any = (lifecycle: unknown): Any => lifecycle as Any;

const LIFECYCLES: Readonly<Record<string, () => Promise<Any>>> = {
  ConnectedDomain: async () =>
    any((await import("../resources/connected-domain/lifecycle.js")).connectedDomain),
  DnsSettings: async () => any((await import("../resources/dns-settings/lifecycle.js")).dnsSettings),
  DnsZoneRecords: async () =>
    any((await import("../resources/dns-zone-records/lifecycle.js")).dnsZoneRecords),
  DomainAssignment: async () =>
    any((await import("../resources/domain-assignment/lifecycle.js")).domainAssignment),
  DomainPropagation: async () =>
    any((await import("../resources/domain-propagation/lifecycle.js")).domainPropagation),
  Package: async () => any((await import("../resources/package/lifecycle.js")).wixPackage),
  ProductInstanceAssignment: async () =>
    any((await import("../resources/product-instance-assignment/lifecycle.js")).productInstanceAssignment),
  RegisteredDomain: async () =>
    any((await import("../resources/registered-domain/lifecycle.js")).registeredDomain),
  SiteTransfer: async () => any((await import("../resources/site-transfer/lifecycle.js")).siteTransfer),
};

/** @throws Error where there is no such class */
export const lifecycleOf = (type: string): Promise<Any> => {
  const load = LIFECYCLES[type];
  if (load !== undefined) return load();
  const known = Object.keys(LIFECYCLES).join(", ");
  throw new Error(`the wix plugin knows no ${type}; it has ${known}. Is there a newer version of it?`);
};
