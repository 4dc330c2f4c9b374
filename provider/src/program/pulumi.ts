/*
 * What this package uses of Pulumi's SDK, by modules that a process which runs a program has loaded anyhow. The main file of the SDK
 * loads its Automation API and what serializes closures besides, at each run (docs/decisions/0004-two-shells.md).
 */
export { Config } from "@pulumi/pulumi/config";
export { RunError } from "@pulumi/pulumi/errors";
export * as log from "@pulumi/pulumi/log";
export { getProject, getStack } from "@pulumi/pulumi/metadata";
export { isSecret, Output, output, secret } from "@pulumi/pulumi/output";
export type { Input, Inputs, Unwrap, UnwrappedObject } from "@pulumi/pulumi/output";
export { CustomResource } from "@pulumi/pulumi/resource";
export type { CustomResourceOptions, CustomTimeouts, ID, Resource } from "@pulumi/pulumi/resource";
export * as config from "@pulumi/pulumi/runtime/config";
export { getStackResource } from "@pulumi/pulumi/runtime/stack";
