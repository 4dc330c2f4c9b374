import * as z from "zod";
import { present } from "../../core/present";
import type { Unknown } from "../../core/unknown";
import { countryCode } from "../../lifecycle/countries";
import { guid, oneOf, optional, orUnknown, strict } from "../../lifecycle/inputs";
import type { InputsOf } from "../../lifecycle/resource";

/** Wix's limits (docs/wix/resellers.md#object-package and docs/wix/resellers.md#object-productinstance). */
const MAX_PRODUCTS = 1000;
const LONGEST_DISCOUNT_CODE = 25;
/** Of an external id, and of an idempotency key. */
export const LONGEST_ID = 100;

const country = countryCode(
  'not an ISO 3166-1 country code of two letters such as "DE", or "GB" for the United Kingdom',
);

const cycle = strict(
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

const billing = strict(
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

const product = strict(
  {
    catalogProductId: orUnknown(guid),
    countryCode: orUnknown(country),
    siteId: optional(guid),
    billingInfo: optional(billing),
    discountCode: optional(
      z.string("not a text").min(1, "is empty").max(LONGEST_DISCOUNT_CODE, "is longer than 25 characters"),
    ),
    referenceProductInstanceId: optional(guid),
  },
  "not a product such as { catalogProductId, countryCode }",
).transform(fields => present(fields));

export const externalId = z
  .string("not a text of 1 to 100 characters")
  .trim()
  .min(1, "is empty")
  .max(LONGEST_ID, `is longer than ${LONGEST_ID} characters`)
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
