import { dayOf } from "../../core/expiry";
import type { WireRegisteredDomain } from "../../wix/registered-domains";

/** A redemption that was sent, and has not shown. */
export interface Redemption {
  /** The lapse, as a day in UTC. */
  expired: string;
  /** ISO 8601. */
  sentAt: string;
  /** Whether Wix has answered that it takes it. */
  accepted?: true;
}

/** What has to be remembered of a redemption after a look: nothing once a later expiration date shows. */
export const stillAwaited = (
  redemption: Redemption | undefined,
  { expirationDate }: Pick<WireRegisteredDomain, "expirationDate">,
): Redemption | undefined =>
  redemption !== undefined && (dayOf(expirationDate ?? "") ?? "") > redemption.expired
    ? undefined
    : redemption;
