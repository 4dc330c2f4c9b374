import type { Class } from "../../../policy/src/classes";
import type { Resource } from "../../../policy/src/rule";

/** A resource as rules judge it. */
export const resource = (kind: Class, name: string, args: object = {}, isProtected = true): Resource => ({
  kind,
  name,
  urn: `urn:pulumi:test::test::pulumi-nodejs:dynamic/wix:${kind}::${name}`,
  isProtected,
  args: args as Resource["args"],
});

export const wixPackage = (name: string, products: unknown, more: object = {}): Resource =>
  resource("Package", name, { products, ...more });

export const product = (catalogProductId: unknown, countryCode: unknown = "DE"): object => ({
  catalogProductId,
  countryCode,
});

export const domain = (name: string, more: object = {}): Resource =>
  resource("RegisteredDomain", name, { domain: name, productInstanceId: "40000000", ...more });

export const zoneRecords = (name: string, records: unknown, more: object = {}): Resource =>
  resource("DnsZoneRecords", name, { domainName: "example.com", records, ...more });
