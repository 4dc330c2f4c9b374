/*
 * What is wrong with a registration that no change of the program has brought about. Outputs alone are no difference to
 * Pulumi: a preview shows one of these as an update, until the domain is in order again. A new expiration date, as
 * automatic renewal brings it, is none.
 */
import { formatMoment } from "../../core/duration";
import { dayOf, isPast } from "../../core/expiry";
import type { Open } from "../../core/open";
import type { WireRegisteredDomain } from "../../wix/registered-domains";

/** What is wrong with a registered domain. Later versions may add words. */
export type RegisteredDomainTrouble = Open<
  /** Its expiration date has passed. */
  | "LAPSED"
  /** Its contacts were not confirmed in time, and it is inactive. */
  | "ICANN_EXPIRED"
  /** Wix gave up on it. */
  | "FAILED_REGISTRATION"
  /** It is no longer active. */
  | "CANCELED"
>;

type Shown = Pick<WireRegisteredDomain, "status" | "expirationDate" | "icannConfirmationStatus">;

const NEVER_LIVED = ["PENDING_REGISTRATION", "FAILED_REGISTRATION"];

/**
 * When a domain expired; undefined where it has not. What status an expired one shows is not known: the date alone tells
 * (docs/wix/registered-domains.md#an-expired-domain).
 * @param now ms since the epoch
 */
export const lapseOf = ({ status, expirationDate }: Shown, now: number): string | undefined =>
  !NEVER_LIVED.includes(status) && isPast(expirationDate, now) ? expirationDate : undefined;

/** @param now ms since the epoch */
export const troubleOf = (seen: Shown, now: number): RegisteredDomainTrouble | undefined => {
  if (seen.status === "FAILED_REGISTRATION" || seen.status === "CANCELED") return seen.status;
  if (lapseOf(seen, now) !== undefined) return "LAPSED";
  return seen.icannConfirmationStatus === "EXPIRED" ? "ICANN_EXPIRED" : undefined;
};

/** Where a person renews a domain (docs/wix/registered-domains.md#out-of-reach-of-a-key). */
export const DASHBOARD = "https://manage.wix.com/account/domains";

/** How a lapsed domain is had back. */
export const waysBack = (lapse: string): string =>
  `Renew it at ${DASHBOARD}; or declare redeem: { expired: "${dayOf(lapse) ?? lapse}", priceClass: "REGULAR" }, ` +
  "which costs money, as long as its redemption period lasts.";

/** What a state tells of it. */
interface Troubled {
  domain: string;
  /** A {@link RegisteredDomainTrouble}. */
  trouble?: string;
  expirationDate?: string;
  failure?: { code?: string; message?: string };
}

/** What is wrong, and what to do; undefined where nothing is. */
export const describeTrouble = ({
  domain,
  trouble,
  expirationDate = "",
  failure,
}: Troubled): string | undefined => {
  switch (trouble) {
    case undefined:
      return undefined;
    case "LAPSED":
      return `${domain} expired on ${formatMoment(expirationDate)}, and is lost after its redemption period. ${waysBack(expirationDate)}`;
    case "ICANN_EXPIRED":
      return (
        `${domain} is inactive: its contacts were not confirmed to ICANN in time. Only Wix can start the confirmation ` +
        "again: ask Wix, then run `pulumi refresh`."
      );
    case "FAILED_REGISTRATION":
      return (
        `the registration of ${[`${domain} failed`, failure?.code, failure?.message].filter(Boolean).join(", ")}. The next ` +
        "`pulumi up` tries once more; correct the contacts first."
      );
    default:
      return (
        `the registration of ${domain} is cancelled at Wix. It is not bought again by itself: ask Wix whether it can be ` +
        "restored, declare redeem where it has expired, or take the resource out of the program."
      );
  }
};
