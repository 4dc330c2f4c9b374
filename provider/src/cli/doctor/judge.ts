/* What the outcomes of the reads say of the base URL, the key, the account and the scopes. Pure. */
import { isTransportError, isWixError, type WixError } from "../../wix/errors";
import type { Outcome, Outcomes } from "./ask";
import { ASKED, FAMILIES, type Family } from "./families";
import { fail, linesOf, ok, warn, type Finding } from "./finding";

const API_KEYS = "https://manage.wix.com/account/api-keys";

/** Codes by which Wix says that it does not know the account. */
const NO_ACCOUNT = new Set(["TARGET_ACCOUNT_NOT_FOUND", "ACCOUNT_NOT_FOUND"]);

const errorsOf = (outcomes: Outcomes): unknown[] =>
  [...outcomes.values()].flatMap(outcome => (outcome.kind === "failed" ? [outcome.error] : []));

const refusalsOf = (outcomes: Outcomes): WixError[] => errorsOf(outcomes).filter(isWixError);

const isAllowed = (outcomes: Outcomes): boolean =>
  [...outcomes.values()].some(({ kind }) => kind === "allowed");

/** `GET` of a wrong key is 401, or a 404 of this code (docs/wix/dns.md#a-404-may-mean-bad-credentials). */
const isOfKey = ({ status, code }: WixError): boolean =>
  code === "USER_ID_NOT_FOUND" || (status === 401 && code !== "META_SITE_NOT_FOUND");

const isDenied = ({ status }: WixError): boolean => status === 403;

/** @param vouched whether an answer carried Wix's request id */
export const judgeBaseUrl = (baseUrl: string, outcomes: Outcomes, vouched: boolean): Finding => {
  if (vouched && (isAllowed(outcomes) || refusalsOf(outcomes).length > 0))
    return ok("base URL", `${baseUrl} answers as Wix's API does, with its envelope and request ids`);
  if (isAllowed(outcomes))
    return warn(
      "base URL",
      `${baseUrl} answers as Wix's API does, but without Wix's request ids`,
      "Something in between takes them away. Without them no refusal and no absence is proven: let X-Wix-Request-Id through.",
    );
  const [error] = errorsOf(outcomes);
  const { text, wayOut } = linesOf(error);
  return fail(
    "base URL",
    `${baseUrl} gives no usable answer: ${text}`,
    wayOut ??
      (isTransportError(error)
        ? "Check wix:baseUrl (WIX_BASE_URL), name resolution, firewalls and the proxy."
        : "Check wix:baseUrl (WIX_BASE_URL)."),
  );
};

export const judgeKey = (outcomes: Outcomes): Finding => {
  if (isAllowed(outcomes)) return ok("key", "Wix accepts it");
  const refusals = refusalsOf(outcomes);
  const unknown = refusals.find(isOfKey);
  if (unknown !== undefined) {
    const { text } = linesOf(unknown);
    return fail(
      "key",
      text,
      `Check wix:apiKey (WIX_API_KEY): the whole key, without a scheme word. Keys are made by the account's owner on ${API_KEYS}.`,
    );
  }
  return refusals.some(isDenied)
    ? fail(
        "key",
        "Wix knows it, and lets it do nothing of what was asked",
        `Give it permissions on ${API_KEYS}, or check accountId.`,
      )
    : warn("key", "could not be told: Wix did not answer");
};

export const judgeAccount = (accountId: string, outcomes: Outcomes): Finding => {
  if (isAllowed(outcomes)) return ok("account", `the key may act for ${accountId}`);
  const refusals = refusalsOf(outcomes);
  const unknown = refusals.find(({ code }) => NO_ACCOUNT.has(code ?? ""));
  const denied = refusals.length > 0 && refusals.every(isDenied);
  const wayOut = `Check wix:accountId (WIX_ACCOUNT_ID) on ${API_KEYS}: the account of the key, or a child account of it.`;
  if (unknown !== undefined) return fail("account", linesOf(unknown).text, wayOut);
  if (denied) return fail("account", `the key does nothing for ${accountId}`, wayOut);
  return warn("account", "could not be told: Wix did not answer for it");
};

const LACKS = {
  siteId: "the account shows no site to ask about",
  domain: "the account shows no domain to ask about",
  connectedDomain: "the account shows no connected domain to ask about",
  answer: "Wix did not answer",
} as const;

const judgeScope = (family: Family, outcome: Outcome, isNeeded: boolean): Finding => {
  const check = `scope ${family}`;
  const { used, permission } = ASKED[family];
  if (outcome.kind === "allowed") return ok(check, `granted, for ${used}`);
  if (outcome.kind === "not-asked") return warn(check, `could not be told: ${LACKS[outcome.lacks]}`);
  const { text, wayOut } = linesOf(outcome.error);
  if (!isWixError(outcome.error) || !isDenied(outcome.error))
    return warn(check, `could not be told: ${text}`, wayOut);
  const grant = `Give the key ${permission} on ${API_KEYS}. Not every account can grant permissions for domains: ask Wix then.`;
  return isNeeded
    ? fail(check, `refused, needed for ${used}: ${text}`, grant)
    : warn(check, `refused; matters for ${used} only: ${text}`, grant);
};

/** @param needed families without which the programs do not work: refused, they fail; others are warned of */
export const judgeScopes = (outcomes: Outcomes, needed: readonly Family[]): Finding[] =>
  FAMILIES.flatMap(family => {
    const outcome = outcomes.get(family);
    return outcome === undefined ? [] : [judgeScope(family, outcome, needed.includes(family))];
  });
