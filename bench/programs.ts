/* The programs that are compared: the same resources, each by another provider. */
import { join } from "node:path";
import type { Shell } from "./options.ts";

/** `plain` is a dynamic provider that does nothing, `nothing` a native plugin. */
export type Kind = Shell | "plain" | "nothing";

/** Folder of the plugin that does nothing. */
export const NOTHING = join(import.meta.dirname, "dist");
const NATIVE = join(import.meta.dirname, "..", "provider", "dist", "native");

export interface Program {
  /** JavaScript, so that no compiler's time is measured. */
  readonly text: string;
  /** Of its resources, as the state has it. */
  readonly type: string;
  /** What it depends on. */
  readonly packages: readonly string[];
  /** Folder of the plugin that provides `wix`. */
  readonly plugin?: string;
}

const loop = (count: number, declaration: string): string => `
for (let index = 0; index < ${count}; index++)
  ${declaration}("r" + index, {
    domainName: "example.com",
    records: [{ type: "A", hostName: "h" + index, values: ["192.0.2." + (index % 250)], ttl: 600 }],
  });`;

const PLAIN_CLASS = `
const pulumi = require("@pulumi/pulumi");
const provider = { create: async inputs => ({ id: "made", outs: inputs }) };`;

/** @param count how many resources */
export const programOf = (kind: Kind, count: number): Program => {
  switch (kind) {
    case "plain":
      return {
        text: PLAIN_CLASS + loop(count, "new pulumi.dynamic.Resource").replace('("r"', '(provider, "r"'),
        type: "pulumi-nodejs:dynamic:Resource",
        packages: ["@pulumi/pulumi"],
      };
    case "dynamic":
      return {
        text: `const wix = require("pulumi-wix");${loop(count, "new wix.DnsZoneRecords")}`,
        type: "pulumi-nodejs:dynamic/wix:DnsZoneRecords",
        packages: ["@pulumi/pulumi", "pulumi-wix"],
      };
    case "native":
    case "nothing":
      return {
        text: `const wix = require("pulumi-wix-native");${loop(count, "new wix.DnsZoneRecords")}`,
        type: "wix:index:DnsZoneRecords",
        packages: ["@pulumi/pulumi", "pulumi-wix-native"],
        plugin: kind === "native" ? NATIVE : NOTHING,
      };
  }
};
