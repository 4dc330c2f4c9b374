/*
 * Each length and number that Wix documents, at its edges: what is just allowed passes, one less or more is refused at
 * preview, at the argument itself, with the number that is allowed.
 */
import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ledger } from "../../../provider/src/core/ownership";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { wixPackage } from "../../../provider/src/resources/package/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import type { RegisteredDomainInputs } from "../../../provider/src/resources/registered-domain/schema";
import { environment } from "../../support/world";
import { domain, plan } from "../package/programs";
import { contacts, registration, SITE } from "../registered-domain/account";

type Program = Record<string, unknown>;
type Checks = Pick<Lifecycle<object, object>, "check">;

const failuresOf = (lifecycle: Checks, program: Program) =>
  lifecycle.check(undefined, program, environment()).failures;

const letters = (count: number) => "a".repeat(count);

const person = (change: Program) =>
  registration({ contacts: { registrant: { ...contacts.registrant, ...change } } });
const bought = (more: Program) => ({ externalId: "crm-1", products: [plan(undefined, more)] });
const records = (...sets: Program[]) => ({ domainName: "example.com", records: sets });
const txt = (more: Program) => ({ type: "TXT", hostName: "@", values: ["text"], ...more });

interface Limit {
  name: string;
  lifecycle: Checks;
  /** A program in which the argument has this size. */
  of: (size: number) => Program;
  property: string;
  least?: number;
  most?: number;
  /** @default the number that is allowed */
  says?: RegExp;
}

/** @param name begins with the field's */
const contactText = (name: string, least: number, most: number): Limit => {
  const [field = ""] = name.split(" ");
  return {
    name,
    lifecycle: registeredDomain,
    of: size => person({ [field]: letters(size) }),
    property: `contacts.registrant.${field}`,
    least,
    most,
  };
};

const LIMITS: Limit[] = [
  {
    name: "a domain to register has 63 characters at most, its TLD included",
    lifecycle: registeredDomain,
    of: size => registration({ domain: `${letters(size - ".com".length)}.com` }),
    property: "domain",
    most: 63,
  },
  {
    name: "a domain to register has 3 characters or more before its TLD",
    lifecycle: registeredDomain,
    of: size => registration({ domain: `${letters(size)}.co.uk` }),
    property: "domain",
    least: 3,
  },
  contactText("firstName of a contact has 2 to 64 characters", 2, 64),
  contactText("lastName of a contact has 2 to 64 characters", 2, 64),
  contactText("address of a contact has 2 to 64 characters", 2, 64),
  contactText("city of a contact has 2 to 64 characters", 2, 64),
  contactText("company of a contact has 2 to 64 characters", 2, 64),
  contactText("postalCode of a contact has 2 to 16 characters", 2, 16),
  {
    name: "email of a contact has 64 characters at most before the @",
    lifecycle: registeredDomain,
    of: size => person({ email: `${letters(size)}@example.net` }),
    property: "contacts.registrant.email",
    most: 64,
  },
  {
    name: "email of a contact has 63 characters at most after the @",
    lifecycle: registeredDomain,
    of: size => person({ email: `ada@${letters(size - ".net".length)}.net` }),
    property: "contacts.registrant.email",
    most: 63,
  },
  {
    name: "phone of a contact has 2 to 20 characters",
    lifecycle: registeredDomain,
    of: size => person({ phone: `+${"1".repeat(size - 1)}` }),
    property: "contacts.registrant.phone",
    least: 2,
    most: 20,
    says: /country code, \+ and digits only/,
  },
  {
    name: "subdivisionCode of a contact has 2 characters",
    lifecycle: registeredDomain,
    of: size => person({ subdivisionCode: letters(size) }),
    property: "contacts.registrant.subdivisionCode",
    least: 2,
    most: 2,
    says: /two characters/,
  },
  {
    name: "a package has 1 to 1000 products",
    lifecycle: wixPackage,
    of: size => ({ externalId: "crm-1", products: Array.from({ length: size }, () => domain()) }),
    property: "products",
    least: 1,
    most: 1000,
    says: /at least one product|at most 1000 products/,
  },
  {
    name: "an external id has 100 characters at most",
    lifecycle: wixPackage,
    of: size => ({ externalId: letters(size), products: [domain()] }),
    property: "externalId",
    most: 100,
  },
  {
    name: "a discount code has 25 characters at most",
    lifecycle: wixPackage,
    of: size => bought({ discountCode: letters(size) }),
    property: "products[0].discountCode",
    most: 25,
  },
  {
    name: "a billing cycle counts from 1",
    lifecycle: wixPackage,
    of: count => bought({ billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count } } }),
    property: "products[0].billingInfo.cycleDuration.count",
    least: 1,
  },
  {
    name: "a record set has 1 to 50 values",
    lifecycle: dnsZoneRecords,
    of: size => records(txt({ values: Array.from({ length: size }, (_, index) => `text ${index}`) })),
    property: "records[0].values",
    least: 1,
    most: 50,
    says: /at least one value|takes 50/,
  },
  {
    name: "a CNAME has one value",
    lifecycle: dnsZoneRecords,
    of: size =>
      records({
        type: "CNAME",
        hostName: "shop",
        values: Array.from({ length: size }, (_, index) => `shop-${index}.example.net`),
      }),
    property: "records[0].values",
    least: 1,
    most: 1,
    says: /at least one value|exactly one value/,
  },
  {
    name: "a zone has 5000 record sets at most",
    lifecycle: dnsZoneRecords,
    of: size => records(...Array.from({ length: size }, (_, index) => txt({ hostName: `name-${index}` }))),
    property: "records",
    most: 5000,
  },
];

const edges = LIMITS.flatMap(({ least, most, says, ...limit }) => [
  ...(least === undefined
    ? []
    : [{ ...limit, inside: least, outside: least - 1, says: says ?? new RegExp(`\\b${least}\\b`) }]),
  ...(most === undefined
    ? []
    : [{ ...limit, inside: most, outside: most + 1, says: says ?? new RegExp(`\\b${most}\\b`) }]),
]);

describe("a documented limit is held at preview:", () => {
  test.each(edges)("$name ($inside, not $outside)", ({ lifecycle, of, property, inside, outside, says }) => {
    expect(failuresOf(lifecycle, of(inside))).toEqual([]);
    expect(failuresOf(lifecycle, of(outside))).toEqual([{ property, reason: expect.stringMatching(says) }]);
  });

  test("the names of a contact have letters, digits, and what joins and shortens names", () => {
    for (const name of ["Ada", "José", "O'Brien", "Jean-Luc", "Ada B.", "李小龙", "Ada 2nd", "Zoë"])
      expect(failuresOf(registeredDomain, person({ firstName: `${name} x`, lastName: `${name} x` }))).toEqual(
        [],
      );
    for (const name of ["Ada & Bob", "Ada/Bob", "Ada, Baker", "a@b", "Ada\tBaker", "(Ada)", "Ada!"]) {
      const failures = failuresOf(registeredDomain, person({ firstName: name }));
      expect(failures).toEqual([
        {
          property: "contacts.registrant.firstName",
          reason: expect.stringMatching(/letters, digits, blanks, full stops, apostrophes \('\) and hyphens/),
        },
      ]);
    }
  });

  test("a country needs a subdivision where the page says so, and nowhere else", () => {
    const page = readFileSync(join(__dirname, "../../../docs/wix/registered-domains.md"), "utf8");
    const [, list = ""] = /`subdivisionCode` is required for ([A-Z\s]+)\./.exec(page) ?? [];
    const needing = list.split(/\s+/);
    expect(needing.length).toBeGreaterThan(30);
    for (const countryCode of [...needing, "HU", "BG", "IL", "AO"])
      expect([
        countryCode,
        failuresOf(registeredDomain, person({ countryCode, subdivisionCode: undefined })).length,
      ]).toEqual([countryCode, needing.includes(countryCode) ? 1 : 0]);
  });

  test.each([
    ["a contact", (code: unknown) => failuresOf(registeredDomain, person({ countryCode: code }))],
    ["a product", (code: unknown) => failuresOf(wixPackage, bought({ countryCode: code }))],
  ])("the country of %s is one of ISO 3166-1", (_of, failures) => {
    for (const code of ["US", "gb", UNKNOWN]) expect(failures(code)).toEqual([]);
    for (const code of ["UK", "XK", "EU", "ZZ"])
      expect(failures(code)).toEqual([
        { property: expect.stringMatching(/countryCode$/), reason: expect.stringMatching(/ISO 3166.*GB/) },
      ]);
  });

  test("a site has 300 domains beside its primary one at most, over all resources of the program", () => {
    const ledger = new Ledger();
    const declare = (name: string, more: Program) => {
      const program = { domain: `${name}.example.com`, siteId: SITE, ...more };
      const { claims, failures } = connectedDomain.check(undefined, program, environment());
      expect(failures).toEqual([]);
      return ledger.declare({ type: "ConnectedDomain", name }, claims);
    };
    expect(declare("main", { assignmentType: "PRIMARY" })).toEqual([]);
    for (let count = 1; count <= 300; count++) expect(declare(`shop-${count}`, {})).toEqual([]);
    expect(declare("shop-301", {})).toEqual([
      {
        property: "siteId",
        reason: expect.stringMatching(/^302 resources declare a place on site .*300 redirects/),
      },
    ]);
  });

  test("a domain that is registered is not judged by its length again", () => {
    const program = registration({ domain: "ab.com" });
    const olds = registeredDomain.check(undefined, program, environment()).inputs as RegisteredDomainInputs;
    expect(registeredDomain.check(olds, program, environment()).failures).toEqual([]);
  });
});
