import { type State } from "../account/state";
import { dnsPropagationStatus } from "../dns-propagation/wire";
import { siteInfoOf } from "../domain-assignments/roles";
import { type RegisteredDomain } from "../domains/domain";
import { confirmationFields } from "./icann";

export function toWire(state: State, name: string, domain: RegisteredDomain): object {
  const siteInfo = siteInfoOf(state, name);
  const { productInstanceId, contacts, status, revision, expirationDate, createdDate, updatedDate } = domain;
  return {
    id: name,
    domain: name,
    ...(productInstanceId !== undefined && { productInstanceId }),
    revision: String(revision),
    status,
    ...statusInfo(domain),
    ...(siteInfo && { siteInfo }),
    ...(contacts && { contacts }),
    ...confirmationFields(domain),
    dnsPropagationStatus: dnsPropagationStatus(state, name),
    ...(expirationDate !== undefined && { expirationDate }),
    createdDate,
    updatedDate,
  };
}

function statusInfo({ status, latestAttempt, failure }: RegisteredDomain): object {
  if (status === "PENDING_REGISTRATION") return { pendingRegistrationInfo: { latestAttempt } };
  return status === "FAILED_REGISTRATION" ? { failedRegistrationInfo: failure } : {};
}
