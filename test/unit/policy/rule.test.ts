import { describe, expect, test } from "@jest/globals";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { classOf } from "../../../policy/src/classes";
import { entriesOf, known, propertyOf, UNKNOWN } from "../../../policy/src/known";
import { resourceRule, stackRule, type Common, type Resource, type Verdict } from "../../../policy/src/rule";

interface Config extends Common {
  readonly most?: number;
}
const about = {
  name: "rule",
  description: "A rule.",
  enforcementLevel: "mandatory" as const,
  settings: { most: { type: "integer" as const } },
};

/** Properties as a policy gets them: reading an unknown one throws. */
const shown = (properties: object): Record<string, unknown> =>
  new Proxy(properties, {
    get: (whole, key): unknown => {
      const value: unknown = Reflect.get(whole, key);
      if (value === "unknown") throw new Error("can't be known during preview");
      return typeof value === "object" && value !== null ? shown(value) : value;
    },
  }) as Record<string, unknown>;

const PACKAGE = "pulumi-nodejs:dynamic/wix:Package";
const given = (type: string, name: string, props: object = {}, config: object = {}): ResourceValidationArgs =>
  ({
    type,
    name,
    urn: `urn:${name}`,
    props: shown(props),
    opts: { protect: true },
    getConfig: () => config,
  }) as unknown as ResourceValidationArgs;

const judging = (
  verdict: Verdict | ((resource: Resource, config: Config, before: readonly Resource[]) => Verdict),
) => {
  const { validateResource } = resourceRule<Config>(
    about,
    typeof verdict === "function" ? verdict : () => verdict,
  );
  return (args: ResourceValidationArgs): string[] => {
    const reported: string[] = [];
    if (typeof validateResource !== "function") throw new Error("no rule over resources");
    void validateResource(args, message => void reported.push(message));
    return reported;
  };
};

describe("the class of a type token", () => {
  test.each([
    [PACKAGE, "Package"],
    ["wix:index:Package", "Package"],
    ["wix:index:DnsZoneRecords", "DnsZoneRecords"],
    ["wix:index:SiteTransfer", undefined],
    ["other:index:Package", undefined],
    ["pulumi:pulumi:Stack", undefined],
  ])("%s: %s", (token, expected) => {
    expect(classOf(token)).toBe(expected);
  });
});

describe("known", () => {
  test("copies what is known, and marks what is not at its place", () => {
    const caught: unknown[] = [];
    const copy = known(shown({ a: [1, "unknown", { b: "unknown", c: null }], d: "unknown" }), error =>
      caught.push(error),
    );
    expect(copy).toEqual({ a: [1, UNKNOWN, { b: UNKNOWN, c: null }], d: UNKNOWN });
    expect(caught).toHaveLength(3);
  });
});

describe("what is read of a value", () => {
  test("is nothing where there is no such thing", () => {
    for (const value of [undefined, null, "text", UNKNOWN, {}]) expect(entriesOf(value)).toEqual([]);
    for (const value of [undefined, null, "text", 1, {}]) expect(propertyOf(value, "length")).toBeUndefined();
    expect(propertyOf(UNKNOWN, "length")).toBe(UNKNOWN);
  });
});

describe("a rule over resources", () => {
  test("judges resources of this package only, with those before each", () => {
    const seen: string[] = [];
    const judge = judging(({ name, isProtected }, { most }, before) => {
      seen.push(`${name} ${isProtected} ${most ?? "-"} after ${before.map(one => one.name).join(",")}`);
      return {};
    });
    judge(given(PACKAGE, "a"));
    judge(given("other:index:Package", "x"));
    judge(given("wix:index:Package", "b", {}, { most: 2 }));
    judge(given(PACKAGE, "c"));
    expect(seen).toEqual(["a true - after ", "b true 2 after a", "c true - after a,b"]);
  });
  test("counts a resource that is judged again once", () => {
    const judge = judging((_, __, before) => ({ refused: [String(before.length)] }));
    expect(["a", "b", "b", "a"].map(name => judge(given(PACKAGE, name))[0])).toEqual(["0", "1", "1", "0"]);
  });
  test("reports what is refused, then throws what makes an advisory of what cannot be told", () => {
    const judge = judging({ refused: ["bad"], untold: ["later", "later too"] });
    expect(() => judge(given(PACKAGE, "a", { products: "unknown" }))).toThrow(
      "later later too The update judges it, before it touches the resource.",
    );
  });
  test("reports both where what cannot be told is refused", () => {
    const judge = judging({ refused: ["bad"], untold: ["later"] });
    const args = given(PACKAGE, "a", { products: "unknown" }, { unknown: "refuse" });
    expect(judge(args)).toEqual([
      "bad",
      'later Give what is known at preview, or set "unknown" of rule to "advise".',
    ]);
  });
  test("tells a mistyped setting once a run, by the stack's own resource", () => {
    const judge = judging({});
    const told = ['rule has no setting "mots"; there are: most, unknown.'];
    expect(judge(given("pulumi:pulumi:Stack", "stack", {}, { mots: 1, most: 1 }))).toEqual(told);
    expect(judge(given(PACKAGE, "a", {}, { mots: 1 }))).toEqual([]);
  });
});

describe("a rule over a stack", () => {
  const { validateStack } = stackRule<Config>(about, resources => ({
    refused: resources.map(({ name }) => name),
  }));
  test("judges all resources of this package, and tells a mistyped setting", () => {
    const reported: string[] = [];
    const args = {
      resources: [given(PACKAGE, "a"), given("other:index:Package", "x")] as unknown as PolicyResource[],
    };
    void validateStack(
      { ...args, getConfig: () => ({ mots: 1 }) } as unknown as Parameters<typeof validateStack>[0],
      message => void reported.push(message),
    );
    expect(reported).toEqual(['rule has no setting "mots"; there are: most, unknown.', "a"]);
  });
});
