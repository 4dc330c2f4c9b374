import { describe, expect, test } from "@jest/globals";
import type { Account } from "../../../provider/src/cli/export/account";
import { importFileOf } from "../../../provider/src/cli/export/import-file";
import { modulesOf } from "../../../provider/src/cli/export/modules";
import { programOf } from "../../../provider/src/cli/export/program";
import type { PackageInstance, WirePackage } from "../../../provider/src/wix/packages";

const NOW = Date.parse("2026-02-01T00:00:00.000Z");
const guid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const SITE = guid(900);

const account = (more: Partial<Account>): Account => ({
  accountId: guid(1),
  sites: [{ id: SITE, name: "Bakery", createdDate: "2025-01-01" }],
  registered: [],
  connected: [],
  assignments: [],
  packages: [],
  zones: {},
  computed: {},
  unread: [],
  ...more,
});
const declaredIn = (more: Partial<Account>) => {
  const { resources, left } = programOf(account(more), NOW);
  return {
    resources: resources.map(({ type, name }) => `${type} ${name}`),
    left: left.map(({ why }) => why),
  };
};
const instance = (index: number, more: Partial<PackageInstance> = {}): PackageInstance => ({
  instanceId: guid(100 + index),
  catalogProductId: guid(2),
  status: "ENABLED",
  countryCode: "DE",
  ...more,
});
const bought = (index: number, more: Partial<WirePackage> = {}): WirePackage => ({
  id: guid(200 + index),
  externalId: `plan-${index}`,
  productInstances: [instance(index)],
  createdDate: `2025-01-0${index}`,
  ...more,
});

describe("a package", () => {
  test("is declared where an up would find it by its external id", () =>
    expect(declaredIn({ packages: [bought(1)] })).toEqual({ resources: ["Package plan-1"], left: [] }));

  test.each<[string, WirePackage[], RegExp]>([
    ["has no external id", [bought(1, { externalId: "" })], /has no external id/],
    ["has none that an up could send", [bought(1, { externalId: ".." })], /the provider takes it not/],
    [
      "shares it with another one",
      [bought(1), bought(2, { externalId: "plan-1" })],
      /shares its external id/,
    ],
    [
      "has failed in part",
      [bought(1, { productInstances: [instance(1), instance(2, { status: "FAILED" })] })],
      /is FAILED/,
    ],
    ["is not ready", [bought(1, { productInstances: [instance(1, { status: "PENDING" })] })], /is PENDING/],
    [
      "does not show its country",
      [
        bought(1, {
          productInstances: [{ instanceId: guid(101), catalogProductId: guid(2), status: "ENABLED" }],
        }),
      ],
      /for which country/,
    ],
  ])("is not declared, for it would be refused or bought, where it %s", (_, packages, why) => {
    const { resources, left } = declaredIn({ packages });
    expect(resources).toEqual([]);
    expect(left).toHaveLength(packages.length);
    for (const reason of left) expect(reason).toMatch(why);
  });

  test("that is not declared leaves the places of what is in order", () =>
    expect(
      declaredIn({
        packages: [
          bought(1, {
            externalId: "",
            productInstances: [
              instance(1, { siteId: SITE }),
              instance(2, { siteId: SITE, status: "FAILED" }),
              instance(3, { siteId: SITE, status: "CANCELED" }),
              instance(4),
            ],
          }),
        ],
      }).resources,
    ).toEqual(["ProductInstanceAssignment bakery-service"]));

  test("keeps its name when another one of that name comes", () => {
    const older = bought(1, { externalId: "acme plan" });
    const newer = bought(2, { externalId: "acme-plan" });
    const idsByName = (packages: WirePackage[]) =>
      programOf(account({ packages }), NOW).resources.map(({ name, args }) => [name, args.externalId]);
    expect(idsByName([newer, older])).toEqual([
      ["acme-plan", "acme plan"],
      ["acme-plan-2", "acme-plan"],
    ]);
  });
});

describe("a registered domain", () => {
  const registered = { domain: "example.com", status: "ACTIVE", productInstanceId: guid(101) };

  test("is paid by the package that the program declares", () => {
    const { resources, sites } = programOf(account({ registered: [registered], packages: [bought(1)] }), NOW);
    expect(modulesOf(resources, sites)["domains/example.com.ts"]).toContain(
      "productInstanceId: plan1.productInstanceIds[0],",
    );
  });

  test.each([
    [{ status: "FAILED_REGISTRATION" }, /registered anew, which costs money/],
    [{ status: "CANCELED" }, /was cancelled/],
    [{ status: "PENDING_REGISTRATION" }, /Export again once it is ACTIVE/],
    [{ expirationDate: "2026-01-01T00:00:00.000Z" }, /expired on 2026-01-01/],
    [{ icannConfirmationStatus: "EXPIRED" }, /not confirmed to ICANN/],
    [{ domain: "a.example.com" }, /the provider takes it not/],
  ])("that is %j is not declared", (more, why) => {
    const { resources, left } = declaredIn({ registered: [{ ...registered, ...more }] });
    expect(resources).toEqual([]);
    expect(left).toEqual([expect.stringMatching(why)]);
  });

  test("that is not declared keeps its place and its records", () => {
    const { resources } = declaredIn({
      registered: [{ domain: "example.com", status: "PENDING_REGISTRATION" }],
      assignments: [{ domain: "example.com", site: { siteId: SITE, assignmentType: "PRIMARY" } }],
      zones: {
        "example.com": {
          dnssecEnabled: true,
          dnssecInfo: undefined,
          records: [{ type: "MX", hostName: "example.com", values: ["10 mx.example.net"] }],
        },
      },
    });
    expect(resources).toEqual([
      "DomainAssignment example.com",
      "DnsZoneRecords example.com-mail",
      "DnsSettings example.com",
    ]);
  });
});

test("domains of one name are one file, in which constants do not collide", () => {
  const connected = ["example.com", "shop.example.com", "blog.shop.example.com"].map(domain => ({
    domain,
    ...(domain === "example.com" && { connectionType: "POINTING" as const }),
  }));
  const { resources, sites } = programOf(account({ connected }), NOW);
  const { "domains/example.com.ts": text = "", "index.ts": index } = modulesOf(resources, sites);
  expect(index).toBe('import "./domains/example.com";\n');
  expect([...text.matchAll(/export const (\w+)/g)].map(([, name]) => name).sort()).toEqual([
    "blogShopDomain",
    "domain",
    "shopDomain",
  ]);
});

test("what a site is called cannot become code", () => {
  const sites = [{ id: SITE, name: "x\n*/ } evil(); // \u2028evil()", createdDate: "" }];
  const connected = [
    {
      domain: "example.com",
      connectionType: "POINTING" as const,
      site: { siteId: SITE, assignmentType: "PRIMARY" },
    },
  ];
  const program = programOf(account({ sites, connected }), NOW);
  const { "sites.ts": text = "" } = modulesOf(program.resources, program.sites);
  const lines = text.split("\n").filter(line => line.includes("evil("));
  expect(lines).toEqual(["  // x */ } evil(); // evil()"]);
});

describe("records whose mail is in disorder", () => {
  const declared = (records: Parameters<typeof zoneOf>[0]) => {
    const { resources, left } = programOf(account({ zones: { "example.com": zoneOf(records) } }), NOW);
    return { allow: resources.map(({ args }) => args.allow), left };
  };
  const zoneOf = (records: { type: string; hostName: string; values: string[] }[]) => ({
    dnssecEnabled: false,
    dnssecInfo: undefined,
    records,
  });
  const spf = (...values: string[]) => ({ type: "TXT", hostName: "example.com", values });

  test("are taken over as they are, with the words that let them stand", () =>
    expect(declared([spf("v=spf1 +all")])).toEqual({ allow: [["spf-pass-all"]], left: [] }));

  test("need none where they are in order", () =>
    expect(declared([spf("v=spf1 -all")])).toEqual({ allow: [undefined], left: [] }));

  test("are left out, and named, where no word would let them stand", () => {
    const { allow, left } = declared([spf("v=spf1 -all", "v=spf1 mx -all")]);
    expect(allow).toEqual([]);
    expect(left).toHaveLength(1);
  });
});

describe("the import file", () => {
  test("names each resource with the id by which the native plugin reads it", () => {
    const { resources } = programOf(
      account({
        packages: [
          bought(1),
          bought(2, { externalId: "", productInstances: [instance(2, { siteId: SITE })] }),
        ],
        connected: [{ domain: "example.org", connectionType: "POINTING" }],
        assignments: [{ domain: "example.net", site: { siteId: SITE, assignmentType: "PRIMARY" } }],
        zones: {
          "example.com": {
            dnssecEnabled: true,
            records: [
              { type: "MX", hostName: "example.com", ttl: 3600, values: ["10 mx1.example.net"] },
              { type: "TXT", hostName: "example.com", ttl: 3600, values: ["v=spf1 -all"] },
            ],
          } as never,
        },
      }),
      NOW,
    );
    const file = JSON.parse(importFileOf(resources)) as { resources: { type: string; id: string }[] };
    expect(file.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([
      `wix:index:Package ${guid(201)}`,
      `wix:index:ProductInstanceAssignment ${guid(102)}`,
      "wix:index:ConnectedDomain example.org",
      "wix:index:DomainAssignment example.net",
      "wix:index:DnsZoneRecords example.com/MX @,TXT @",
      "wix:index:DnsSettings example.com",
    ]);
  });
});
