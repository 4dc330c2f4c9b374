import * as pulumi from "../../program/pulumi";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { ProductInstanceStatus } from "../../wix/packages";
import { FIELDS } from "./fields";

/** Which product instance is on which site. */
export interface ProductInstanceAssignmentArgs {
  /** GUID of the instance, e.g. `plan.productInstanceIds[0]` of a `Package`. Changing it takes the old one off the site. */
  productInstanceId: pulumi.Input<string>;
  /** GUID of the site. Changing it moves the instance. */
  siteId: pulumi.Input<string>;
  /**
   * Whether an instance that sits on a site which this resource did not choose may be taken from there. Its service ends
   * there at once.
   * @default false
   */
  allowMove?: pulumi.Input<boolean>;
  /** GUID of the Wix account that owns the package. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * Puts a paid product instance on a site, moves it when `siteId` changes, and takes it off when destroyed, after which
 * Wix goes on charging for it.
 *
 * Use it for instances whose `Package` declares no `siteId`. A move takes the instance off the old site first; where the
 * new site refuses it, it goes back. Waits until the instance is `ENABLED` (`customTimeouts`, 10 minutes by default). The
 * id is the instance's GUID.
 *
 * @example
 * ```ts
 * new wix.ProductInstanceAssignment("plan-of-the-bakery", {
 *   productInstanceId: plan.productInstanceIds[0],
 *   siteId: "22222222-2222-4222-8222-222222222222",
 * });
 * ```
 *
 * @see Wix, "Assign Product Instance To Site":
 * https://dev.wix.com/docs/api-reference/account-level/resellers/packages-and-product-instances/
 */
export class ProductInstanceAssignment extends pulumi.CustomResource {
  /** As declared: {@link ProductInstanceAssignmentArgs.productInstanceId}. */
  declare readonly productInstanceId: pulumi.Output<string>;
  /** As declared: {@link ProductInstanceAssignmentArgs.siteId}. */
  declare readonly siteId: pulumi.Output<string>;
  /** As declared: {@link ProductInstanceAssignmentArgs.allowMove}. */
  declare readonly allowMove: pulumi.Output<boolean | undefined>;
  /** As declared: {@link ProductInstanceAssignmentArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** GUID. */
  declare readonly packageId: pulumi.Output<string>;
  /** Of the instance: `ENABLED` when it is usable. */
  declare readonly status: pulumi.Output<ProductInstanceStatus>;
  /** When the instance ends, ISO 8601, UTC; only of one that does not renew itself. */
  declare readonly expirationDate: pulumi.Output<string | undefined>;

  constructor(name: string, args: ProductInstanceAssignmentArgs, opts?: DynamicResourceOptions) {
    super(...registration("ProductInstanceAssignment", name, args, FIELDS, opts));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads an assignment that is not managed here.
   * @param id the instance's GUID
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<ProductInstanceAssignmentArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): ProductInstanceAssignment {
    return new ProductInstanceAssignment(name, args as ProductInstanceAssignmentArgs, { ...opts, id });
  }
}
