import { formatMoment } from "../../core/duration";
import type { WixError } from "../../wix/errors";
import { maskedEmail, withoutContacts } from "./privacy";
import type { Contacts } from "./contacts";
import type { RegistrationFailure } from "./state";
import { DASHBOARD, waysBack } from "./trouble";

/** Wix gave up on the registration; nothing was charged for it. */
export const registrationFailed = (domain: string, failure: RegistrationFailure | undefined): Error => {
  const reasons = [failure?.code, failure?.message].filter(reason => reason !== undefined);
  return new Error(
    `the registration of ${domain} failed` +
      (reasons.length === 0 ? "" : `: ${reasons.join(", ")}`) +
      ".\n  Mostly the registrar does not accept the contacts: a phone number or postal code that is not of the " +
      "country, an e-mail address that does not exist. Correct the program and run again: that tries once more.",
  );
};

/** The domain is registered in this account already, through another product instance. */
export class RegisteredOtherwise extends Error {
  readonly kind = "registered-otherwise";
  constructor(domain: string, declared: string, found: string | undefined) {
    super(
      `${domain} is registered in this account already, through product instance ${found ?? "(none that Wix shows)"}; ` +
        `the program declares ${declared}. It was left as it is. Declare the other productInstanceId to manage it ` +
        "here, or another domain.",
    );
  }
}

/** The registration is cancelled or has lapsed; to register anew would pay again. */
export class RegistrationCanceled extends Error {
  readonly kind = "registration-canceled";
  constructor(domain: string) {
    super(
      `the registration of ${domain} is cancelled at Wix. It is not bought again by itself: ask Wix whether it can be ` +
        "restored or redeemed, or remove the resource from the program.",
    );
  }
}

/** Wix registered something else than was declared. Paid as it may be, it is saved. */
export const registeredWrongly = (
  domain: string,
  declared: string,
  found: Partial<Record<"domain" | "productInstanceId", string | undefined>>,
): Error =>
  new Error(
    `Wix shows the registration of ${domain} differently than it was declared: domain ${found.domain ?? "(not shown)"}, ` +
      `product instance ${found.productInstanceId ?? "(not shown)"}; declared was product instance ${declared}. What ` +
      "Wix shows is saved, and nothing is bought again. Look at the domain in Wix; where it is right, declare it so.",
  );

/** The domain cannot be had. */
export class DomainTaken extends Error {
  readonly kind = "domain-taken";
  constructor(domain: string) {
    super(
      `${domain} cannot be registered: it is taken. Nothing was bought. If it was registered here moments ago, Wix may ` +
        "not show it yet: run again in a few minutes. `suggestDomains` finds names that are free.",
    );
  }
}

/** A premium name costs more than the product instance says. */
export class PremiumDomain extends Error {
  readonly kind = "premium-domain";
  constructor(domain: string) {
    super(
      `${domain} is a premium domain: it costs more than others. Nothing was bought. Declare allowPremium: true to ` +
        "register it all the same.",
    );
  }
}

/** The domain has expired, and the program accepts no price for that lapse. */
export class DomainLapsed extends Error {
  readonly kind = "domain-lapsed";
  constructor(domain: string, lapse: string, declared: string | undefined) {
    super(
      `${domain} expired on ${formatMoment(lapse)}, and is lost after its redemption period. Nothing was paid. ` +
        (declared === undefined ? "" : `redeem speaks of another lapse, the one of ${declared}. `) +
        waysBack(lapse),
    );
  }
}

/** The contacts did not confirm to ICANN in time: the domain is inactive. */
export class IcannExpired extends Error {
  readonly kind = "icann-expired";
  constructor(domain: string, notConfirmedBy: readonly string[]) {
    const who = notConfirmedBy.length === 0 ? "" : ` by ${notConfirmedBy.map(maskedEmail).join(", ")}`;
    super(
      `${domain} is registered and inactive: its contacts were not confirmed to ICANN in time${who}. Only Wix can start the ` +
        "confirmation again: ask Wix, have the contacts confirm, then run again. It costs nothing here.",
    );
  }
}

/** A premium name costs more to redeem than others. */
export class PremiumRedemption extends Error {
  readonly kind = "premium-redemption";
  constructor(domain: string) {
    super(
      `${domain} is a premium domain: to redeem it costs more than others. Nothing was sent. Declare priceClass: "PREMIUM" ` +
        "in redeem to redeem it all the same.",
    );
  }
}

/** Wix refused to redeem the domain. */
export class RedemptionRefused extends Error {
  readonly kind = "redemption-refused";
  constructor(override readonly cause: WixError) {
    super(
      `${cause.message}\n  A domain can be redeemed once it has expired, and until its redemption period is over. If a run ` +
        `that was interrupted has begun it, Wix takes up to 7 days: run again later, which looks first. Or look at ${DASHBOARD}.`,
    );
  }
}

/** Wix accepted a redemption, and does not show it for longer than it documents. */
export class RedemptionNotShown extends Error {
  readonly kind = "redemption-not-shown";
  constructor(domain: string, sentAt: string) {
    super(
      `Wix accepted the redemption of ${domain} on ${formatMoment(sentAt)}, and still shows it as expired, longer than the 7 days ` +
        "that it takes. It is not sent again by itself: ask Wix. To send it once more, take redeem out of the program, run, " +
        "and declare it again.",
    );
  }
}

/** What was registered is not there any more. */
export class NoLongerRegistered extends Error {
  readonly kind = "no-longer-registered";
  constructor(domain: string) {
    super(
      `${domain} is not registered in this account any more. It is not bought again by itself: run \`pulumi refresh\` ` +
        "to take that over, then look at the preview. If accountId was changed, change it back.",
    );
  }
}

/** A change that Wix has no call for. */
export const unchangeable = (domain: string, reasons: readonly string[]): Error =>
  new Error(
    `the registration of ${domain} cannot be changed so:\n` + reasons.map(reason => `  ${reason}`).join("\n"),
  );

/** The registration was sent and nothing shows what came of it. */
export class RegistrationUnknown extends Error {
  readonly kind = "registration-unknown";
  constructor(
    domain: string,
    override readonly cause: Error | undefined,
    contacts: Contacts,
  ) {
    super(
      (cause === undefined ? "" : `${withoutContacts(cause.message, contacts, domain)}\n  `) +
        `Wix shows no registration of ${domain} so far. Run again: the next run looks before it registers, and Wix ` +
        "registers a name once only.",
    );
  }
}

/** Wix refused the registration; its text is shown without contact data. */
export class RegistrationRefused extends Error {
  readonly kind = "registration-refused";
  readonly status: number;
  readonly code: string | undefined;
  constructor(domain: string, { message, status, code }: WixError, contacts: Contacts) {
    super(withoutContacts(message, contacts, domain));
    this.status = status;
    this.code = code;
  }
}
