import * as pulumi from "../../program/pulumi";
import type { Allowance } from "../../dns/care/allowances";
import type { DnsRecordType, RecordSetContent } from "../../dns/types";
import {
  fillAbsent,
  inheriting,
  registration,
  type DynamicResourceOptions,
} from "../../program/registration";
import { FIELDS } from "./fields";

/** One record set: all records of one type and host name. */
export interface DnsRecordSetArgs {
  /** `A`, `AAAA`, `CNAME`, `MX`, `TXT`, `SPF`, `SRV`, `PTR` or `NAPTR`. `NS` and `SOA` are Wix's own. */
  type: pulumi.Input<DnsRecordType>;
  /** `@` for the domain itself, a name relative to it (`www`), or a full name (`www.example.com`). */
  hostName: pulumi.Input<string>;
  /**
   * Up to 50 values as Wix writes them: `10 mx1.example.net` for MX, the raw text without quotes for TXT, host names
   * without trailing dot. Order and repetition do not matter.
   */
  values: pulumi.Input<pulumi.Input<string>[]>;
  /** Seconds. @default whatever Wix has */
  ttl?: pulumi.Input<number>;
}

/** What a record set holds, where its type and host name are a key of `records`. */
export interface RecordSetContentArgs {
  /** Up to 50 values as Wix writes them, e.g. `10 mx1.example.net` for MX. */
  values: pulumi.Input<pulumi.Input<string>[]>;
  /** Seconds. @default whatever Wix has */
  ttl?: pulumi.Input<number>;
}

/** How much of a zone may go or change at once. */
export interface MassChangeArgs {
  /** Fewer declared sets than these are not counted. @default 10 */
  sets?: pulumi.Input<number>;
  /** How many of them may go or change, %. @default 30 */
  percent?: pulumi.Input<number>;
}

/** What to do with a declared set that stands in the zone with other content when it is first declared. */
export type DnsZoneRecordsExisting =
  /** Stops and shows it. */
  | "refuse"
  /** Puts the declared values beside the others, and later takes away only those. */
  | "merge"
  /** Remembers what was there, and puts the declared content in its place. */
  | "replace";

/** What becomes of declared sets on destroy, or when they are no longer declared. */
export type DnsZoneRecordsOnDestroy =
  /** The zone is left as it was found. */
  | "restore"
  /** They are deleted. */
  | "delete"
  /** They stay. */
  | "keep";

/** Which record sets of which zone, and what becomes of others' content. */
export interface DnsZoneRecordsArgs {
  /** The zone: a domain registered through Wix, or connected by `NAMESERVERS`. Changing it replaces the resource. */
  domainName: pulumi.Input<string>;
  /**
   * The record sets to manage; at most one a type and host name. All other sets of the zone stay untouched. A list, or as
   * the output `records` has them, keyed by type and host name: `{ "MX example.com": { values: ["10 mx1.example.net"] } }`.
   */
  records:
    | pulumi.Input<pulumi.Input<DnsRecordSetArgs>[]>
    | pulumi.Input<Record<string, pulumi.Input<RecordSetContentArgs>>>;
  /**
   * What to do with a declared set that stands in the zone with other content when it is first declared: `refuse` stops
   * and shows it; `merge` puts the declared values beside the others and later takes away only those; `replace`
   * remembers what was there. A set that already equals the declared one is adopted.
   * @default "refuse"
   */
  existing?: pulumi.Input<DnsZoneRecordsExisting>;
  /**
   * What becomes of the sets on destroy, or when they are no longer declared: `restore` leaves the zone as it was found
   * (made sets go, replaced sets get their old content back, adopted sets stay); `delete` deletes them; `keep` leaves
   * them.
   * @default "restore"
   */
  onDestroy?: pulumi.Input<DnsZoneRecordsOnDestroy>;
  /**
   * What is refused at preview unless it is named here, e.g. `["remove-mx"]`: changes and records that break a domain's
   * mail, or much of a zone at once. The refusal gives the word. One that allows nothing is pointed out at each run.
   */
  allow?: pulumi.Input<pulumi.Input<Allowance>[]>;
  /**
   * From how many declared sets on, and beyond how many percent of them, it is refused that they go or change at once.
   * @default { sets: 10, percent: 30 }
   */
  massChange?: pulumi.Input<MassChangeArgs>;
  /** GUID of the Wix account that owns the domain. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * DNS record sets of a zone that Wix hosts.
 *
 * Only the declared sets are read, changed or deleted. A set that somebody else has changed since the last run is not
 * overwritten: `pulumi refresh` shows the change. Changes to one zone are sent together, each set's change as a whole.
 *
 * @example
 * ```ts
 * new wix.DnsZoneRecords("mail", {
 *   domainName: "example.com",
 *   records: [
 *     { type: "MX", hostName: "@", values: ["10 mx1.example.net", "20 mx2.example.net"] },
 *     { type: "TXT", hostName: "@", values: ["v=spf1 include:_spf.example.net -all"] },
 *   ],
 * });
 * ```
 *
 * @see Wix, "Domain DNS": https://dev.wix.com/docs/api-reference/account-level/domains/domain-dns/
 */
export class DnsZoneRecords extends pulumi.CustomResource {
  /** The zone, in canonical form. */
  declare readonly domainName: pulumi.Output<string>;
  /** In canonical form, keyed by type and full host name: `{ "MX example.com": { values: ["10 mx1.example.net"] } }`. */
  declare readonly records: pulumi.Output<Record<string, RecordSetContent>>;
  /** As declared: {@link DnsZoneRecordsArgs.existing}. */
  declare readonly existing: pulumi.Output<DnsZoneRecordsExisting | undefined>;
  /** As declared: {@link DnsZoneRecordsArgs.onDestroy}. */
  declare readonly onDestroy: pulumi.Output<DnsZoneRecordsOnDestroy | undefined>;
  /** As declared: {@link DnsZoneRecordsArgs.allow}. */
  declare readonly allow: pulumi.Output<Allowance[] | undefined>;
  /** As declared: {@link DnsZoneRecordsArgs.massChange}. */
  declare readonly massChange: pulumi.Output<pulumi.Unwrap<MassChangeArgs> | undefined>;
  /** As declared: {@link DnsZoneRecordsArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;

  constructor(name: string, args: DnsZoneRecordsArgs, opts?: DynamicResourceOptions) {
    super(
      ...registration("DnsZoneRecords", name, args, FIELDS, inheriting(opts), { announced: announcedOf }),
    );
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads a zone that is not managed here.
   * @param id the domain name: all record sets but NS and SOA
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<DnsZoneRecordsArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): DnsZoneRecords {
    return new DnsZoneRecords(name, args as DnsZoneRecordsArgs, { ...opts, id });
  }
}

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !pulumi.Output.isInstance(value) && !("then" in value);

/** Which sets it declares; the values only where they stand beside those of others. */
const announcedOf = ({ domainName, records, existing, accountId }: DnsZoneRecordsArgs): object => {
  const isMerging = existing === "merge";
  const nameOf = (set: unknown): unknown => {
    if (isMerging || !isPlain(set)) return set;
    const { values: _values, ttl: _ttl, ...name } = set as Record<string, unknown>;
    return name;
  };
  const sets = Array.isArray(records)
    ? records.map(nameOf)
    : isPlain(records)
      ? Object.fromEntries(Object.entries(records).map(([key, set]) => [key, nameOf(set)]))
      : undefined;
  return { domainName, records: sets, existing, accountId };
};
