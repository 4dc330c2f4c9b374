import * as pulumi from "../../program/pulumi";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { DnssecInfo } from "../../wix/dns-zones";
import { FIELDS } from "./fields";

/** What becomes of DNSSEC on destroy. */
export type DnsSettingsOnDestroy =
  /** It is left as it was found, which may turn it off. */
  | "restore"
  /** It stays as it is. */
  | "keep";

/** Which zone, and whether it is signed. */
export interface DnsSettingsArgs {
  /** The zone: a domain registered through Wix, or connected by `NAMESERVERS`. Changing it replaces the resource. */
  domainName: pulumi.Input<string>;
  /**
   * Whether Wix signs the zone. To turn it off, first take the DS record out at the registrar and wait until resolvers
   * have forgotten it (its ttl, often a day): the domain does not resolve as long as there is one.
   */
  dnssecEnabled: pulumi.Input<boolean>;
  /**
   * What becomes of DNSSEC on destroy: `restore` leaves it as it was found, which may turn it off; `keep` leaves it as it
   * is.
   * @default "restore"
   */
  onDestroy?: pulumi.Input<DnsSettingsOnDestroy>;
  /** GUID of the Wix account that owns the domain. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * DNSSEC of a zone that Wix hosts. The zone is never made or deleted by this, and its records are not touched.
 *
 * Wix does not set the DS record at an outside registrar: `dnssecInfo` has what Wix tells of it. What is set there should
 * depend on this resource, so that a destroy takes the DS record away first.
 *
 * @example
 * ```ts
 * const settings = new wix.DnsSettings("dnssec", { domainName: "example.com", dnssecEnabled: true });
 * export const ds = settings.dnssecInfo; // { keyTag, digest }
 * ```
 *
 * @see Wix, "Domain DNS": https://dev.wix.com/docs/api-reference/account-level/domains/domain-dns/
 */
export class DnsSettings extends pulumi.CustomResource {
  /** The zone, in canonical form. */
  declare readonly domainName: pulumi.Output<string>;
  /** Whether Wix signs the zone. */
  declare readonly dnssecEnabled: pulumi.Output<boolean>;
  /** As declared: {@link DnsSettingsArgs.onDestroy}. */
  declare readonly onDestroy: pulumi.Output<DnsSettingsOnDestroy | undefined>;
  /** As declared: {@link DnsSettingsArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** What a DS record at an outside registrar is made of: key tag and digest. Absent while DNSSEC is off. */
  declare readonly dnssecInfo: pulumi.Output<DnssecInfo | undefined>;

  constructor(name: string, args: DnsSettingsArgs, opts?: DynamicResourceOptions) {
    super(...registration("DnsSettings", name, args, FIELDS, opts));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads the settings of a zone that is not managed here.
   * @param id the domain name
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<DnsSettingsArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): DnsSettings {
    return new DnsSettings(name, args as DnsSettingsArgs, { ...opts, id });
  }
}
