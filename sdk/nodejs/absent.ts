/* Written by hand: what is not registered of a resource, and how it is read all the same. */
import type * as pulumi from "./pulumi";

/** A generated class, as far as it is needed here. */
type Class = new (name: string, args: never, opts: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/**
 * Properties without the arguments that were not given: Pulumi makes some twenty promises of each, whether anybody reads it
 * or not, and half of the properties of a resource are such. A resource that is read is all of it asked for.
 * @internal
 */
export function given(
  properties: pulumi.Inputs,
  optional: readonly string[],
  { id, urn }: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  if (id !== undefined || urn !== undefined) return properties;
  const registered = Object.entries(properties).filter(
    ([name, value]) => value !== undefined || !optional.includes(name),
  );
  return Object.fromEntries(registered);
}

/** Resources whose saved properties were asked for. */
const asked = new WeakMap<pulumi.Resource, pulumi.Output<pulumi.CustomResource>>();

/**
 * Has a property that {@link given} has left out be an output all the same: whoever reads it has the engine asked for the
 * resource as it is, since a transform or `ignoreChanges` may have filled it in. It depends on the resource, fails with
 * it, and is unknown while that is being made in a preview.
 * @internal
 */
export function askLater(type: Class, optional: readonly string[]): void {
  for (const name of optional)
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      get(this: pulumi.CustomResource): unknown {
        // A transformation is shown a resource that is not there yet.
        if ((this.urn as unknown) === undefined) return undefined;
        const whole = asked.get(this) ?? this.urn.apply(urn => new type(urn, undefined as never, { urn }));
        asked.set(this, whole);
        return whole.apply(one => (one as unknown as Record<string, pulumi.Output<unknown>>)[name]);
      },
      set(this: pulumi.CustomResource, value: unknown): void {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
}
