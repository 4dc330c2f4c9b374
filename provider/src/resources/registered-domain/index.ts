import * as pulumi from "../../program/pulumi";
import { announcedOf } from "../../domains/announced";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { DnsPropagationStatus } from "../../wix/dns-propagation";
import type { AssignmentType } from "../../wix/domain-assignments";
import type { IcannConfirmationStatus, RegistrationStatus } from "../../wix/registered-domains";
import { FIELDS } from "./fields";
import type { RegistrationFailure } from "./state";
import type { RegisteredDomainTrouble } from "./trouble";

/** Contact data of a registration. Wix checks its form only; whether a registrar accepts it shows in up to 48 hours. */
export interface DomainContactArgs {
  /** 2 to 64 characters. */
  firstName: pulumi.Input<string>;
  /** 2 to 64 characters. */
  lastName: pulumi.Input<string>;
  /** Must exist: ICANN asks it for a confirmation. */
  email: pulumi.Input<string>;
  /** Street and number; 2 to 64 characters. */
  address: pulumi.Input<string>;
  /** 2 to 64 characters. */
  city: pulumi.Input<string>;
  /** ISO 3166, two letters, e.g. `US`. */
  countryCode: pulumi.Input<string>;
  /** With country code, e.g. `+16175550100`. */
  phone: pulumi.Input<string>;
  /** State or province, two characters, e.g. `MA`; Wix demands it for many countries. */
  subdivisionCode?: pulumi.Input<string>;
  /** 2 to 16 characters. Registrars usually want it. */
  postalCode?: pulumi.Input<string>;
  /** 2 to 64 characters. */
  company?: pulumi.Input<string>;
}

/** Who is told to the registry. */
export interface DomainContactsArgs {
  /** Who owns the domain. */
  registrant: pulumi.Input<DomainContactArgs>;
  /** Who manages it. @default the registrant, as Wix decides */
  admin?: pulumi.Input<DomainContactArgs>;
  /** Who runs its DNS. @default the registrant, as Wix decides */
  tech?: pulumi.Input<DomainContactArgs>;
}

/** What a name may cost. */
export type PriceClass =
  /** As much as other names of its TLD. */
  | "REGULAR"
  /** More, because of demand. */
  | "PREMIUM";

/** Which lapse of a domain is to be paid for, and as what. */
export interface RedemptionArgs {
  /** The expiration date that has passed: `2027-03-02`, a day in UTC, or the date as Wix shows it. */
  expired: pulumi.Input<string>;
  /**
   * What is accepted to be paid: Wix documents no prices. `REGULAR` is refused for a name that Wix shows as a premium one,
   * which costs more because of demand.
   */
  priceClass: pulumi.Input<PriceClass>;
}

/** How far a registration must be. */
export type RegisteredDomainWaitFor =
  /** Wix has taken the registration, and the registry has not confirmed it. */
  | "PENDING_REGISTRATION"
  /** The domain is registered. */
  | "ACTIVE";

/** Which domain is registered, by whom, and what pays for it. */
export interface RegisteredDomainArgs {
  /** A root domain, e.g. `example.com`. */
  domain: pulumi.Input<string>;
  /** GUID of a product instance that is active, on no site, and covers the TLD. It says for how many years is paid. */
  productInstanceId: pulumi.Input<string>;
  /**
   * Kept secret in the state. Wix has no call to change contacts later.
   * @secret
   */
  contacts: pulumi.Input<DomainContactsArgs>;
  /** GUID of the site that the domain is to serve; it needs a Premium plan. @default none */
  siteId?: pulumi.Input<string>;
  /**
   * The domain's role on the site. `REDIRECT` stands beside the others, and is primary where it is the only one.
   * `PRIMARY` makes a redirect of the site's primary domain, once the world sees the new one.
   * @default "REDIRECT"
   */
  assignmentType?: pulumi.Input<AssignmentType>;
  /** Whether to buy a name that costs more than others because of demand. @default false */
  allowPremium?: pulumi.Input<boolean>;
  /** How far the registration must be. @default "ACTIVE" */
  waitFor?: pulumi.Input<RegisteredDomainWaitFor>;
  /**
   * Has a domain back that has expired, while its redemption period lasts. That costs money, takes up to 7 days, and is
   * sent once: for the lapse that is named here, and for no later one. @default nothing is redeemed
   */
  redeem?: pulumi.Input<RedemptionArgs>;
  /** GUID of the Wix account that owns the domain. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * A domain that is registered, and paid, through Wix.
 *
 * Registering costs money and cannot be undone, so the provider looks first and registers once: a domain of this
 * account on the same product instance is taken over. A registration takes up to 48 hours; one that takes longer than
 * the time-out (49 hours, or `customTimeouts`) is saved, and the next run waits on. A registration that failed is tried
 * again by the next run, with corrected contacts. Changes that Wix has no call for fail at preview. Destroying the
 * resource forgets the domain: it stays registered until it expires.
 *
 * A refresh warns of a domain that expires within `wix:expiryWarning` (30 days), and of contacts that are not confirmed. A
 * domain that has expired, whose contacts were not confirmed in time, or whose registration failed shows as an update,
 * which `pulumi preview --refresh --expect-no-changes` takes for a difference.
 *
 * @example
 * ```ts
 * new wix.RegisteredDomain("bakery", {
 *   domain: "example-bakery.com",
 *   productInstanceId: domains.productInstanceIds[0],
 *   contacts: { registrant: config.requireSecretObject<wix.DomainContactArgs>("registrant") },
 * });
 * ```
 *
 * @see Wix, "Registered Domains":
 * https://dev.wix.com/docs/rest/account-level/domains/registered-domains/registered-domain-v1/create-registered-domain
 */
export class RegisteredDomain extends pulumi.CustomResource {
  /** The domain, in canonical form. */
  declare readonly domain: pulumi.Output<string>;
  /** As declared: {@link RegisteredDomainArgs.productInstanceId}. */
  declare readonly productInstanceId: pulumi.Output<string>;
  /** Secret. As declared. */
  declare readonly contacts: pulumi.Output<pulumi.Unwrap<DomainContactsArgs>>;
  /** As declared: {@link RegisteredDomainArgs.siteId}. */
  declare readonly siteId: pulumi.Output<string | undefined>;
  /** As declared: {@link RegisteredDomainArgs.assignmentType}. */
  declare readonly assignmentType: pulumi.Output<AssignmentType | undefined>;
  /** As declared: {@link RegisteredDomainArgs.allowPremium}. */
  declare readonly allowPremium: pulumi.Output<boolean | undefined>;
  /** As declared: {@link RegisteredDomainArgs.waitFor}. */
  declare readonly waitFor: pulumi.Output<RegisteredDomainWaitFor | undefined>;
  /** As declared: {@link RegisteredDomainArgs.redeem}. */
  declare readonly redeem: pulumi.Output<pulumi.Unwrap<RedemptionArgs> | undefined>;
  /** As declared: {@link RegisteredDomainArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** `PENDING_REGISTRATION`, `ACTIVE` or `FAILED_REGISTRATION`. */
  declare readonly status: pulumi.Output<RegistrationStatus>;
  /**
   * What is wrong with it, as the last look showed: `LAPSED`, its expiration date has passed; `ICANN_EXPIRED`, its contacts
   * were not confirmed in time, and it is inactive; `FAILED_REGISTRATION`; `CANCELED`. Absent where nothing is.
   */
  declare readonly trouble: pulumi.Output<RegisteredDomainTrouble | undefined>;
  /** ISO 8601, UTC, of the registration at Wix. */
  declare readonly createdDate: pulumi.Output<string | undefined>;
  /** ISO 8601, UTC; absent while the registration is pending. It moves on when the domain is renewed. */
  declare readonly expirationDate: pulumi.Output<string | undefined>;
  /** `PENDING`, `CONFIRMED_BY_ALL`, or `EXPIRED`: the domain is inactive then. */
  declare readonly icannConfirmationStatus: pulumi.Output<IcannConfirmationStatus | undefined>;
  /** ISO 8601, UTC; until when the contacts have to confirm; only while that is `PENDING`. */
  declare readonly icannConfirmationDeadline: pulumi.Output<string | undefined>;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`. */
  declare readonly dnsPropagationStatus: pulumi.Output<DnsPropagationStatus | undefined>;
  /** Why the registration failed. */
  declare readonly failure: pulumi.Output<RegistrationFailure | undefined>;

  constructor(name: string, args: RegisteredDomainArgs, opts?: DynamicResourceOptions) {
    super(
      ...registration("RegisteredDomain", name, args, FIELDS, opts, {
        announced: announcedOf,
        secret: ["contacts"],
      }),
    );
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads a domain that is not managed here, without its contacts.
   * @param id the domain
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<RegisteredDomainArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): RegisteredDomain {
    return new RegisteredDomain(name, args as RegisteredDomainArgs, { ...opts, id });
  }
}
