import * as pulumi from "@pulumi/pulumi";
import { HIDDEN_KEY, PROVIDER_KEY, written, type Hidden } from "./values";

/**
 * The program that Pulumi's plugin process evaluates to get the provider. Part of every resource's state, so it is the
 * same text for all versions and ways to install: no serialized closure, no absolute path. The plugin process resolves
 * the module from the program's folder upwards.
 */
export const providerText = (type: string): string =>
  `exports.handler = () => require("pulumi-wix/provider/${type}");`;

const durations = (timeouts: pulumi.CustomTimeouts | undefined): Hidden["timeouts"] =>
  timeouts && {
    ...(timeouts.create && { create: timeouts.create }),
    ...(timeouts.update && { update: timeouts.update }),
    ...(timeouts.delete && { delete: timeouts.delete }),
  };

/** Plain values are told without any waiting. */
const isPending = (value: unknown): boolean =>
  pulumi.Output.isInstance(value) ||
  value instanceof Promise ||
  (typeof value === "object" && value !== null && Object.values(value).some(isPending));

const hiddenInput = (
  name: string,
  args: object,
  { customTimeouts }: pulumi.CustomResourceOptions,
): string | Promise<string> => {
  const timeouts = durations(customTimeouts);
  const hidden: Hidden = { name, ...(timeouts && { timeouts }) };
  return isPending(args)
    ? pulumi.isSecret(pulumi.output(args)).then(secret => written({ ...hidden, ...(secret && { secret }) }))
    : written(hidden);
};

/** Names of a class's properties. */
export interface PropertyNames {
  /** What the program declares. */
  arguments: readonly string[];
  /** What comes from Wix beside that. */
  outputs: readonly string[];
}

/**
 * What a class of this package passes to Pulumi's constructor: a type token, the name, the arguments with what the
 * provider needs beside them, and the options. Each class extends `CustomResource` itself: Pulumi records as the place
 * of a declaration the caller of the third constructor, so one more in between would put this package's path there.
 * @param type name of the class; frozen, since it is part of every URN
 * @param opts with an `id`, an existing thing is looked up
 */
export const registration = (
  type: string,
  name: string,
  args: object,
  names: PropertyNames,
  opts: pulumi.CustomResourceOptions = {},
): [type: string, name: string, inputs: pulumi.Inputs, opts: pulumi.CustomResourceOptions] => {
  const fromWix = opts.id === undefined ? names.outputs : [...names.arguments, ...names.outputs];
  const inputs = {
    ...Object.fromEntries(fromWix.map(property => [property, undefined])),
    ...args,
    [PROVIDER_KEY]: providerText(type),
    [HIDDEN_KEY]: hiddenInput(name, args, opts),
  };
  return [`pulumi-nodejs:dynamic/wix:${type}`, name, inputs, opts];
};

/** Enough for the lines of Pulumi and of the class's constructor, and the program's line that called it. */
const FRAMES = 5;

/**
 * Shortens the stacks that are captured until it is disposed of. Pulumi captures one for each of the twenty promises
 * of a resource and maps every line of it to its source: half of the time that declaring a resource takes.
 * Whoever looks for leaked promises gets them in full.
 */
export const shortStacks = (): Disposable => {
  const before = Error.stackTraceLimit;
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = Math.min(before, FRAMES);
  return { [Symbol.dispose]: () => void (Error.stackTraceLimit = before) };
};

/** Every output property costs time at each run, so those that can hold nothing share one. */
let nothing: pulumi.Output<undefined> | undefined;

/** Gives a resource just made the output properties of the arguments that it was not given. */
export const fillAbsent = (resource: pulumi.CustomResource, names: PropertyNames): void => {
  const properties = resource as unknown as Record<string, unknown>;
  for (const argument of names.arguments) properties[argument] ??= nothing ??= pulumi.output(undefined);
};
