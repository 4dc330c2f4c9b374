import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";

const classes = Object.entries(wix).filter(
  ([name, one]) => typeof one === "function" && /^[A-Z]/.test(name) && !(one.prototype instanceof Error),
);

describe("a declaration", () => {
  // Pulumi takes the caller of the third constructor for the line that declares the resource.
  test.each(classes)("of %s is the program's line: the class extends Pulumi's directly", (_name, one) => {
    expect(Object.getPrototypeOf(one)).toBe(pulumi.CustomResource);
  });

  test("is tried for every class", () => expect(classes.length).toBeGreaterThanOrEqual(5));
});
