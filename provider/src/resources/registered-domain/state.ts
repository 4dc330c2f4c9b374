import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { placementFound } from "../../domains/drift";
import type { RegistrationFailureCode, WireRegisteredDomain } from "../../wix/registered-domains";
import type { Contacts } from "./contacts";
import { FIELDS } from "./fields";
import { withoutContacts } from "./privacy";
import type { Redemption } from "./redemption";
import type { RegisteredDomainInputs } from "./schema";
import { troubleOf, type RegisteredDomainTrouble } from "./trouble";

/** Why a registration failed; e-mail addresses are masked. */
export interface RegistrationFailure {
  /** As Wix names it. */
  code?: RegistrationFailureCode;
  /** As Wix words it. */
  message?: string;
}

export interface RegisteredDomainState extends RegisteredDomainInputs {
  /** As Wix names it; absent while it is not known whether there is a registration. */
  status?: string;
  /** What is wrong with it, a {@link RegisteredDomainTrouble}; absent where nothing is, as far as the last look showed. */
  trouble?: RegisteredDomainTrouble;
  /** ISO 8601, as all dates. */
  createdDate?: string;
  expirationDate?: string;
  icannConfirmationStatus?: string;
  /** Until when ICANN waits for a confirmation. */
  icannConfirmationDeadline?: string;
  dnsPropagationStatus?: string;
  failure?: RegistrationFailure;
  hidden?: {
    /** Sent, and not shown yet. */
    redemption: Redemption;
  };
}

/** @param contacts as declared, where they are known: Wix's text may repeat them */
export const failureOf = (
  { domain = "", failure }: WireRegisteredDomain,
  contacts: Partial<Contacts> = {},
): RegistrationFailure | undefined =>
  failure &&
  present({
    code: failure.code,
    message: failure.message === undefined ? undefined : withoutContacts(failure.message, contacts, domain),
  });

export interface Look {
  /** Undefined: it is not known whether there is a registration. */
  seen: WireRegisteredDomain | undefined;
  /** When it was seen; ms since the epoch. */
  now: number;
  /** A redemption that was sent, and has not shown. */
  redemption?: Redemption | undefined;
}

export const stateOf = (
  inputs: RegisteredDomainInputs,
  { seen, now, redemption }: Look,
): RegisteredDomainState => ({
  ...pickArguments(FIELDS, inputs),
  ...(seen &&
    present({
      status: seen.status,
      trouble: troubleOf(seen, now),
      createdDate: seen.createdDate,
      expirationDate: seen.expirationDate,
      icannConfirmationStatus: seen.icannConfirmationStatus,
      icannConfirmationDeadline: seen.icannDeadline,
      dnsPropagationStatus: seen.dnsPropagationStatus,
      failure: failureOf(seen, inputs.contacts),
    })),
  ...(redemption && { hidden: { redemption } }),
});

/** The inputs that a program would have to declare to get what was found; contacts are as they were declared. */
export const inputsFound = (
  domain: string,
  seen: WireRegisteredDomain,
  state: Partial<RegisteredDomainInputs>,
): RegisteredDomainInputs => {
  const { siteId: _site, assignmentType: _role, ...declared } = state;
  return pickArguments(FIELDS, {
    ...declared,
    domain,
    productInstanceId: seen.productInstanceId ?? declared.productInstanceId,
    ...placementFound(seen.site, state.domain === undefined ? undefined : state),
  } as RegisteredDomainInputs);
};
