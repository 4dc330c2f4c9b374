import { type CallerRefusals } from "../http/family";
import { applicationError, type Refusal } from "../http/refusal";

const key: CallerRefusals["key"] = (...breaches) =>
  applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches);

/** As the tables of Connected Domains have it. */
export const connectedDomainCallers: CallerRefusals = {
  key,
  account: (...breaches) => applicationError(403, "DOMAINS_GUID_NOT_FOUND", "no such account", ...breaches),
  malformedAccount: () => applicationError(400, "DOMAINS_GUID_NOT_VALID", "wix-account-id is no GUID"),
  foreignAccount: () =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", "the key does not act for the account"),
  permission: permission =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

/** Of families whose tables have no codes of their own for a caller. */
export const plainCallers: CallerRefusals = {
  key,
  account: (...breaches) =>
    applicationError(403, "PERMISSION_DENIED", "the key does not act for the account", ...breaches),
  permission: permission =>
    applicationError(403, "PERMISSION_DENIED", `the key lacks the permission ${permission}`),
};

/** 403: the domain is another account's, or, where no 404 is known, none of this account's. */
export function domainNotPermitted(name: string): Refusal {
  return applicationError(
    403,
    "DOMAINS_DOMAIN_NOT_PERMITTED",
    `domain ${name} is not permitted to the account`,
  );
}
