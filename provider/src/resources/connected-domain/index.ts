import * as pulumi from "../../program/pulumi";
import { announcedOf } from "../../domains/announced";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { ConnectionType, SetupInfo } from "../../wix/connected-domains";
import type { DnsPropagationStatus } from "../../wix/dns-propagation";
import type { AssignmentType } from "../../wix/domain-assignments";
import { FIELDS } from "./fields";
import type { RequiredRecord, ZoneRecord } from "./records";

/** How far a connection must be. */
export type ConnectedDomainWaitFor =
  /** Wix has connected the domain. */
  | "created"
  /** The world sees the required records. */
  | "propagated";

/** Which domain is connected, how, and what it serves. */
export interface ConnectedDomainArgs {
  /** A root domain or a subdomain that is registered elsewhere. Changing it replaces the resource. */
  domain: pulumi.Input<string>;
  /**
   * How a root domain is connected: `NAMESERVERS` lets Wix host its DNS, `POINTING` leaves its DNS where it is and
   * points it to Wix. Required for root domains, not allowed for subdomains. Changing it disconnects the domain first.
   */
  connectionType?: pulumi.Input<ConnectionType>;
  /** GUID of the site that the domain is to serve; it needs a Premium plan. @default none */
  siteId?: pulumi.Input<string>;
  /**
   * The domain's role on the site. `REDIRECT` stands beside the others, and is primary where it is the only one.
   * `PRIMARY` makes a redirect of the site's primary domain; where there is one, `waitFor: "propagated"` is needed,
   * since the site would be out of reach until the world sees the new one.
   * @default "REDIRECT"
   */
  assignmentType?: pulumi.Input<AssignmentType>;
  /** Whether Wix sends the owner no e-mails about the connection; only used when connecting. @default false */
  suppressNotifications?: pulumi.Input<boolean>;
  /**
   * `created`: until Wix has connected the domain. `propagated`: until the world sees the required records, for up to
   * 73 hours; somebody has to set them at the registrar meanwhile.
   * @default "created"
   */
  waitFor?: pulumi.Input<ConnectedDomainWaitFor>;
  /**
   * Whether to disconnect a domain although records in its zone would be lost: those beside Wix's own NS, SOA, apex A
   * and `www` CNAME. Must be applied before the deletion. Records that the same program declares are never lost.
   * @default false
   */
  force?: pulumi.Input<boolean>;
  /** GUID of the Wix account. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * A domain that is registered elsewhere, connected to a Wix account and to a site.
 *
 * Wix cannot change anything at the outside registrar: `requiredRecords` says what has to be set there, by hand or by
 * another provider's resources. With `NAMESERVERS` Wix hosts a DNS zone, which is lost when the domain is disconnected:
 * deleting the resource refuses that while the zone holds records of others. It refuses as well to take a site's primary
 * domain away while the program declares other domains of the site, which Wix may take along, and leaves a domain alone
 * that the program declares elsewhere.
 *
 * @example
 * ```ts
 * const shop = new wix.ConnectedDomain("shop", { domain: "shop.example.com", siteId });
 * export const toSet = shop.requiredRecords; // [{ type: "CNAME", name: "shop.example.com", values: [...], ttl }]
 * ```
 *
 * @see Wix, "Connected Domains": https://dev.wix.com/docs/api-reference/account-level/domains/connected-domains/
 */
export class ConnectedDomain extends pulumi.CustomResource {
  /** The domain, in canonical form. */
  declare readonly domain: pulumi.Output<string>;
  /** Absent for subdomains. */
  declare readonly connectionType: pulumi.Output<ConnectionType | undefined>;
  /** As declared: {@link ConnectedDomainArgs.siteId}. */
  declare readonly siteId: pulumi.Output<string | undefined>;
  /** As declared: {@link ConnectedDomainArgs.assignmentType}. */
  declare readonly assignmentType: pulumi.Output<AssignmentType | undefined>;
  /** As declared: {@link ConnectedDomainArgs.suppressNotifications}. */
  declare readonly suppressNotifications: pulumi.Output<boolean | undefined>;
  /** As declared: {@link ConnectedDomainArgs.waitFor}. */
  declare readonly waitFor: pulumi.Output<ConnectedDomainWaitFor | undefined>;
  /** As declared: {@link ConnectedDomainArgs.force}. */
  declare readonly force: pulumi.Output<boolean | undefined>;
  /** As declared: {@link ConnectedDomainArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`; `FAILED` heals once the registrar is changed. */
  declare readonly dnsPropagationStatus: pulumi.Output<DnsPropagationStatus | undefined>;
  /** As Wix shows it, with the registrar and the name servers that it delegates to at present. */
  declare readonly setupInfo: pulumi.Output<SetupInfo>;
  /** What to set at the outside registrar or DNS provider; the same before and after the world sees it. */
  declare readonly requiredRecords: pulumi.Output<RequiredRecord[]>;
  /**
   * The A and CNAME that point the zone at Wix to the site, as `records` of a `DnsZoneRecords`; empty unless the domain
   * is connected by `NAMESERVERS`.
   */
  declare readonly zoneRecords: pulumi.Output<ZoneRecord[]>;

  constructor(name: string, args: ConnectedDomainArgs, opts?: DynamicResourceOptions) {
    super(...registration("ConnectedDomain", name, args, FIELDS, opts, { announced: announcedOf }));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads a connected domain that is not managed here.
   * @param id the domain
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<ConnectedDomainArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): ConnectedDomain {
    return new ConnectedDomain(name, args as ConnectedDomainArgs, { ...opts, id });
  }
}
