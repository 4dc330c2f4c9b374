import type { StateDocument } from "../../../simulator/src";
import { account } from "../registered-domain/account";

/** A domain registered elsewhere, and a subdomain of it. */
export const ROOT = "outside-bakery.com";
export const SUB = `shop.${ROOT}`;

export const start = (settings: StateDocument["settings"] = {}): StateDocument => {
  const state = account(settings);
  const outside = { ...state.domainMarket?.outside, [ROOT]: {} };
  return { ...state, domainMarket: { ...state.domainMarket, outside } };
};

export const byNameServers = (more: Record<string, unknown> = {}) => ({
  domain: ROOT,
  connectionType: "NAMESERVERS",
  ...more,
});

export const byPointing = (more: Record<string, unknown> = {}) => ({
  domain: ROOT,
  connectionType: "POINTING",
  ...more,
});
