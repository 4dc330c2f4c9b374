import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { environment } from "../support/environment.ts";
import { start } from "../support/children.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin } from "../support/plugin.ts";
import type { Properties } from "../support/provider-calls.ts";

jest.setTimeout(180_000);

/** Type and text of each class. Stacks keep them for years: a line may be added here, never changed. */
const GOLDEN: Record<string, readonly [type: string, text: string]> = {
  ConnectedDomain: [
    "pulumi-nodejs:dynamic/wix:ConnectedDomain",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/ConnectedDomain", { paths: [".", require.main.path] }));',
  ],
  DnsSettings: [
    "pulumi-nodejs:dynamic/wix:DnsSettings",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/DnsSettings", { paths: [".", require.main.path] }));',
  ],
  DnsZoneRecords: [
    "pulumi-nodejs:dynamic/wix:DnsZoneRecords",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/DnsZoneRecords", { paths: [".", require.main.path] }));',
  ],
  DomainAssignment: [
    "pulumi-nodejs:dynamic/wix:DomainAssignment",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/DomainAssignment", { paths: [".", require.main.path] }));',
  ],
  DomainPropagation: [
    "pulumi-nodejs:dynamic/wix:DomainPropagation",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/DomainPropagation", { paths: [".", require.main.path] }));',
  ],
  Package: [
    "pulumi-nodejs:dynamic/wix:Package",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/Package", { paths: [".", require.main.path] }));',
  ],
  ProductInstanceAssignment: [
    "pulumi-nodejs:dynamic/wix:ProductInstanceAssignment",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/ProductInstanceAssignment", { paths: [".", require.main.path] }));',
  ],
  RegisteredDomain: [
    "pulumi-nodejs:dynamic/wix:RegisteredDomain",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/RegisteredDomain", { paths: [".", require.main.path] }));',
  ],
  SiteTransfer: [
    "pulumi-nodejs:dynamic/wix:SiteTransfer",
    'exports.handler = () => require(require.resolve("pulumi-wix/provider/SiteTransfer", { paths: [".", require.main.path] }));',
  ],
};
const CLASSES = Object.entries(GOLDEN).map(([name, [type, text]]) => ({ name, type, text }));

/** A program that prints what it registers, one JSON line a resource. */
const printing = (body: string): string => `
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
pulumi.runtime.setMocks({
  newResource: ({ type, inputs, name }) => {
    console.log(JSON.stringify({ name, type, inputs }));
    return { id: name, state: inputs };
  },
  call: ({ inputs }) => inputs,
});
${body}`;

const oneOfEachClass = printing(`
for (const [name, Resource] of Object.entries(wix))
  if (Resource.prototype instanceof pulumi.CustomResource) new Resource(name, {});`);

interface Registered {
  name: string;
  type: string;
  inputs: Properties;
}

const registered = async (cwd: string, program: string): Promise<Registered[]> => {
  const run = await start(process.execPath, ["-e", program], { cwd, env: environment }).finished;
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const lines = run.stdout.trim().split("\n");
  return lines.map(line => JSON.parse(line) as Registered);
};

/** A program's folder beside which the workspace's `node_modules` stand, the provider a symbolic link among them. */
let besideWorkspace: string;
beforeAll(async () => {
  besideWorkspace = await mkdtemp(join(tmpdir(), "pulumi-wix-text-"));
  await symlink(join(__dirname, "..", "..", "node_modules"), join(besideWorkspace, "node_modules"));
});
afterAll(() => rm(besideWorkspace, { recursive: true, force: true }));

describe.each<[string, () => Promise<string>]>([
  ["packed and installed by npm", () => installedProvider("npm")],
  ["packed and installed by pnpm", () => installedProvider("pnpm")],
  ["linked by the workspace", () => Promise.resolve(besideWorkspace)],
])("the package %s", (_name, folder) => {
  test("registers each of its classes with the golden type and text", async () => {
    const all = await registered(await folder(), oneOfEachClass);
    const found = all.map(({ name, type, inputs }) => ({ name, type, text: inputs.__provider }));
    expect(found.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(CLASSES);
  });

  test("gives the plugin process the provider of each of its classes", async () => {
    const plugin = await startPlugin({ cwd: await folder(), env: environment });
    try {
      await plugin.configure({});
      for (const { text } of CLASSES) {
        const news = { __provider: text, __wix: '{"name":"x"}', nonsense: true };
        const { inputs, failures } = await plugin.check({}, news);
        expect(inputs).toMatchObject({ __provider: text, __wix: news.__wix });
        expect(failures).toContainEqual({
          property: "nonsense",
          reason: expect.stringContaining("not known"),
        });
      }
    } finally {
      await plugin.kill();
    }
  });
});

test.each(CLASSES)("the text of $name stays small: every state holds it twice", ({ text }) =>
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(300),
);

test("the constructor hides what Pulumi tells no provider: name, time-outs, which arguments are secret", async () => {
  const all = await registered(
    besideWorkspace,
    printing(`
      const args = { domainName: "example.com", records: [{ type: "MX", hostName: "@", values: ["0 ."] }] };
      new wix.DnsZoneRecords("plain", args);
      const customTimeouts = { create: "5m", delete: "1h" };
      new wix.DnsZoneRecords("timed", { ...args, domainName: pulumi.secret("example.com") }, { customTimeouts });`),
  );
  // What else the program declares comes behind it, as a line of its own.
  const hidden = new Map(all.map(({ name, inputs }) => [name, String(inputs.__wix).split("\n")[0]]));
  expect(hidden.get("plain")).toBe('{"name":"plain"}');
  expect(JSON.parse(hidden.get("timed") ?? "")).toEqual({
    name: "timed",
    timeouts: { create: "5m", delete: "1h" },
    sealed: ["domainName"],
  });
});

test("a registration that is refused names the program's line", async () => {
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const wix = require("pulumi-wix");
    const newResource = () => { throw new Error("refused by the test"); };
    pulumi.runtime.setMocks({ newResource, call: () => ({}) });
    function declareMail() {
      new wix.DnsZoneRecords("mail", { domainName: "example.com", records: [] });
    }
    declareMail();`;
  const run = await start(process.execPath, ["-e", program], { cwd: besideWorkspace, env: environment })
    .finished;
  expect(run.code).not.toBe(0);
  expect(run.stderr).toMatch(/refused by the test[^]*at declareMail /);
});
