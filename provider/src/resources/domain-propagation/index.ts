import * as pulumi from "../../program/pulumi";
import { fillAbsent, registration, type DynamicResourceOptions } from "../../program/registration";
import type { DomainPropagationStatus, WrongRecord } from "../../wix/dns-propagation";
import { FIELDS } from "./fields";

/** Which domain to wait for, and when to wait again. */
export interface DomainPropagationArgs {
  /** A domain of the account, registered or connected. Changing it waits for the other one. */
  domain: pulumi.Input<string>;
  /**
   * Any values; when one of them changes, it waits again, e.g. `[records.id]`. Wix shows its last observation, which
   * it renews on changes of a zone that it hosts, and every 4 days.
   */
  triggers?: pulumi.Input<pulumi.Input<unknown>[]> | pulumi.Input<Record<string, pulumi.Input<unknown>>>;
  /** GUID of the Wix account. @default `wix:accountId`, `WIX_ACCOUNT_ID` */
  accountId?: pulumi.Input<string>;
}

/**
 * Waits until the world sees a domain's records: a step for programs that go on only then.
 *
 * Ends when Wix reports `SUCCEEDED`; goes on waiting through `FAILED`, which heals once the records are right, and names
 * expected and seen records when the time is up (73 hours, or `customTimeouts`). The next run waits on. Success does not
 * prove that the site answers. Deleting the resource does nothing.
 *
 * @example
 * ```ts
 * const seen = new wix.DomainPropagation("seen", { domain: shop.domain }, { dependsOn: [recordsAtTheRegistrar] });
 * ```
 *
 * @see Wix, "DNS Propagation": https://dev.wix.com/docs/api-reference/account-level/domains/dns-propagation/
 */
export class DomainPropagation extends pulumi.CustomResource {
  /** The domain, in canonical form. */
  declare readonly domain: pulumi.Output<string>;
  /** As declared: {@link DomainPropagationArgs.triggers}. */
  declare readonly triggers: pulumi.Output<unknown>;
  /** As declared: {@link DomainPropagationArgs.accountId}. */
  declare readonly accountId: pulumi.Output<string | undefined>;
  /** `SUCCEEDED`; after a refresh also `IN_PROGRESS` or `FAILED`. */
  declare readonly status: pulumi.Output<DomainPropagationStatus>;
  /** Expected against seen records, while the status is `FAILED`. */
  declare readonly failureInfo: pulumi.Output<WrongRecord[] | undefined>;

  constructor(name: string, args: DomainPropagationArgs, opts?: DynamicResourceOptions) {
    super(...registration("DomainPropagation", name, args, FIELDS, opts));
    fillAbsent(this, FIELDS);
  }

  /**
   * Reads Wix's last observation of a domain, without waiting.
   * @param id the domain
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    args: Pick<DomainPropagationArgs, "accountId"> = {},
    opts: DynamicResourceOptions = {},
  ): DomainPropagation {
    return new DomainPropagation(name, args as DomainPropagationArgs, { ...opts, id });
  }
}
