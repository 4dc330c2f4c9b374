import { join } from "node:path";
import { type Packed, packPackage } from "../packages/pack.ts";
import { NEWEST_PULUMI } from "./cells.ts";
import { writeFiles } from "./files.ts";

/** What program and component declare alike. */
export const RECORDS = `{
  domainName: "example.com",
  records: [{ type: "MX", hostName: "@", values: ["10 mx1.example.net"] }],
}`;

/** As packages are published: compiled. */
const CODE = `"use strict";
const pulumi = require("@pulumi/pulumi");
const wix = require("pulumi-wix");
exports.Mail = class Mail extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("agency:index:Mail", name, {}, opts);
    this.domain = new wix.DnsZoneRecords(name, ${RECORDS}, { parent: this }).domainName;
    this.registerOutputs({});
  }
};
`;

const TYPES = `import * as pulumi from "@pulumi/pulumi";
import type * as wix from "pulumi-wix";
export declare class Mail extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions);
  readonly domain: wix.DnsZoneRecords["domainName"];
}
`;

/** Writes a package that depends on `pulumi-wix` and makes resources of it. @param pulumi by which it was developed */
export const writeComponent = (folder: string, pulumi: string): Promise<void> =>
  writeFiles(folder, {
    "package.json": {
      name: "mail-component",
      version: "1.0.0",
      main: "index.js",
      types: "index.d.ts",
      dependencies: { "pulumi-wix": "*" },
      peerDependencies: { "@pulumi/pulumi": "^3.0.0" },
      devDependencies: { "@pulumi/pulumi": pulumi },
    },
    "index.js": CODE,
    "index.d.ts": TYPES,
  });

/** The same as a registry has it. */
export async function packComponent(folder: string): Promise<Packed> {
  const sources = join(folder, "mail-component");
  await writeComponent(sources, NEWEST_PULUMI);
  return packPackage(sources, folder);
}
