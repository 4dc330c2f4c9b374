import type * as pulumi from "./pulumi";

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

/** What tells a resource from others of its type. */
export interface Identity {
  name: string;
  under?: string;
}

const identity = (name: string, under: string | undefined): Identity => ({
  name,
  ...(under !== undefined && under !== "" && { under }),
});

/** `my:index:Shop` of `my:index:Shop$pulumi-nodejs:dynamic/wix:Package`. */
const withoutOwnType = (qualified: string): string => qualified.split("$").slice(0, -1).join("$");

const formerUnder = (parent: unknown): string | Promise<string> | undefined => {
  if (typeof parent === "string") return qualifiedType(parent);
  return typeof parent === "object" && parent !== null && "urn" in parent
    ? parentTypes({ parent: parent as pulumi.Resource })
    : undefined;
};

const formerIdentity = (alias: unknown, now: Identity): Identity | undefined => {
  if (typeof alias === "string") {
    const [, , qualified = "", name] = alias.split("::");
    return name === undefined ? undefined : identity(name, withoutOwnType(qualified));
  }
  if (typeof alias !== "object" || alias === null || "then" in alias || "apply" in alias) return undefined;
  const { name = now.name, noParent } = alias as { name?: unknown; noParent?: unknown };
  const under = "parent" in alias ? formerUnder(alias.parent) : noParent === true ? undefined : now.under;
  return typeof name !== "string" || under instanceof Promise ? undefined : identity(name, under);
};

/** Who the resource was before, as far as its aliases are known as it is constructed. */
export const formerIdentities = ({ aliases }: pulumi.CustomResourceOptions, now: Identity): Identity[] =>
  (Array.isArray(aliases) ? aliases : []).flatMap(alias => formerIdentity(alias, now) ?? []);
