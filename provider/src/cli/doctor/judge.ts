/* What the outcomes of the reads say of the base URL, the key, the account and the scopes. Pure. */
import { isTransportError, isWixError, type WixError } from "../../wix/errors";
import type { Outcome, Outcomes } from "./ask";
import { ASKED, FAMILIES, type Family } from "./families";
import { fail, linesOf, ok, warn, type Finding } from "./finding";

const API_KEYS = "https://manage.wix.com/account/api-keys";

/** By which Wix says that it does not know the account: the reads name no site that might be meant. */
const NO_ACCOUNT = new Set([
  "TARGET_ACCOUNT_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "DOMAINS_GUID_NOT_FOUND",
  "DOMAINS_GUID_NOT_VALID",
]);

/** By which Wix says that a permission is missing, or that the key may not act for the account. */
const NO_PERMISSION = new Set([
  undefined,
  "PERMISSION_DENIED",
  "DOMAINS_PERMISSION_DENIED",
  "SITE_LIST_READ_FORBIDDEN",
]);

const errorsOf = (outcomes: Outcomes): unknown[] =>
  [...outcomes.values()].flatMap(outcome => (outcome.kind === "failed" ? [outcome.error] : []));

const refusalsOf = (outcomes: Outcomes): WixError[] => errorsOf(outcomes).filter(isWixError);

const isAllowed = (outcomes: Outcomes): boolean =>
  [...outcomes.values()].some(({ kind }) => kind === "allowed");

/** A wrong key is answered 401, or 404 with this code (docs/wix/dns.md#a-404-may-mean-bad-credentials). */
const isOfKey = ({ status, code }: WixError): boolean => status === 401 || code === "USER_ID_NOT_FOUND";
const isOfAccount = ({ code }: WixError): boolean => NO_ACCOUNT.has(code ?? "");
const isDenied = ({ status, code }: WixError): boolean => status === 403 && NO_PERMISSION.has(code);

/** @param vouched whether an answer carried Wix's request id */
export const judgeBaseUrl = (baseUrl: string, outcomes: Outcomes, vouched: boolean): Finding => {
  if (vouched && (isAllowed(outcomes) || refusalsOf(outcomes).length > 0))
    return ok("base URL", `${baseUrl} answers as Wix's API does`);
  if (isAllowed(outcomes))
    return warn(
      "base URL",
      `${baseUrl} answers as Wix's API does, but without Wix's request ids`,
      "Something in between takes them away. No refusal and no absence is proven without: let X-Wix-Request-Id through.",
    );
  const [error] = errorsOf(outcomes);
  const { text, wayOut } = linesOf(error);
  const passing = isTransportError(error) && error.transient;
  return fail(
    "base URL",
    text.replace(/ Check wix:baseUrl.*$/, ""),
    wayOut ??
      `Check wix:baseUrl (WIX_BASE_URL)${passing ? ", name resolution, firewalls and the proxy" : ", and what stands between here and it"}.`,
  );
};

const judgeKey = (refusals: readonly WixError[]): Finding => {
  const unknown = refusals.find(isOfKey);
  if (unknown !== undefined)
    return fail(
      "key",
      linesOf(unknown).text,
      `Check wix:apiKey (WIX_API_KEY): the whole key, without a scheme word. Keys are made by the account's owner on ${API_KEYS}.`,
    );
  return ok("key", "Wix knows it");
};

const judgeAccount = (accountId: string, refusals: readonly WixError[]): Finding => {
  const wayOut = `Check wix:accountId (WIX_ACCOUNT_ID) on ${API_KEYS}: the account of the key, or a child account of it.`;
  const unknown = refusals.find(isOfAccount);
  if (unknown !== undefined) return fail("account", linesOf(unknown).text, wayOut);
  if (refusals.every(isDenied))
    return fail(
      "account",
      `the key may do nothing for ${accountId} of what was asked`,
      `${wayOut} Where it is right, give the key permissions there.`,
    );
  return warn("account", "could not be told");
};

/** Who calls, and for whom. */
export const judgeCaller = (accountId: string, outcomes: Outcomes): Finding[] => {
  if (isAllowed(outcomes))
    return [ok("key", "Wix accepts it"), ok("account", `the key may act for ${accountId}`)];
  const refusals = refusalsOf(outcomes);
  if (refusals.length === 0) return [];
  const key = judgeKey(refusals);
  return key.mark === "fail" ? [key] : [key, judgeAccount(accountId, refusals)];
};

const judgeScope = (family: Family, outcome: Outcome, isNeeded: boolean): Finding => {
  const check = `scope ${family}`;
  const { used, permission, hint } = ASKED[family];
  if (outcome.kind === "allowed") return ok(check, `granted (${used})`);
  const { text, wayOut } = linesOf(outcome.error);
  if (!isWixError(outcome.error) || !isDenied(outcome.error))
    return warn(check, `could not be told (${used}): ${text}`, wayOut);
  const grant = [`Give the key ${permission} on ${API_KEYS}.`, hint]
    .filter(one => one !== undefined)
    .join(" ");
  return isNeeded
    ? fail(check, `refused, and needed (${used}): ${text}`, grant)
    : warn(check, `refused; no matter without ${used}: ${text}`, grant);
};

/**
 * Says nothing of scopes where key or account are wrong: what is refused then is not for want of one.
 * @param needed families without which the programs do not work: refused, they fail; others are warned of
 */
export const judgeScopes = (outcomes: Outcomes, needed: readonly Family[]): Finding[] => {
  const refusals = refusalsOf(outcomes);
  if (!isAllowed(outcomes) && (refusals.some(isOfKey) || refusals.some(isOfAccount))) return [];
  if (!isAllowed(outcomes) && refusals.length === 0) return [];
  return FAMILIES.flatMap(family => {
    const outcome = outcomes.get(family);
    return outcome === undefined ? [] : [judgeScope(family, outcome, needed.includes(family))];
  });
};
