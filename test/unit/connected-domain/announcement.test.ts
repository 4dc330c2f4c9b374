import { beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import * as wix from "../../../provider/src";
import { readHidden } from "../../../provider/src/program/hidden";
import { contacts, INSTANCE, SITE } from "../registered-domain/account";

const registered = new Map<string, Record<string, unknown>>();

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.set(name, inputs as Record<string, unknown>);
      return { id: name, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  }),
);

const settled = (...resources: pulumi.Resource[]): Promise<unknown> =>
  Promise.all(resources.map(({ urn }) => new Promise(resolve => urn.apply(resolve))));

const announcementTo = (name: string): string | undefined => readHidden(registered.get(name)?.__wix).program;

const announcedTo = (name: string): string[] | undefined => {
  const text = announcementTo(name);
  return text === undefined ? undefined : (JSON.parse(text) as { name: string }[]).map(one => one.name);
};

test("domains of one class are announced to each other, a site that is not known yet left out", async () => {
  await settled(
    new wix.ConnectedDomain("a", { domain: "a.example.com", siteId: SITE }),
    new wix.ConnectedDomain("b", { domain: "b.example.com", siteId: SITE.toUpperCase() }),
    new wix.ConnectedDomain("nowhere", { domain: "c.example.com" }),
    new wix.ConnectedDomain("later", { domain: "d.example.com", siteId: pulumi.output(SITE) }),
  );
  for (const name of ["a", "b", "nowhere", "later"])
    expect(announcedTo(name)).toEqual(["a", "b", "nowhere", "later"]);
  const [, , , later] = JSON.parse(announcementTo("a") ?? "") as { args: object }[];
  expect(later?.args).toEqual({ domain: "d.example.com" });
});

test("a registered domain is announced without its contacts", async () => {
  const args = (domain: string) => ({ domain, productInstanceId: INSTANCE, contacts, siteId: SITE });
  await settled(
    new wix.RegisteredDomain("one", args("one-bakery.com")),
    new wix.RegisteredDomain("two", args("two-bakery.com")),
  );
  expect(announcedTo("two")).toEqual(["one", "two"]);
  expect(announcementTo("two")).not.toMatch(/Ada|Mill Street/);
});
