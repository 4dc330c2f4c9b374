import * as pulumi from "@pulumi/pulumi";
import { HIDDEN_KEY, PROVIDER_KEY, type Hidden } from "./values";

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

const isPending = (value: unknown): boolean =>
  pulumi.Output.isInstance(value) ||
  value instanceof Promise ||
  (typeof value === "object" && value !== null && Object.values(value).some(isPending));

/** Undefined where nothing is secret, so that the property is left out; plain values are told without any waiting. */
const secrecy = (args: object): Promise<true | undefined> | undefined =>
  isPending(args) ? pulumi.isSecret(pulumi.output(args)).then(secret => secret || undefined) : undefined;

const hiddenInputs = (
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions,
): Record<keyof Omit<Hidden, "state">, unknown> => ({
  name,
  timeouts: durations(opts.customTimeouts),
  secret: secrecy(args),
});

/** What all resource classes of this package are: a type token, the arguments, and what the provider needs beside them. */
export abstract class WixResource extends pulumi.CustomResource {
  /**
   * @param type name of the class; frozen, since it is part of every URN
   * @param properties names of all output properties, arguments among them: a lookup gives no arguments
   */
  protected constructor(
    type: string,
    name: string,
    args: object | undefined,
    properties: readonly string[],
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const inputs = {
      ...Object.fromEntries(properties.map(property => [property, undefined])),
      ...args,
      [PROVIDER_KEY]: providerText(type),
      [HIDDEN_KEY]: hiddenInputs(name, args ?? {}, opts),
    };
    super(`pulumi-nodejs:dynamic/wix:${type}`, name, inputs, opts);
  }
}
