import * as z from "zod";
import type { Failure } from "../../core/failure";
import { present } from "../../core/present";
import { UNKNOWN, type Unknown } from "../../core/unknown";
import { guid, oneOf, optional, orUnknown } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";
import { forbiddenChanges } from "./changes";
import { defaultExternalId, LONGEST_ID } from "./identity";
import type { PartlyKnown } from "./types";

/** Wix's limits (fact sheet resellers.md, "Object: Package" and "Object: ProductInstance"). */
const MAX_PRODUCTS = 1000;
const LONGEST_DISCOUNT_CODE = 25;

const COUNTRY = 'not an ISO 3166-1 country code of two letters such as "DE"';

const country = z
  .string(COUNTRY)
  .trim()
  .regex(/^[a-z]{2}$/i, COUNTRY)
  .toUpperCase();

const cycle = z.strictObject(
  {
    unit: orUnknown(oneOf("DAY", "WEEK", "MONTH", "YEAR")),
    count: orUnknown(z.int("not a whole number from 1").positive("not a whole number from 1")),
  },
  'not a cycle such as { unit: "YEAR", count: 1 }',
);

/** Billing information; Wix may come to know more words than programs may use. */
interface PartlyKnownBilling {
  type: string | Unknown;
  cycleDuration?: { unit: string | Unknown; count: number | Unknown } | Unknown;
}

const billing = z
  .strictObject(
    { type: orUnknown(oneOf("RECURRING", "ONE_TIME")), cycleDuration: optional(cycle) },
    'not billing information such as { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } }',
  )
  .superRefine(({ type, cycleDuration }, context) => {
    const wrong = (message: string) => {
      context.addIssue({ code: "custom", path: ["cycleDuration"], message, input: cycleDuration });
    };
    if (type === "RECURRING" && cycleDuration === undefined)
      wrong('RECURRING billing needs one, such as { unit: "YEAR", count: 1 }');
    if (type === "ONE_TIME" && cycleDuration !== undefined) wrong("ONE_TIME billing has none");
  })
  .transform((fields): PartlyKnownBilling => present(fields));

const product = z
  .strictObject(
    {
      catalogProductId: orUnknown(guid),
      countryCode: orUnknown(country),
      siteId: optional(guid),
      billingInfo: optional(billing),
      discountCode: optional(
        z.string("not a text").min(1, "is empty").max(LONGEST_DISCOUNT_CODE, "longer than 25 characters"),
      ),
      referenceProductInstanceId: optional(guid),
    },
    "not a product such as { catalogProductId, countryCode }",
  )
  .transform(fields => present(fields));

const externalId = z
  .string("not a text of 1 to 100 characters")
  .trim()
  .min(1, "is empty")
  .max(LONGEST_ID, `longer than ${LONGEST_ID} characters`)
  // A later change of it puts it into the path of a URL, where dots mean something else.
  .refine(text => text !== "." && text !== "..", "dots alone cannot be sent to Wix");

export const SHAPE = {
  products: orUnknown(
    z
      .array(orUnknown(product), "not a list of products")
      .min(1, "a package has at least one product")
      .max(MAX_PRODUCTS, `a package has at most ${MAX_PRODUCTS} products`),
  ),
  // May be left out; `judge` then chooses one, so that no inputs go on without it.
  externalId: optional(externalId) as z.ZodType<string | Unknown>,
  accountId: optional(guid),
  onDestroy: optional(oneOf("keep", "cancel")),
};

/** Arguments of `Package` in canonical form. */
export type PackageInputs = InputsOf<typeof SHAPE>;

/** Twice the same on one site, or the same reference twice: Wix takes neither (fact sheet resellers.md). */
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

/** Chosen once: a resource that is renamed or moved, or that gives back what was typed, keeps what its package has. */
const chosenId = (
  typed: string | Unknown | undefined,
  { owner, program }: Environment,
  olds: PackageInputs | undefined,
): { externalId: string | Unknown | undefined; failures: Failure[] } => {
  const kept = typed ?? olds?.externalId;
  if (kept !== undefined) return { externalId: kept, failures: [] };
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
