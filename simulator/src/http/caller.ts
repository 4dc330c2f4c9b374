import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { State } from "../account/state";
import type { CallerRefusals } from "../kernel/family";
import { type Breach, Refusal } from "../kernel/refusal";
import type { Caller, Route } from "../kernel/route";
import type { ApiKey } from "../kernel/world";

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
  const isJson = (headers["content-type"] ?? "").startsWith("application/json");
  return hasBody && !isJson ? [{ kind: "missing-header", detail: "content-type: application/json" }] : [];
};

/** @throws {Refusal} in the family's words. */
export const identifyCaller = (
  state: State,
  headers: IncomingHttpHeaders,
  route: Pick<Route<never>, "anonymous" | "site" | "accountOptional" | "permission">,
  refusals: CallerRefusals,
): Caller => {
  if (route.anonymous && headers.authorization === undefined) return ANYONE;
  const key = identifyKey(state, headers.authorization, refusals);
  const siteId = headerValue(headers, "wix-site-id");
  const accountId = headerValue(headers, "wix-account-id") ?? accountWithout(state, key, siteId, route);
  if (accountId === undefined) throw refusals.account({ kind: "missing-header", detail: "wix-account-id" });
  checkAccount(state, key, accountId, refusals);
  if (siteId !== undefined && route.site === "refused") throw siteRefusal();
  if (siteId !== undefined) checkSite(state, siteId, accountId, refusals);
  if (!isPermitted(state, key, route.permission)) throw refusals.permission(route.permission);
  return { key, accountId, siteId };
};

/** Whose account is meant where the header is missing: that of the site, or the key's own. */
const accountWithout = (
  { sites }: State,
  key: ApiKey,
  siteId: string | undefined,
  { site, accountOptional }: Pick<Route<never>, "site" | "accountOptional">,
): string | undefined => {
  if (site === "alone" && siteId !== undefined) return sites[siteId]?.ownerAccountId ?? key.accountId;
  return accountOptional ? key.accountId : undefined;
};

const checkSite = ({ sites }: State, siteId: string, accountId: string, refusals: CallerRefusals): void => {
  const { malformedSite, foreignSite } = refusals;
  if (malformedSite !== undefined && !GUID.safeParse(siteId).success) throw malformedSite();
  const site = sites[siteId];
  const isOwn = site?.ownerAccountId === accountId && site.trashedDate === undefined;
  if (foreignSite !== undefined && !isOwn) throw foreignSite();
};

const isPermitted = ({ settings }: State, { permissions }: ApiKey, permission: string): boolean =>
  (permissions === "all" || permissions.includes(permission)) &&
  !settings.deniedPermissions.some(denied => permission.startsWith(denied));

const checkAccount = (state: State, key: ApiKey, accountId: string, refusals: CallerRefusals): void => {
  const { account: strange, malformedAccount = strange, foreignAccount = strange } = refusals;
  if (!GUID.safeParse(accountId).success) throw malformedAccount();
  const account = state.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw strange();
  if (![account.id, account.parentAccountId].includes(key.accountId)) throw foreignAccount();
};

const identifyKey = (state: State, authorization: string | undefined, refusals: CallerRefusals) => {
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
