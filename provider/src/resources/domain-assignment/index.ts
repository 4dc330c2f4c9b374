import * as pulumi from "../../program/pulumi";
import { announcedOf } from "../../domains/announced";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { AssignmentType } from "../../wix/domain-assignments";
import { FIELDS } from "./fields";

/** Which domain serves which site, and in which role. */
export interface DomainAssignmentArgs {
  /** A domain of the account, registered or connected. Changing it replaces the resource. */
  domain: pulumi.Input<string>;
  /**
   * GUID of the site that the domain is to serve; it needs a Premium plan. Changing it moves the domain, but for a site's
   * primary domain beside others: promote another one first.
   */
  siteId: pulumi.Input<string>;
  /**
   * The domain's role on the site. `REDIRECT` stands beside the others, and is primary where it is the only one.
   * `PRIMARY` makes a redirect of the site's primary domain, which must be declared as one, and needs a domain that the
   * world sees. A primary domain that is declared `REDIRECT` later stays primary until another one is.
   * @default "REDIRECT"
   */
  assignmentType?: pulumi.Input<AssignmentType>;
  /** GUID of the Wix account. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * Which site a domain serves, and in which role, of a domain that is managed elsewhere: by people, by another stack, or by
 * a `RegisteredDomain` or `ConnectedDomain` without `siteId`.
 *
 * No domain is displaced silently: a site's primary domain becomes a redirect only where its own declaration says so, and
 * none is ever taken off a site for another's sake. Destroying takes the domain off the site again, or leaves it as it was
 * found there; a primary domain that would take others along stays, and a line says so.
 *
 * @example
 * ```ts
 * new wix.DomainAssignment("old", { domain: "old.example.com", siteId, assignmentType: "REDIRECT" });
 * new wix.DomainAssignment("shop", { domain: "shop.example.com", siteId, assignmentType: "PRIMARY" });
 * ```
 *
 * @see Wix, "Domain Assignments": https://dev.wix.com/docs/api-reference/account-level/domains/domain-assignments/
 */
export class DomainAssignment extends pulumi.CustomResource {
  /** The domain, in canonical form. */
  declare readonly domain: pulumi.Output<string>;
  /** As declared: {@link DomainAssignmentArgs.siteId}. */
  declare readonly siteId: pulumi.Output<string>;
  /** As declared: {@link DomainAssignmentArgs.assignmentType}. */
  declare readonly assignmentType: pulumi.Output<AssignmentType | undefined>;
  /** As declared: {@link DomainAssignmentArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;

  constructor(name: string, args: DomainAssignmentArgs, opts?: DynamicResourceOptions) {
    super(...registration("DomainAssignment", name, args, FIELDS, opts, { announced: announcedOf }));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads the place of a domain that is not managed here.
   * @param id the domain
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<DomainAssignmentArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): DomainAssignment {
    return new DomainAssignment(name, args as DomainAssignmentArgs, { ...opts, id });
  }
}
