import type * as pulumi from "@pulumi/pulumi";

const STACK = "pulumi:pulumi:Stack";

/** What the SDK keeps of a resource beside its public properties. */
interface Kept {
  readonly __pulumiType?: string;
  readonly __parentResource?: pulumi.Resource;
}

const typesUpwards = (resource: pulumi.Resource | undefined): string[] => {
  if (resource === undefined) return [];
  const { __pulumiType: type, __parentResource: parent } = resource as unknown as Kept;
  if (type === STACK) return [];
  return [...typesUpwards(parent), type ?? ""];
};

/** `urn:pulumi:stack::project::my:index:Shop$my:index:Department::name` holds the qualified type as its third part. */
const qualifiedType = (urn: string): string => urn.split("::")[2] ?? "";

/**
 * The qualified types of a resource's parents, as they stand in its URN: two resources of one type and name differ in
 * them. Known at once from what the SDK keeps; should it no longer keep that, from the parent's URN.
 * @returns undefined for a resource without a parent
 */
export const parentTypes = ({
  parent,
}: pulumi.CustomResourceOptions): string | Promise<string> | undefined => {
  if (parent === undefined) return undefined;
  const types = typesUpwards(parent);
  if (types.length === 0) return undefined;
  if (types.every(type => type !== "")) return types.join("$");
  return new Promise(resolve => {
    parent.urn.apply(urn => {
      resolve(qualifiedType(urn));
    });
  });
};
