import * as pulumi from "../../program/pulumi";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import { FIELDS } from "./fields";

/** Which site goes from which account to which. */
export interface SiteTransferArgs {
  /** GUID. Changing this or an account is another transfer. */
  siteId: pulumi.Input<string>;
  /** GUID of the account that has the site; Wix has to approve it for transfers. */
  sourceAccountId: pulumi.Input<string>;
  /** GUID of the account that gets the site: that of the API key, or one of its sub-accounts. */
  targetAccountId: pulumi.Input<string>;
  /** Whether Wix writes an e-mail when the site has been transferred. @default false */
  enableNotifications?: pulumi.Input<boolean>;
}

/**
 * Hands a site over to another account, once.
 *
 * A site that is in the target account already is left alone. The site must hold no paid services: cancel them before,
 * and buy them again afterwards. Destroying this resource leaves the site where it is. The id is the site's GUID.
 *
 * @example
 * ```ts
 * new wix.SiteTransfer("bakery", {
 *   siteId: "22222222-2222-4222-8222-222222222222",
 *   sourceAccountId: "66666666-6666-4666-8666-666666666666",
 *   targetAccountId: "00000000-0000-4000-8000-000000000001",
 * });
 * ```
 *
 * @see Wix, "Transfer Site": https://dev.wix.com/docs/api-reference/account-level/b2b-site-management/
 */
export class SiteTransfer extends pulumi.CustomResource {
  /** GUID of the site; the same as `id`. */
  declare readonly siteId: pulumi.Output<string>;
  /** GUID of the account that had the site. */
  declare readonly sourceAccountId: pulumi.Output<string>;
  /** GUID of the account that has the site now. */
  declare readonly targetAccountId: pulumi.Output<string>;
  /** As declared: {@link SiteTransferArgs.enableNotifications}. */
  declare readonly enableNotifications: pulumi.Output<boolean | undefined>;
  /** As the site list shows it. */
  declare readonly siteName: pulumi.Output<string>;

  constructor(name: string, args: SiteTransferArgs, opts?: DynamicResourceOptions) {
    super(...registration("SiteTransfer", name, args, FIELDS, opts));
    fillAbsent(this, FIELDS);
  }
}
