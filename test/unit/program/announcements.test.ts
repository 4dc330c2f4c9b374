import { beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { readHidden } from "../../../provider/src/program/hidden";

type Inputs = Record<string, unknown>;

/** What each resource was registered with, by name. */
const registered = new Map<string, Inputs>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.set(name, inputs as Inputs);
      return { id: name, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  }),
);

const settled = (...resources: pulumi.Resource[]): Promise<unknown> =>
  Promise.all(resources.map(({ urn }) => new Promise(resolve => urn.apply(resolve))));
const mx = { type: "MX" as const, hostName: "@", values: ["10 mx1.example.net"] };
const announced = (name: string): unknown => {
  const { program } = readHidden(registered.get(name)?.__wix);
  return program === undefined ? undefined : JSON.parse(program);
};
const hidden = (name: string): unknown => readHidden(registered.get(name)?.__wix).hidden;

class Shop extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("my:index:Shop", name, {}, opts);
  }
}

/** What a resource was told of some others of its class, by name. */
const told = (name: string, ...others: string[]): unknown =>
  (announced(name) as { name: string }[] | undefined)?.filter(one => others.includes(one.name));

describe("resources of one class", () => {
  test("that are constructed in one go are announced to each other, the later ones to the earlier ones too", async () => {
    const first = new wix.DnsZoneRecords("first", {
      domainName: "example.com",
      records: [{ ...mx, ttl: 300 }],
    });
    const second = new wix.DnsZoneRecords("second", {
      domainName: "example.net",
      records: { "MX example.net": { values: ["10 mx1.example.net"] } },
      existing: "merge",
    });
    await settled(first, second);
    const expected = [
      { name: "first", args: { domainName: "example.com", records: [{ type: "MX", hostName: "@" }] } },
      {
        name: "second",
        args: {
          domainName: "example.net",
          records: { "MX example.net": { values: ["10 mx1.example.net"] } },
          existing: "merge",
        },
      },
    ];
    expect(told("first", "first", "second")).toEqual(expected);
    expect(told("second", "first", "second")).toEqual(expected);
  });

  test("are announced without what is only known later, nor what is secret", async () => {
    const values = [
      pulumi.output("10 mx2.example.net"),
      pulumi.secret("20 hidden.example.net"),
      "30 mx3.example.net",
    ];
    const one = new wix.DnsZoneRecords("known", {
      domainName: "example.org",
      records: [{ ...mx, values }],
      existing: "merge",
    });
    const two = new wix.DnsZoneRecords("later", {
      domainName: pulumi.output("example.org"),
      records: pulumi.output([mx]),
    });
    await settled(one, two);
    expect(told("known", "known", "later")).toEqual([
      {
        name: "known",
        args: {
          domainName: "example.org",
          records: [{ ...mx, values: ["30 mx3.example.net"] }],
          existing: "merge",
        },
      },
      { name: "later", args: {} },
    ]);
  });

  test("tell nothing of what nobody has to know", async () => {
    const one = new wix.DomainPropagation("seen", { domain: "example.com" });
    const two = new wix.DomainPropagation("seen-too", { domain: "example.net" });
    await settled(one, two);
    expect([announced("seen"), announced("seen-too")]).toEqual([undefined, undefined]);
  });

  const LONG = "a-rather-long-host-name".repeat(16);

  test("leave a long text to a few of those that wait for nothing", async () => {
    const waiting = { dependsOn: [new wix.DomainPropagation("before", { domain: "example.org" })] };
    const many = Array.from(
      { length: 60 },
      (_, index) =>
        new wix.DnsZoneRecords(
          `many-${index}`,
          { domainName: "example.com", records: [{ ...mx, hostName: `${LONG}-${index}` }] },
          index < 40 ? waiting : {},
        ),
    );
    await settled(...many);
    const tellers = many.map((_, index) => index).filter(index => announced(`many-${index}`) !== undefined);
    expect(tellers.length).toBeLessThanOrEqual(16);
    expect(tellers).not.toEqual([]);
    expect(tellers.every(index => index >= 40)).toBe(true);
  });
});

describe("a resource below others", () => {
  test("tells the types of all its parents", async () => {
    const shop = new Shop("shop");
    const inner = new Shop("inner", { parent: shop });
    const one = new wix.DnsZoneRecords(
      "below",
      { domainName: "example.dev", records: [] },
      { parent: inner },
    );
    const two = new wix.DnsZoneRecords("beside", { domainName: "example.app", records: [] });
    await settled(one, two);
    expect(hidden("below")).toEqual({ name: "below", under: "my:index:Shop$my:index:Shop" });
    expect(hidden("beside")).toEqual({ name: "beside" });
  });

  test("tells who it was before, by its aliases", async () => {
    const shop = new Shop("alias-shop");
    const aliases = [
      { name: "old" },
      { parent: pulumi.rootStackResource },
      { name: "elsewhere", parent: new Shop("outer-shop", { parent: shop }) },
      "urn:pulumi:stack::project::my:index:Old$pulumi-nodejs:dynamic/wix:DnsZoneRecords::was",
      pulumi.output("urn:pulumi:stack::project::my:index:Later::unknown"),
    ];
    const one = new wix.DnsZoneRecords(
      "renamed",
      { domainName: "example.biz", records: [] },
      { parent: shop, aliases },
    );
    await settled(one);
    expect(hidden("renamed")).toEqual({
      name: "renamed",
      under: "my:index:Shop",
      formerly: [
        { name: "old", under: "my:index:Shop" },
        { name: "renamed" },
        { name: "elsewhere", under: "my:index:Shop$my:index:Shop" },
        { name: "was", under: "my:index:Old" },
      ],
    });
  });

  test("tells project and stack where a default derives from them, unless it is looked up", async () => {
    const products = [{ catalogProductId: "11111111-1111-4111-8111-111111111111", countryCode: "DE" }];
    const made = new wix.Package("made", { products });
    await settled(made);
    expect(hidden("made")).toEqual({ name: "made", program: `${pulumi.getProject()}/${pulumi.getStack()}` });
  });
});

describe("an argument that holds a secret", () => {
  test("is sealed as a whole, and named; the others stay as they are", async () => {
    const one = new wix.DnsZoneRecords("sealed", {
      domainName: pulumi.output("example.net"),
      records: { "TXT example.net": pulumi.output({ values: [pulumi.secret("token")] }) },
    });
    await settled(one);
    expect(hidden("sealed")).toEqual({ name: "sealed", sealed: ["records"] });
  });
});
