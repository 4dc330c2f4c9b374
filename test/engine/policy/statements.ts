/* Programs that policies judge. */
import type { Packs } from "../../support/policy-pack";
import { dnsZoneRecords, registeredDomain, wixPackage } from "../../support/scene";
import { plan } from "../../unit/package/programs";

export const PROTECTED = "{ protect: true }";

export const held = wixPackage("held", { products: [plan(undefined)] }, PROTECTED);
export const records = (list: readonly object[], more: object = {}): object => ({
  domainName: "example.com",
  records: list,
  onDestroy: "keep",
  ...more,
});
export const MX = { type: "MX", hostName: "@", values: ["10 mx1.example.net"] };
export const SPF = { type: "TXT", hostName: "@", values: ["v=spf1 -all", "other"] };
export const DKIM = { type: "CNAME", hostName: "s1._domainkey", values: ["s1.dkim.example.net"] };
export const mail = dnsZoneRecords("mail", records([MX, SPF]));

/** What exists before each preview. */
export const before = [held, mail];

export const bought = (
  name: string,
  product: Record<string, unknown> = {},
  more: object = {},
  options = PROTECTED,
): string => wixPackage(name, { products: [plan(undefined, product)], ...more }, options);
export const domain = (name: string, args: object, options = PROTECTED): string =>
  registeredDomain(
    name,
    {
      productInstanceId: "40000000-0000-4000-8000-000000000001",
      contacts: {
        registrant: {
          firstName: "Ada",
          lastName: "Lovelace",
          email: "ada@example.net",
          address: "1 Main Street",
          city: "Boston",
          countryCode: "US",
          phone: "+16175550100",
          subdivisionCode: "MA",
          postalCode: "02110",
        },
      },
      ...args,
    },
    options,
  );
export const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => bought(`plan${index}`));
export const zone = (...kinds: readonly string[]): object => ({ zones: { "example.com": { mail: kinds } } });

export interface Row {
  readonly program: readonly string[];
  readonly config?: object;
  /** @default the one of npm */
  readonly pack?: keyof Packs;
  /** Whether it declares resources of the native plugin, too. @default false */
  readonly native?: boolean;
}
export interface Refused extends Row {
  readonly rule: string;
  readonly says: string;
}
export interface Passing extends Row {
  /** Advice that is given. */
  readonly says?: RegExp;
}
