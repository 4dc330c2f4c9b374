/*
 * Written by hand: what this package uses of Pulumi's SDK, by modules that a process which runs a program has loaded anyhow. The
 * main file of the SDK loads its Automation API and what serializes closures besides, at each run.
 */
import { call, invoke, invokeOutput } from "@pulumi/pulumi/runtime/invoke";
import { registerResourceModule, registerResourcePackage } from "@pulumi/pulumi/runtime/rpc";

export * from "@pulumi/pulumi/config";
export * from "@pulumi/pulumi/errors";
export * from "@pulumi/pulumi/invoke";
export * from "@pulumi/pulumi/metadata";
export * from "@pulumi/pulumi/output";
export * from "@pulumi/pulumi/resource";
export const runtime = { call, invoke, invokeOutput, registerResourceModule, registerResourcePackage };
