import * as pulumi from "./pulumi";
import { argumentsOf, type Fields } from "../core/fields";
import { announce } from "./announcements";
import { HIDDEN_KEY, PROVIDER_KEY, providerText, written, type Announced, type Hidden } from "./hidden";
import { formerIdentities, parentTypes } from "./parents";
import { warnOfSettings } from "./settings";
import { spareStacks } from "./stacks";

/**
 * Options of this package's resources: Pulumi's own but for `import`, which the engine refuses to dynamic resources. What is
 * at Wix already is adopted by declaring it; `import` and `pulumi import` work with the native plugin.
 */
export type DynamicResourceOptions = Omit<pulumi.CustomResourceOptions, "import">;

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

/** A value without its parts that are only known later; undefined where nothing is left of it. */
const plainParts = (value: unknown): unknown => {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
  if (Array.isArray(value)) return value.map(plainParts).filter(part => part !== undefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainParts(part)]));
};

/**
 * Seals each argument that holds a secret, as a whole: its parts move in the canonical form, where Pulumi would lose
 * sight of them.
 */
const sealed = (
  name: string,
  given: unknown,
): { name: string; value: Promise<unknown>; secret: Promise<boolean> } => {
  const whole = pulumi.output(given);
  const secret = pulumi.isSecret(whole);
  return { name, value: secret.then(yes => (yes ? whole : given)), secret };
};

const sealing = <Args extends object>(args: Args, secret: readonly (keyof Args & string)[]): object =>
  Object.fromEntries(secret.map(name => [name, pulumi.secret(args[name])]));

const announcement = (name: string, under: string | undefined, args: object): Announced => ({
  name,
  ...(under !== undefined && { under }),
  args: plainParts(args) as Record<string, unknown>,
});

const hiddenInput = async (
  known: Hidden,
  pending: readonly ReturnType<typeof sealed>[],
  parents: string | Promise<string> | undefined,
  told: Promise<string | undefined> | undefined,
): Promise<string> => {
  const secret = await Promise.all(pending.map(one => one.secret));
  const names = pending.filter((_, index) => secret[index]).map(({ name }) => name);
  const under = await parents;
  const hidden = { ...known, ...(under && { under }), ...(names.length > 0 && { sealed: names }) };
  return written(hidden, await told);
};

/**
 * What no provider is asked about, refused as the program makes the resource.
 * @param args as a program without a type checker may give them
 * @throws pulumi.RunError, which is shown without a stack
 */
const refuseWrongUse = (type: string, name: string, args: unknown, opts: object): void => {
  const refuse = (reason: string): never => {
    throw new pulumi.RunError(`${type} ${name}: ${reason}`);
  };
  if (typeof args !== "object" || args === null)
    refuse(`its arguments are missing; write new wix.${type}("${name}", { ... })`);
  if ("import" in opts && opts.import !== undefined)
    refuse(
      "the option import is not known to dynamic resources. Leave it out: what is at Wix as it is declared is taken over " +
        "by `pulumi up` without a write. `npx pulumi-wix export` writes such a program of the whole account; the native " +
        "plugin knows the option.",
    );
};

/** What is special to a class. */
export interface Registering<Args> {
  /** Whether defaults derive from project and stack. @default false */
  tellsProgram?: boolean;
  /** What of the arguments the others of the class are told before their turn. @default nothing */
  announced?: (args: Args) => object;
  /** Arguments that are secret whatever the program says of them. @default none */
  secret?: readonly (keyof Args & string)[];
}

/**
 * What a class of this package passes to Pulumi's constructor: a type token, the name, the arguments with what the
 * provider needs beside them, and the options. Each class extends `CustomResource` itself: Pulumi records as the place
 * of a declaration the caller of the third constructor, so one more in between would put this package's path there.
 * @param type name of the class; frozen, since it is part of every URN
 * @param opts with an `id`, an existing thing is looked up
 */
export const registration = <Args extends object>(
  type: string,
  name: string,
  given: Args,
  fields: Fields,
  opts: DynamicResourceOptions = {},
  { tellsProgram = false, announced, secret = [] }: Registering<Args> = {},
): [type: string, name: string, inputs: pulumi.Inputs, opts: pulumi.CustomResourceOptions] => {
  refuseWrongUse(type, name, given, opts);
  warnOfSettings();
  spareStacks();
  const isLookedUp = opts.id !== undefined;
  const args: object = isLookedUp ? given : { ...given, ...sealing(given, secret) };
  const fromWix = isLookedUp ? [...argumentsOf(fields), ...fields.outputs] : fields.outputs;
  const timeouts = durations(opts.customTimeouts);
  const under = parentTypes(opts);
  const now = { name, ...(typeof under === "string" && { under }) };
  const formerly = formerIdentities(opts, now);
  const known: Hidden = {
    ...now,
    ...(formerly.length > 0 && { formerly }),
    ...(tellsProgram && !isLookedUp && { program: `${pulumi.getProject()}/${pulumi.getStack()}` }),
    ...(timeouts && { timeouts }),
    ...(opts.retainOnDelete === true && { retained: true }),
  };
  const pending = Object.entries(args)
    .filter(([, value]) => isPending(value))
    .map(([argument, value]) => sealed(argument, value));
  const isReady = pending.length === 0 && opts.dependsOn === undefined;
  const told =
    announced === undefined || isLookedUp || under instanceof Promise
      ? undefined
      : announce(type, announcement(name, under, announced(given)), isReady);
  const inputs: pulumi.Inputs = {
    ...Object.fromEntries(fromWix.map(property => [property, undefined])),
    ...args,
    ...Object.fromEntries(pending.map(({ name: argument, value }) => [argument, value])),
    [PROVIDER_KEY]: providerText(type),
    [HIDDEN_KEY]:
      pending.length === 0 && !(under instanceof Promise) && told === undefined
        ? written(known)
        : hiddenInput(known, pending, under, told),
  };
  return [`pulumi-nodejs:dynamic/wix:${type}`, name, inputs, opts];
};

/**
 * Options of a class whose replacements inherit: Pulumi ends the old one first, so that the new one gets to know what
 * the old one had, whatever the reason of the replacement. The program's own word wins.
 */
export const inheriting = (opts: DynamicResourceOptions = {}): DynamicResourceOptions => ({
  deleteBeforeReplace: true,
  ...opts,
});

/** Every output property costs time at each run, so those that can hold nothing share one. */
let nothing: pulumi.Output<undefined> | undefined;

/** Gives a resource just made the output properties of the arguments that it was not given. */
export const fillAbsent = (resource: pulumi.CustomResource, fields: Fields): void => {
  const properties = resource as unknown as Record<string, unknown>;
  for (const argument of argumentsOf(fields)) properties[argument] ??= nothing ??= pulumi.output(undefined);
};
