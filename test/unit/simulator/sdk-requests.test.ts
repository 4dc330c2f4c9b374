/* What Wix's own SDK, its samples and public clients send, to the letter: docs/wix/clients.md. */
import { beforeEach, expect, test } from "@jest/globals";
import {
  computedZone,
  createSimulatedAccount,
  type Exchange,
  SAMPLE_PRODUCTS,
  SAMPLE_SITES,
  type SettingsChange,
  type SimulatedAccount,
  type WarningKind,
} from "../../../simulator/src";
import { ACCOUNT } from "./account";
import { CONTACT, domainState, INSTANCES } from "./domain-account";

interface Row {
  readonly what: string;
  /** Method and URL. */
  readonly line: string;
  /** JSON. */
  readonly body?: object | null;
  /** Beside the key, the account and `Accept`; `undefined` takes one of them away. */
  readonly headers?: Exchange["headers"];
  readonly settings?: SettingsChange;
  /** Of the answer. */
  readonly shows?: object;
  /** Default: none. */
  readonly warnings?: readonly WarningKind[];
}

const ZONE = "/domains/v1/dns-zones/example.com";
const CONNECTED = "/domains/v1/connected-domains";
const REGISTERED = "/domains/v1/registered-domains";
const ASSIGNMENTS = "/domains/v1/domain-assignments";
const PROPAGATION = "/premium/domains/v1/dns-propagations/example.org";
const SITES = "/site-list/v2/sites/query";
const PACKAGES = "/resellers/v1/packages";
const PACKAGE = "30000000-0000-4000-8000-000000000001";
const INSTANCE = INSTANCES.notADomain;
const SITE = SAMPLE_SITES.premium;
const DATES = { createdDate: "2026-01-01T00:00:00.000Z", updatedDate: "2026-01-01T00:00:00.000Z" };

const text = { type: "TXT", hostName: "example.com", values: ["v=spf1 -all"] };
const plan = {
  catalogProductId: SAMPLE_PRODUCTS.corePlan,
  countryCode: "DE",
  billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
};
const noAccount = { "wix-account-id": undefined };
const onSite = { "wix-site-id": SITE };

const ROWS: readonly Row[] = [
  {
    what: "the domain of the path in the body of a PATCH",
    line: `PATCH ${ZONE}`,
    body: { domainName: "example.com", additions: [text] },
  },
  {
    what: "package and external id of the path in the body of a PATCH",
    line: `PATCH ${PACKAGES}/update/${PACKAGE}/shop-1`,
    body: { packageId: PACKAGE, externalId: "shop-1" },
    shows: { updatedPackage: { externalId: "shop-1" } },
  },
  {
    what: "instance and site of the path in the body of a PATCH",
    line: `PATCH ${PACKAGES}/product-instances/${INSTANCE}/${SAMPLE_SITES.free}`,
    body: { instanceId: INSTANCE, siteId: SAMPLE_SITES.free, idempotencyKey: "k" },
  },
  {
    what: "the domain of the path in the body of a PATCH without other content",
    line: `PATCH ${ASSIGNMENTS}/example.com`,
    body: { domainAssignmentId: "example.com" },
  },
  {
    what: "the domain of the path in the query of a GET",
    line: `GET ${ZONE}?domainName=example.com`,
    shows: { dnsZone: { id: "example.com" } },
  },
  { what: "the domain of the path in the query of a DELETE", line: `DELETE ${ZONE}?domainName=example.com` },
  { what: "the package of the path in the query of a GET", line: `GET ${PACKAGES}/${PACKAGE}?id=${PACKAGE}` },
  {
    what: "id and idempotency key of a DELETE in the query",
    line: `DELETE ${PACKAGES}/${PACKAGE}?id=${PACKAGE}&idempotencyKey=k`,
    shows: { idempotencyKey: "k" },
  },
  {
    what: "the idempotency key of a DELETE in the body, as documented",
    line: `DELETE ${PACKAGES}/product-instances/${INSTANCE}`,
    body: { idempotencyKey: "k" },
    shows: { idempotencyKey: "k" },
  },
  {
    what: "fields, fieldsets, $and and $or in a query of sites",
    line: `POST ${SITES}`,
    body: {
      query: {
        filter: { $or: [{ $and: [{ premium: true }, { state: "ACTIVE" }] }, { name: "nothing" }] },
        sort: [],
        fields: ["id"],
        fieldsets: ["FULL"],
        cursorPaging: { limit: 50 },
      },
    },
    shows: { sites: [{ id: SITE }, { name: "cafe" }] },
  },
  {
    what: "fields, fieldsets, $and and $or in a query of packages",
    line: `POST ${PACKAGES}/query`,
    body: {
      query: {
        filter: { $and: [{ $or: [{ id: PACKAGE }, { externalId: "x" }] }] },
        fields: [],
        fieldsets: [],
        paging: { limit: 5, offset: 0 },
      },
    },
    shows: { packages: [{ id: PACKAGE }] },
  },
  {
    what: "a zone as Preview answers it, DNSSEC included",
    line: "POST /domains/v1/dns-zones",
    body: {
      dnsZone: {
        id: "example.com",
        ...computedZone("example.com"),
        domainName: "example.com",
        dnssecInfo: { keyTag: 1, digest: "AB" },
      },
    },
  },
  {
    what: "a whole connected domain",
    line: `POST ${CONNECTED}`,
    headers: onSite,
    body: {
      connectedDomain: {
        id: "bakery.com",
        domain: "bakery.com",
        connectionType: "POINTING",
        siteInfo: { id: SITE, assignmentType: "REDIRECT" },
        suppressNotifications: true,
        dnsPropagationStatus: "IN_PROGRESS",
        ...DATES,
      },
    },
    shows: { connectedDomain: { dnsPropagationStatus: "UNKNOWN_DNS_PROPAGATION_STATUS" } },
  },
  {
    what: "a whole registered domain",
    line: `POST ${REGISTERED}`,
    headers: onSite,
    body: {
      registeredDomain: {
        id: "new-bakery.com",
        domain: "new-bakery.com",
        productInstanceId: INSTANCES.com,
        revision: "7",
        status: "ACTIVE",
        siteInfo: { id: SITE, assignmentType: "PRIMARY", redirectInfo: {} },
        contacts: { registrant: CONTACT },
        icannConfirmationStatus: "CONFIRMED_BY_ALL",
        dnsPropagationStatus: "COMPLETED",
        expirationDate: DATES.createdDate,
        ...DATES,
      },
    },
    shows: { registeredDomain: { status: "PENDING_REGISTRATION", revision: "1" } },
  },
  {
    what: "a whole domain assignment",
    line: `POST ${ASSIGNMENTS}`,
    body: {
      domainAssignment: {
        id: "example.org",
        domain: "example.org",
        siteInfo: { id: SITE, assignmentType: "REDIRECT", redirectInfo: { primaryDomain: "example.com" } },
        ...DATES,
      },
    },
  },
  {
    what: "dnssecEnabled: null in an update",
    line: `PATCH ${ZONE}`,
    body: { additions: [text], dnssecEnabled: null },
    shows: { dnsZone: { dnssecEnabled: false } },
  },
  {
    what: "dnssecEnabled: null in a creation",
    line: "POST /domains/v1/dns-zones",
    body: { dnsZone: { ...computedZone("example.com"), domainName: "example.com", dnssecEnabled: null } },
    shows: { dnsZone: { dnssecEnabled: false } },
  },
  {
    what: "external_id in snake case",
    line: "POST /resellers/v2/packages",
    body: { external_id: "shop-1", products: [plan] },
    shows: { package: { externalId: "shop-1" } },
    warnings: ["snake-case"],
  },
  {
    what: "no Accept header",
    line: `GET ${ZONE}`,
    headers: { accept: undefined },
    warnings: ["missing-accept"],
  },
  {
    what: "any type in the Accept header",
    line: `GET ${ZONE}`,
    headers: { accept: "*/*" },
    warnings: ["missing-accept"],
  },
  {
    what: "a query of sites without account",
    line: `POST ${SITES}`,
    headers: noAccount,
    body: { query: { cursorPaging: { limit: 100 } } },
    shows: { sites: [{ ownerAccountId: ACCOUNT }, {}, {}] },
  },
  { what: "a site beside the account, of a propagation", line: `GET ${PROPAGATION}`, headers: onSite },
  {
    what: "a site in place of the account, of a propagation",
    line: `GET ${PROPAGATION}`,
    headers: { ...noAccount, ...onSite },
  },
  ...[`GET ${CONNECTED}`, `GET ${CONNECTED}/example.org`, `DELETE ${CONNECTED}/example.org`].flatMap(line => [
    { what: `a site beside the account, ${line}`, line, headers: onSite },
    { what: `a site in place of the account, ${line}`, line, headers: { ...noAccount, ...onSite } },
  ]),
  {
    what: "a site in place of the account, setup info",
    line: "GET /domains/v1/connected-domain-setup-info/example.org",
    headers: { ...noAccount, ...onSite },
  },
  {
    what: "a site in place of the account, connecting",
    line: `POST ${CONNECTED}`,
    headers: { ...noAccount, ...onSite },
    body: {
      connectedDomain: {
        domain: "bakery.com",
        connectionType: "NAMESERVERS",
        siteInfo: { assignmentType: "PRIMARY" },
      },
    },
    shows: { connectedDomain: { siteInfo: { id: SITE } } },
  },
  {
    what: "a filter of sites by id",
    line: `POST ${SITES}`,
    body: { query: { filter: { id: { $in: [SITE] } } } },
    shows: { sites: [{ id: SITE }] },
    warnings: ["unproven-filter"],
  },
  { what: "a query of sites without a body", line: `POST ${SITES}`, warnings: ["missing-body"] },
  {
    what: "dotted parameters",
    line: `GET ${CONNECTED}?paging.limit=1`,
    shows: { connectedDomains: [{}], pagingMetadata: { hasNext: true } },
  },
  {
    what: "repeated parameters",
    line: `GET ${ASSIGNMENTS}?siteIds=${SITE}&siteIds=${SAMPLE_SITES.free}&paging.limit=10`,
    shows: { domainAssignments: [{ id: "example.com" }] },
  },
  { what: "a JSON body with a GET", line: `GET ${ZONE}`, body: {} },
  { what: "a JSON body with a DELETE of a zone", line: `DELETE ${ZONE}`, body: {} },
  { what: "a JSON body with a DELETE of a connection", line: `DELETE ${CONNECTED}/example.org`, body: {} },
  { what: "a JSON body with a PATCH without content", line: `PATCH ${ASSIGNMENTS}/example.com`, body: {} },
  {
    what: "a JSON body with an unassignment",
    line: `PATCH ${PACKAGES}/product-instances/${INSTANCES.onSite}/unassign`,
    body: {},
  },
  { what: "the content type without a body", line: `DELETE ${ZONE}`, body: null },
  {
    what: "an external id with slashes in the path",
    line: `PATCH ${PACKAGES}/update/${PACKAGE}/pulumi/shop/dev/plan`,
    body: {},
    shows: { updatedPackage: { externalId: "pulumi/shop/dev/plan" } },
    warnings: ["unencoded-path"],
  },
  {
    what: "an external id with blanks and accents in the path",
    line: `PATCH ${PACKAGES}/update/${PACKAGE}/Café au lait`,
    body: {},
    shows: { updatedPackage: { externalId: "Café au lait" } },
    warnings: ["unencoded-path"],
  },
  {
    what: "the same percent-encoded",
    line: `PATCH ${PACKAGES}/update/${PACKAGE}/${encodeURIComponent("pulumi/Café au lait")}`,
    body: {},
    shows: { updatedPackage: { externalId: "pulumi/Café au lait" } },
  },
];

let account: SimulatedAccount;

beforeEach(() => {
  const state = domainState();
  const domainAssignments = { "example.com": { siteId: SITE, assignmentType: "PRIMARY" as const } };
  account = createSimulatedAccount({ seed: 1, clock: "frozen", state: { ...state, domainAssignments } });
});

test.each(ROWS)("takes $what", async ({ line, body, headers, settings, shows = {}, warnings = [] }) => {
  if (settings !== undefined) await account.control.changeSettings(settings);
  const [method = "", ...rest] = line.split(" ");
  const reply = await account.handle({
    method,
    url: rest.join(" "),
    headers: {
      authorization: "simulated-api-key",
      "wix-account-id": ACCOUNT,
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined || body === null ? undefined : JSON.stringify(body),
  });
  if (reply.kind !== "reply") throw new Error(reply.reason);
  expect([reply.status, reply.body]).toEqual([200, expect.stringMatching(/^\{/)]);
  expect(JSON.parse(reply.body)).toMatchObject(shows);
  expect(await account.control.violations()).toEqual([]);
  expect((await account.control.warnings()).map(({ kind }) => kind)).toEqual(warnings);
});

test.each([
  ["another domain in the body", `PATCH ${ZONE}`, { domainName: "example.org", additions: [text] }],
  ["another domain in the query", `GET ${ZONE}?domainName=example.org`, undefined],
  ["the domain twice in the query", `GET ${ZONE}?domainName=example.com&domainName=example.com`, undefined],
])("refuses what contradicts the path: %s", async (_what, line, body) => {
  const [method = "", url = ""] = line.split(" ");
  const reply = await account.handle({
    method,
    url,
    headers: {
      authorization: "simulated-api-key",
      "wix-account-id": ACCOUNT,
      accept: "application/json",
      "content-type": "application/json",
    },
    body: body && JSON.stringify(body),
  });
  expect(reply).toMatchObject({ status: 400, body: expect.stringContaining("PATH_MISMATCH") });
});
