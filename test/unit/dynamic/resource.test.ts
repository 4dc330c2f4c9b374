import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";

const classes = Object.entries(wix).filter(([name]) => /^[A-Z]/.test(name));

// Pulumi takes the caller of the third constructor for the line that declares the resource.
test.each(classes)(
  "%s is declared by the program's line: it extends Pulumi's class directly",
  (_name, one) => {
    expect(Object.getPrototypeOf(one)).toBe(pulumi.CustomResource);
  },
);

test("every resource class is tried", () => expect(classes.length).toBeGreaterThanOrEqual(5));
