import * as pulumi from "../../program/pulumi";
import {
  fillAbsent,
  inheriting,
  registration,
  type DynamicResourceOptions,
} from "../../program/registration";
import { FIELDS } from "./fields";
import type { BillingType, CycleUnit } from "../../wix/packages";
import type { ProductInstance } from "./types";

export type { ProductInstance } from "./types";

/** How long a cycle is, e.g. a year: `{ unit: "YEAR", count: 1 }`. */
export interface CycleDurationArgs {
  /** What the cycle is counted in. */
  unit: pulumi.Input<CycleUnit>;
  /** At least 1. */
  count: pulumi.Input<number>;
}

/** How often Wix charges for a product; only its own cycles are accepted. */
interface BillingArgs {
  /** Whether Wix charges again and again, or once. */
  type: pulumi.Input<BillingType>;
  /** Required where `RECURRING`, e.g. `{ unit: "YEAR", count: 1 }`; not allowed where `ONE_TIME`. */
  cycleDuration?: pulumi.Input<CycleDurationArgs>;
}

/** Wix charges once a cycle. */
export interface RecurringBillingArgs extends BillingArgs {
  /** Wix charges again and again. Where only a run knows which of the two it is, give the whole as an Output. */
  type: "RECURRING";
  /** How long a cycle is, e.g. `{ unit: "YEAR", count: 1 }`. */
  cycleDuration: pulumi.Input<CycleDurationArgs>;
}

/** Wix charges once. */
export interface OneTimeBillingArgs extends BillingArgs {
  /** Wix charges once. Where only a run knows which of the two it is, give the whole as an Output. */
  type: "ONE_TIME";
  /** What is paid once has no cycle. */
  cycleDuration?: never;
}

/** How often Wix charges for a product; only its own cycles are accepted. */
export type BillingInfoArgs = RecurringBillingArgs | OneTimeBillingArgs;

/** One product to buy. */
export interface ProductArgs {
  /** GUID in Wix's catalog, as Wix has told it. Can change within its product type, which may charge. */
  catalogProductId: pulumi.Input<string>;
  /** ISO 3166-1 alpha-2, e.g. `DE`. Cannot change. */
  countryCode: pulumi.Input<string>;
  /**
   * GUID of the site that the product is for. With it, this resource moves the instance to that site and keeps it there;
   * without it, this resource leaves the placement alone, to a `ProductInstanceAssignment` or to people.
   * @default the instance belongs to no site
   */
  siteId?: pulumi.Input<string>;
  /** Needed for a product that has several cycles. Can change, which may charge. @default Wix's */
  billingInfo?: pulumi.Input<BillingInfoArgs>;
  /** At most 25 characters. Wix ignores a wrong one silently, and heeds one only at the purchase or with another product. */
  discountCode?: pulumi.Input<string>;
  /** GUID of the product instance that this one is the free companion of; usable once. Cannot change. */
  referenceProductInstanceId?: pulumi.Input<string>;
}

/** What becomes of a package on destroy, and of a product that is no longer declared. */
export type PackageOnDestroy =
  /** It stays at Wix and goes on being charged. */
  | "keep"
  /** It is cancelled for good. */
  | "cancel";

/** What is bought, and for which account. */
export interface PackageArgs {
  /** 1 to 1000. One can be taken out (see `onDestroy`), none can be added: declare a second `Package` for it. */
  products: pulumi.Input<pulumi.Input<ProductArgs>[]>;
  /**
   * What the package is known by: at most 100 characters. A live package of this id is taken over where it is what is
   * declared; only where there is none, one is bought. Can change.
   * @default `pulumi/<project>/<stack>/<name>`, with the types of its parents before the name, shortened with a hash;
   * chosen once, and kept when the resource is renamed or moved
   */
  externalId?: pulumi.Input<string>;
  /** GUID of the Wix account that owns the package, e.g. a customer's. Cannot change. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
  /**
   * What becomes of the package on destroy, and of a product that is no longer declared: `keep` leaves it at Wix, where it
   * goes on being charged, and refuses to take a product out; `cancel` cancels it for good.
   * @default "keep"
   */
  onDestroy?: pulumi.Input<PackageOnDestroy>;
}

/**
 * Paid Wix products, bought together for one account: charged once, whatever happens on the way.
 *
 * Creating looks for a package of the same `externalId` before it buys (for 14 to 20 s; 7 to 10 times
 * `wix:pollInterval`, 3 s at least), sends the purchase once, and waits until every instance is `ENABLED` (`customTimeouts`, 30
 * minutes by default). A run that stops on the way loses nothing: the next one goes on. Nothing is ever replaced:
 * what Wix cannot change fails at preview, and a replacement that is forced goes on with the same package. What the
 * program declares, here or elsewhere, is never cancelled by the end of another resource.
 *
 * @example
 * ```ts
 * const plan = new wix.Package("plan", {
 *   products: [
 *     {
 *       catalogProductId: "11111111-1111-4111-8111-111111111111",
 *       countryCode: "DE",
 *       siteId: "22222222-2222-4222-8222-222222222222",
 *       billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
 *     },
 *   ],
 * });
 * export const instance = plan.productInstanceIds[0];
 * ```
 *
 * @see Wix, "Packages and Product Instances":
 * https://dev.wix.com/docs/api-reference/account-level/resellers/packages-and-product-instances/
 */
export class Package extends pulumi.CustomResource {
  /** What was bought, in canonical form: ids in lower case, countries in upper case. */
  declare readonly products: pulumi.Output<pulumi.UnwrappedObject<ProductArgs>[]>;
  /** What the package is known by: as declared, or as it was chosen. */
  declare readonly externalId: pulumi.Output<string>;
  /** As declared: {@link PackageArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** As declared: {@link PackageArgs.onDestroy}. */
  declare readonly onDestroy: pulumi.Output<PackageOnDestroy | undefined>;
  /** GUID; the same as `id`. */
  declare readonly packageId: pulumi.Output<string>;
  /** In the order of `products`. */
  declare readonly productInstances: pulumi.Output<ProductInstance[]>;
  /** GUIDs, in the order of `products`. */
  declare readonly productInstanceIds: pulumi.Output<string[]>;
  /** ISO 8601, UTC. */
  declare readonly createdDate: pulumi.Output<string | undefined>;

  constructor(name: string, args: PackageArgs, opts?: DynamicResourceOptions) {
    // Even against the program's word: a new one that is made first would not know what is paid for, and might buy it.
    const inherits = inheriting({ ...opts, deleteBeforeReplace: true });
    super(...registration("Package", name, args, FIELDS, inherits, { tellsProgram: true }));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads a package that is not managed here.
   * @param id the package's GUID
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<PackageArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): Package {
    return new Package(name, args as PackageArgs, { ...opts, id });
  }
}
