import { beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { formerly } from "../../../sdk/nodejs/aliases";

const TYPE = "pulumi-nodejs:dynamic/wix:Package";

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: ({ inputs }) => inputs as object },
    "shops",
    "prod",
  );
});

test("without a parent, a dynamic resource is known by the URN that Pulumi makes of its type", async () => {
  const urn = await new Promise(resolve => pulumi.createUrn("plan", TYPE).apply(resolve));
  expect(urn).toMatch(/^urn:pulumi:prod::shops::/);
  expect(formerly(TYPE, "plan", {})).toBe(urn);
});

test("with a parent, by its type, for Pulumi to put the parent's before it", () => {
  const parent = new pulumi.ComponentResource("my:index:Shop", "shop");
  expect(formerly(TYPE, "plan", { parent })).toEqual({ type: TYPE });
});
