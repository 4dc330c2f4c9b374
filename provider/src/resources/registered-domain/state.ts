import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { placementFound } from "../../domains/drift";
import type { WireRegisteredDomain } from "../../wix/registered-domains";
import type { Contacts } from "./contacts";
import { FIELDS } from "./fields";
import { withoutContacts } from "./privacy";
import type { RegisteredDomainInputs } from "./schema";

/** Why a registration failed; e-mail addresses are masked. */
export interface RegistrationFailure {
  code?: string;
  message?: string;
}

export interface RegisteredDomainState extends RegisteredDomainInputs {
  /** As Wix names it; absent while it is not known whether there is a registration. */
  status?: string;
  /** ISO 8601. */
  expirationDate?: string;
  icannConfirmationStatus?: string;
  dnsPropagationStatus?: string;
  failure?: RegistrationFailure;
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

/** @param seen undefined: it is not known whether there is a registration */
export const stateOf = (
  inputs: RegisteredDomainInputs,
  seen: WireRegisteredDomain | undefined,
): RegisteredDomainState => ({
  ...pickArguments(FIELDS, inputs),
  ...(seen &&
    present({
      status: seen.status,
      expirationDate: seen.expirationDate,
      icannConfirmationStatus: seen.icannConfirmationStatus,
      dnsPropagationStatus: seen.dnsPropagationStatus,
      failure: failureOf(seen, inputs.contacts),
    })),
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
