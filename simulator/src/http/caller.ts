import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { CallerRefusals } from "../kernel/family";
import { type Breach, Refusal } from "../kernel/refusal";
import type { Caller, Route } from "../kernel/route";
import type { ApiKey, BaseState } from "../kernel/world";

const GUID = z.guid();

/** Who sends no credentials, and acts for no account. */
const ANYONE: Caller = {
  key: { key: "", accountId: "", permissions: [], createdBy: "owner" },
  accountId: "",
  siteId: undefined,
};

export const acceptsJson = (headers: IncomingHttpHeaders): boolean =>
  (headers.accept ?? "").includes("application/json");

export const headerValue = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(",") : value;
};

/** Headers that every client should send and that no refusal is known for when they are missing. */
export const headerBreaches = (headers: IncomingHttpHeaders, hasBody: boolean): Breach[] => {
  const breaches: Breach[] = [];
  if (!acceptsJson(headers)) breaches.push({ kind: "missing-header", detail: "accept: application/json" });
  if (hasBody && !(headers["content-type"] ?? "").startsWith("application/json"))
    breaches.push({ kind: "missing-header", detail: "content-type: application/json" });
  return breaches;
};

/** @throws {Refusal} in the family's words. */
export const identifyCaller = (
  state: BaseState,
  headers: IncomingHttpHeaders,
  route: Pick<Route<never>, "anonymous" | "acceptsSite" | "permission">,
  refusals: CallerRefusals,
): Caller => {
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
};

const checkAccount = (state: BaseState, key: ApiKey, accountId: string, refusals: CallerRefusals): void => {
  const { account: strange, malformedAccount = strange, foreignAccount = strange } = refusals;
  if (!GUID.safeParse(accountId).success) throw malformedAccount();
  const account = state.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw strange();
  if (![account.id, account.parentAccountId].includes(key.accountId)) throw foreignAccount();
};

const identifyKey = (state: BaseState, authorization: string | undefined, refusals: CallerRefusals) => {
  if (authorization === undefined) throw refusals.key({ kind: "missing-header", detail: "authorization" });
  const key = state.apiKeys.find(candidate => candidate.key === authorization);
  if (key !== undefined) return key;
  const [scheme, rest] = authorization.split(" ");
  if (rest === undefined) throw refusals.key();
  throw refusals.key({ kind: "authorization-scheme", detail: `${scheme ?? ""} before the key` });
};

const siteRefusal = (): Refusal => {
  const envelope = { message: "send wix-account-id or wix-site-id, not both", details: {} };
  return new Refusal(400, envelope, [{ kind: "unexpected-header", detail: "wix-site-id" }]);
};

const MINUTE = 60_000;

/** Admits so many requests in any 60 seconds of the simulator's clock, counted for each client apart. */
export interface RateLimit {
  admits(client: string, now: Date, requestsPerMinute: number): boolean;
}

export const createRateLimit = (): RateLimit => {
  const admitted = new Map<string, number[]>();
  return {
    admits(client, now, requestsPerMinute) {
      const recent = (admitted.get(client) ?? []).filter(instant => instant > now.getTime() - MINUTE);
      const admits = recent.length < requestsPerMinute;
      admitted.set(client, admits ? [...recent, now.getTime()] : recent);
      return admits;
    },
  };
};
