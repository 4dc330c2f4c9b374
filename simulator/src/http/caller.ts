import { type IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { type ApiKey, type State } from "../account/state";
import { type CallerRefusals } from "./family";
import { type Breach, Refusal } from "./refusal";
import { type Caller, type Route } from "./route";

const GUID = z.guid();

/** Who sends no credentials, and acts for no account. */
const ANYONE: Caller = {
  key: { key: "", accountId: "", permissions: [], createdBy: "owner" },
  accountId: "",
  siteId: undefined,
};

export function acceptsJson(headers: IncomingHttpHeaders): boolean {
  return (headers.accept ?? "").includes("application/json");
}

export function headerValue(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/** Headers that every client should send and that no refusal is known for when they are missing. */
export function headerBreaches(headers: IncomingHttpHeaders, hasBody: boolean): Breach[] {
  const breaches: Breach[] = [];
  if (!acceptsJson(headers)) breaches.push({ kind: "missing-header", detail: "accept: application/json" });
  if (hasBody && !(headers["content-type"] ?? "").startsWith("application/json"))
    breaches.push({ kind: "missing-header", detail: "content-type: application/json" });
  return breaches;
}

/** @throws {Refusal} in the family's words. */
export function identifyCaller(
  state: State,
  headers: IncomingHttpHeaders,
  route: Route,
  refusals: CallerRefusals,
): Caller {
  if (route.anonymous && headers.authorization === undefined) return ANYONE;
  const key = identifyKey(state, headers.authorization, refusals);
  const accountId = headerValue(headers, "wix-account-id");
  if (accountId === undefined) throw refusals.account({ kind: "missing-header", detail: "wix-account-id" });
  checkAccount(state, key, accountId, refusals);
  const siteId = headerValue(headers, "wix-site-id");
  if (siteId !== undefined && !route.acceptsSite) throw siteRefusal();
  if (key.permissions !== "all" && !key.permissions.includes(route.permission))
    throw refusals.permission(route.permission);
  return { key, accountId, siteId };
}

function checkAccount(state: State, key: ApiKey, accountId: string, refusals: CallerRefusals): void {
  const { account: strange, malformedAccount = strange, foreignAccount = strange } = refusals;
  if (!GUID.safeParse(accountId).success) throw malformedAccount();
  const account = state.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw strange();
  if (![account.id, account.parentAccountId].includes(key.accountId)) throw foreignAccount();
}

function identifyKey(state: State, authorization: string | undefined, refusals: CallerRefusals) {
  if (authorization === undefined) throw refusals.key({ kind: "missing-header", detail: "authorization" });
  const key = state.apiKeys.find(candidate => candidate.key === authorization);
  if (key !== undefined) return key;
  const [scheme, rest] = authorization.split(" ");
  if (rest === undefined) throw refusals.key();
  throw refusals.key({ kind: "authorization-scheme", detail: `${scheme ?? ""} before the key` });
}

function siteRefusal(): Refusal {
  const envelope = { message: "send wix-account-id or wix-site-id, not both", details: {} };
  return new Refusal(400, envelope, [{ kind: "unexpected-header", detail: "wix-site-id" }]);
}
