/* Written by hand: by which URN a resource was known while a dynamic provider looked after it. */
import * as pulumi from "./pulumi";

/**
 * The same resource as one of another type. Where it has no parent, that is a URN that is known at once: of a type Pulumi makes
 * a dozen promises until it is one.
 * @internal
 */
export function formerly(
  type: string,
  name: string,
  { parent }: pulumi.ResourceOptions,
): pulumi.URN | pulumi.Alias {
  return parent === undefined
    ? `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`
    : { type };
}
