import { describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { connectedDomain } from "../../../provider/src/resources/connected-domain/lifecycle";
import { domainPropagation } from "../../../provider/src/resources/domain-propagation/lifecycle";
import { registeredDomain } from "../../../provider/src/resources/registered-domain/lifecycle";
import { accountId, environment } from "../../support/world";
import { contacts, INSTANCE, registration, SITE } from "./account";

/** What is wrong, and each failure's path with what it must say. */
type Case = [what: string, program: Record<string, unknown>, failures: Record<string, RegExp>];

const person = (change: Record<string, unknown>) =>
  registration({ contacts: { registrant: { ...contacts.registrant, ...change } } });
const without = (field: keyof typeof contacts.registrant) => person({ [field]: undefined });
const connection = (change: Record<string, unknown>) => ({
  domain: "example.com",
  connectionType: "POINTING",
  ...change,
});

const REGISTERED: Case[] = [
  ["nothing at all", {}, { domain: /is missing/, productInstanceId: /is missing/, contacts: /is missing/ }],
  ["a number for a domain", registration({ domain: 5 }), { domain: /is 5: not a domain/ }],
  ["an empty domain", registration({ domain: "" }), { domain: /no domain name/ }],
  ["a URL for a domain", registration({ domain: "https://example.com/" }), { domain: /holds ":"/ }],
  ["a TLD alone", registration({ domain: "com" }), { domain: /no domain that can be registered/ }],
  [
    "a public suffix alone",
    registration({ domain: "co.uk" }),
    { domain: /no domain that can be registered/ },
  ],
  ["an address", registration({ domain: "192.0.2.1" }), { domain: /no domain that can be registered/ }],
  ["a wildcard", registration({ domain: "*.example.com" }), { domain: /no domain that can be registered/ }],
  ["an underscore", registration({ domain: "my_bakery.com" }), { domain: /holds "_"/ }],
  ["a hyphen in front", registration({ domain: "-bakery.com" }), { domain: /hyphen/ }],
  ["two dots", registration({ domain: "bakery..com" }), { domain: /empty label/ }],
  ["a name of 64 characters", registration({ domain: `${"a".repeat(64)}.com` }), { domain: /64 characters/ }],
  [
    "a subdomain",
    registration({ domain: "www.example.com" }),
    { domain: /register example\.com and add DNS records/ },
  ],
  [
    "a subdomain of a two-part TLD",
    registration({ domain: "a.example.co.uk" }),
    { domain: /register example\.co\.uk/ },
  ],
  [
    "an instance that is no GUID",
    registration({ productInstanceId: "abc" }),
    { productInstanceId: /"abc": not a GUID/ },
  ],
  [
    "a list of instances",
    registration({ productInstanceId: [INSTANCE] }),
    { productInstanceId: /is a list/ },
  ],
  ["a text for contacts", registration({ contacts: "Ada Baker" }), { contacts: /write an object/ }],
  ["contacts without registrant", registration({ contacts: {} }), { "contacts.registrant": /is missing/ }],
  [
    "a contact of another role",
    registration({ contacts: { ...contacts, billing: contacts.registrant } }),
    { "contacts.billing": /not known/ },
  ],
  [
    "an admin that is a text",
    registration({ contacts: { ...contacts, admin: "Ada" } }),
    { "contacts.admin": /object/ },
  ],
  ["no first name", without("firstName"), { "contacts.registrant.firstName": /is missing/ }],
  [
    "a last name of one letter",
    person({ lastName: "B" }),
    { "contacts.registrant.lastName": /2 to 64 characters/ },
  ],
  [
    "an address of 65 letters",
    person({ address: "x".repeat(65) }),
    { "contacts.registrant.address": /2 to 64/ },
  ],
  ["a city of blanks", person({ city: "    " }), { "contacts.registrant.city": /2 to 64/ }],
  [
    "an e-mail without @",
    person({ email: "ada.example.net" }),
    { "contacts.registrant.email": /e-mail address/ },
  ],
  [
    "an e-mail without a full domain",
    person({ email: "ada@localhost" }),
    { "contacts.registrant.email": /full domain/ },
  ],
  [
    "65 characters before the @",
    person({ email: `${"a".repeat(65)}@example.net` }),
    { "contacts.registrant.email": /64/ },
  ],
  [
    "a phone without country code",
    person({ phone: "617 555 0100" }),
    { "contacts.registrant.phone": /\+16175550100/ },
  ],
  [
    "a phone with letters",
    person({ phone: "+1 800 BAKERY" }),
    { "contacts.registrant.phone": /digits only/ },
  ],
  [
    "a phone of 20 digits",
    person({ phone: `+${"1".repeat(20)}` }),
    { "contacts.registrant.phone": /country code/ },
  ],
  [
    "a country by name",
    person({ countryCode: "Germany" }),
    { "contacts.registrant.countryCode": /two letters/ },
  ],
  [
    "a country that does not exist",
    person({ countryCode: "QX" }),
    { "contacts.registrant.countryCode": /ISO 3166/ },
  ],
  [
    "no state in a country that needs one",
    without("subdivisionCode"),
    { "contacts.registrant.subdivisionCode": /demands/ },
  ],
  [
    "a state by name",
    person({ subdivisionCode: "Mass" }),
    { "contacts.registrant.subdivisionCode": /two characters/ },
  ],
  [
    "a postal code of one digit",
    person({ postalCode: "0" }),
    { "contacts.registrant.postalCode": /2 to 16/ },
  ],
  ["a field that Wix does not know", person({ fax: "+1" }), { "contacts.registrant.fax": /not known/ }],
  [
    "a wrong technical contact beside a right one",
    registration({ contacts: { ...contacts, tech: { ...contacts.registrant, phone: "none", city: "" } } }),
    { "contacts.tech.phone": /digits/, "contacts.tech.city": /2 to 64/ },
  ],
  ["a role without a site", registration({ assignmentType: "PRIMARY" }), { assignmentType: /add siteId/ }],
  [
    "an unknown role",
    registration({ siteId: SITE, assignmentType: "MAIN" }),
    { assignmentType: /"PRIMARY", "REDIRECT"/ },
  ],
  [
    "a primary domain that is not waited for",
    registration({ siteId: SITE, assignmentType: "PRIMARY", waitFor: "PENDING_REGISTRATION" }),
    { waitFor: /cannot be made primary/ },
  ],
  [
    "a wait for something unknown",
    registration({ waitFor: "DONE" }),
    { waitFor: /"PENDING_REGISTRATION", "ACTIVE"/ },
  ],
  ["a text for a flag", registration({ allowPremium: "yes" }), { allowPremium: /true or false/ }],
  ["an account that is no GUID", registration({ accountId: "mine" }), { accountId: /not a GUID/ }],
  [
    "a field that is none",
    registration({ domainName: "a.com" }),
    { domainName: /allowed: domain, productInstanceId/ },
  ],
];

const CONNECTED: Case[] = [
  ["no domain", connection({ domain: undefined }), { domain: /is missing/ }],
  ["a root domain without type", { domain: "example.com" }, { connectionType: /"NAMESERVERS".*"POINTING"/ }],
  [
    "a root domain of a two-part TLD without type",
    { domain: "example.co.uk" },
    { connectionType: /is missing/ },
  ],
  [
    "a subdomain with a type",
    connection({ domain: "shop.example.com" }),
    { connectionType: /subdomain of example\.com.*leave it out/ },
  ],
  [
    "a type of Wix's own",
    connection({ connectionType: "HIDDEN" }),
    { connectionType: /"NAMESERVERS", "POINTING"/ },
  ],
  [
    "a type in lower case",
    connection({ connectionType: "pointing" }),
    { connectionType: /"NAMESERVERS", "POINTING"/ },
  ],
  ["a site that is no GUID", connection({ siteId: "my-site" }), { siteId: /not a GUID/ }],
  ["a role without a site", connection({ assignmentType: "REDIRECT" }), { assignmentType: /add siteId/ }],
  ["a wait of the other resource", connection({ waitFor: "ACTIVE" }), { waitFor: /"created", "propagated"/ }],
  [
    "a number for a flag",
    connection({ force: 1, suppressNotifications: "no" }),
    { force: /true or false/, suppressNotifications: /true or false/ },
  ],
  ["a public suffix", connection({ domain: "com" }), { domain: /no domain that can be registered/ }],
  ["an underscore", connection({ domain: "_dmarc.example.com" }), { domain: /holds "_"/ }],
  [
    "everything at once",
    { domain: "-", connectionType: "A", siteId: "b", waitFor: "c" },
    {
      domain: /./,
      connectionType: /./,
      siteId: /./,
      waitFor: /./,
    },
  ],
];

const PROPAGATION: Case[] = [
  ["no domain", {}, { domain: /is missing/ }],
  ["a domain that is none", { domain: "example" }, { domain: /no domain that can be registered/ }],
  ["a text for triggers", { domain: "example.com", triggers: "now" }, { triggers: /a list or an object/ }],
  ["a time-out among the arguments", { domain: "example.com", timeout: 5 }, { timeout: /not known/ }],
];

const RESOURCES: [name: string, lifecycle: Pick<Lifecycle<object, object>, "check">, cases: Case[]][] = [
  ["RegisteredDomain", registeredDomain, REGISTERED],
  ["ConnectedDomain", connectedDomain, CONNECTED],
  ["DomainPropagation", domainPropagation, PROPAGATION],
];

describe.each(RESOURCES)("%s is refused at preview with", (_name, lifecycle, cases) => {
  test.each(cases)("%s", (_what, program, expected) => {
    const { failures } = lifecycle.check(undefined, program, environment());
    expect(failures.map(({ property }) => property).sort()).toEqual(Object.keys(expected).sort());
    for (const { property, reason } of failures) expect(reason).toMatch(expected[property]!);
  });

  test.each(cases)("%s, and never shows contact data", (_what, program) => {
    const { failures } = lifecycle.check(undefined, program, environment());
    expect(JSON.stringify(failures)).not.toMatch(/Ada|Baker|Mill Street|Boston|5550142/);
  });
});

describe("a program that is right", () => {
  test("passes while parts of it are unknown until applied", () => {
    const unknown = [
      registration({ domain: UNKNOWN, productInstanceId: UNKNOWN, siteId: UNKNOWN }),
      registration({ contacts: UNKNOWN }),
      person({ email: UNKNOWN, countryCode: UNKNOWN, subdivisionCode: undefined }),
    ];
    for (const program of unknown)
      expect(registeredDomain.check(undefined, program, environment()).failures).toEqual([]);
    expect(
      connectedDomain.check(undefined, { domain: UNKNOWN, siteId: UNKNOWN }, environment()).failures,
    ).toEqual([]);
    expect(
      domainPropagation.check(undefined, { domain: UNKNOWN, triggers: [UNKNOWN] }, environment()).failures,
    ).toEqual([]);
  });

  test.each([
    [
      "RegisteredDomain",
      registeredDomain,
      person({ countryCode: "us", phone: "+1 (617) 555-0100", email: " a@example.net " }),
    ],
    ["ConnectedDomain", connectedDomain, connection({ domain: "Bäckerei.COM.", siteId: SITE.toUpperCase() })],
    ["DomainPropagation", domainPropagation, { domain: "EXAMPLE.com.", triggers: { a: 1 } }],
  ] as const)(
    "is canonical at once: %s accepts its own output and leaves it unchanged",
    (_name, lifecycle, program) => {
      const once = lifecycle.check(undefined, program, environment());
      const twice = lifecycle.check(undefined, { ...once.inputs }, environment());
      expect(once.failures).toEqual([]);
      expect(twice).toEqual(once);
    },
  );

  test("claims its domain, so that no two resources look after one", () => {
    const exclusive = (
      lifecycle: Pick<Lifecycle<object, object>, "check">,
      program: Record<string, unknown>,
    ) =>
      lifecycle
        .check(undefined, program, environment())
        .claims.filter(({ shared }) => shared !== true)
        .map(({ key, property }) => ({ key, property }));
    const claim = { key: `the domain example.com of account ${accountId}`, property: "domain" };
    expect(exclusive(registeredDomain, registration({ domain: "Example.com" }))).toEqual([claim]);
    expect(exclusive(connectedDomain, connection({}))).toEqual([claim]);
    expect(exclusive(connectedDomain, connection({ accountId: UNKNOWN }))).toEqual([]);
    expect(exclusive(connectedDomain, connection({ domain: UNKNOWN }))).toEqual([]);
  });

  test("claims its payer together with others, and what could be read of a wrong one", () => {
    const { claims, failures } = registeredDomain.check(
      undefined,
      registration({ siteId: SITE, assignmentType: "PRIMARY", waitFor: "DONE" }),
      environment(),
    );
    expect(failures).toHaveLength(1);
    expect(claims.map(({ key, shared = false }) => [key, shared])).toEqual([
      [`the domain example-bakery.com of account ${accountId}`, false],
      [`the site of example-bakery.com of account ${accountId}`, true],
      [`a place on site ${SITE}`, true],
      [`the primary domain of site ${SITE}`, false],
      [`product instance ${INSTANCE}`, true],
    ]);
  });
});
