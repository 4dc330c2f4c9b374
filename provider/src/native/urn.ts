import type { Owner } from "../core/ownership";

/** Before each class and lookup of this package. */
export const MODULE = "wix:index:";

/** Of `wix:index:Package`, `Package`. */
export const nameIn = (token: string): string =>
  token.startsWith(MODULE) ? token.slice(MODULE.length) : token;

/** A resource, as its URN names it: `urn:pulumi:<stack>::<project>::<types of its parents>$<type>::<name>`. */
export interface Named {
  readonly owner: Owner;
  /** `<project>/<stack>`. */
  readonly program: string;
  /** The class. */
  readonly type: string;
}

/** Who a resource is; the same as the dynamic shell's program side says of it. */
export const namedBy = (urn: string): Named => {
  const [stack = "", project = "", qualified = "", ...name] = urn.split("::");
  const types = qualified.split("$");
  const type = nameIn(types.pop() ?? "");
  const under = types.length === 0 ? undefined : types.join("$");
  return {
    owner: { type, name: name.join("::"), under },
    program: `${project}/${stack.slice("urn:pulumi:".length)}`,
    type,
  };
};
