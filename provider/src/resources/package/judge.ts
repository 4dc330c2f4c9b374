import type { Failure } from "../../core/failure";
import { UNKNOWN, type Unknown } from "../../core/unknown";
import type { Environment } from "../../lifecycle/lifecycle";
import type { Judged } from "../../lifecycle/resource";
import { forbiddenChanges } from "./changes";
import { defaultExternalId } from "./identity";
import type { PackageInputs, PartlyKnown } from "./types";

/**
 * Twice the same on one site, or the same reference twice: Wix takes neither
 * (docs/wix/resellers.md#errors-of-create-package).
 */
const repeats = (products: PartlyKnown["products"]): Failure[] => {
  if (products === UNKNOWN) return [];
  const seen = new Map<string, number>();
  const second = (key: string, index: number): number | undefined => {
    const first = seen.get(key);
    seen.set(key, first ?? index);
    return first;
  };
  return products.flatMap((product, index): Failure[] => {
    if (product === UNKNOWN) return [];
    const { catalogProductId, siteId, referenceProductInstanceId: reference } = product;
    const failures: Failure[] = [];
    if (typeof catalogProductId === "string" && typeof siteId === "string") {
      const first = second(`${catalogProductId} on ${siteId}`, index);
      if (first !== undefined)
        failures.push({
          property: `products[${index}].siteId`,
          reason: `is the site of products[${first}], the same product: Wix puts a product on a site once.`,
        });
    }
    if (typeof reference === "string") {
      const first = second(`reference ${reference}`, index);
      if (first !== undefined)
        failures.push({
          property: `products[${index}].referenceProductInstanceId`,
          reason: `is that of products[${first}] too: Wix takes an instance as a reference once.`,
        });
    }
    return failures;
  });
};

/** A replacement by force would look for the default one, find nothing, and buy a second package. */
const undeclared = (kept: string, { owner, program, replacesUnseen }: Environment): Failure[] => {
  if (
    replacesUnseen !== true ||
    kept === "" ||
    program === undefined ||
    kept === defaultExternalId(program, owner)
  )
    return [];
  const reason =
    `is not declared, and the package has ${JSON.stringify(kept)}, of a former name or from elsewhere. Declare ` +
    `externalId: ${JSON.stringify(kept)}. Without it, a replacement by force would not find the package, and buy another one.`;
  return [{ property: "externalId", reason }];
};

/** Chosen once: a resource that is renamed or moved, or that gives back what was typed, keeps what its package has. */
const chosenId = (
  typed: string | Unknown | undefined,
  environment: Environment,
  olds: PackageInputs | undefined,
): { externalId: string | Unknown | undefined; failures: Failure[] } => {
  const { owner, program } = environment;
  if (typed !== undefined) return { externalId: typed, failures: [] };
  if (olds?.externalId !== undefined)
    return { externalId: olds.externalId, failures: undeclared(olds.externalId, environment) };
  if (program !== undefined) return { externalId: defaultExternalId(program, owner), failures: [] };
  // Neither is told while a parent's name is still to come.
  if (owner.name === "") return { externalId: UNKNOWN, failures: [] };
  const reason = "is missing, and there is no project and stack to derive it from. Give this Package one.";
  return { externalId: undefined, failures: [{ property: "externalId", reason }] };
};

export const judge = (
  read: PartlyKnown,
  environment: Environment,
  olds: PackageInputs | undefined,
  failed: readonly Failure[],
): Judged => {
  const { externalId, failures } = chosenId(read.externalId, environment, olds);
  if (failed.length === 0) {
    failures.push(...repeats(read.products));
    if (olds !== undefined) failures.push(...forbiddenChanges(olds, read));
  }
  return { inputs: { externalId }, failures };
};
