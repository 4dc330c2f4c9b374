import { type DomainName, isLive, parseDomainName, registeredDomain, takenRoots } from "../domains/holding";
import { after } from "../kernel/clock";
import { applicationError, type Refusal } from "../kernel/refusal";
import { findHolding, type Holding, isLive as isLiveInstance, isUsable } from "../resellers/instances";
import type { State } from "./state";

const DOMAIN_PRODUCT = "domain";
const LABEL_LENGTH = { min: 3, max: 63 };
/** With the TLD; another page counts without it. */
const LONGEST = 63;

/** A root domain that Wix sells. @throws {Refusal} */
export const readName = (name: string, soldTlds: readonly string[]): DomainName => {
  const parsed = parseDomainName(name);
  if (parsed === undefined) throw refusal("INVALID_DOMAIN", `${name} is no domain`);
  if (!parsed.isRoot) throw refusal("SUBDOMAIN_NOT_SUPPORTED", `${name} is no root domain`);
  if (parsed.label.length < LABEL_LENGTH.min) throw refusal("DOMAIN_TOO_SHORT", `${name} is too short`);
  if (parsed.label.length > LABEL_LENGTH.max || name.length > LONGEST)
    throw refusal("DOMAIN_TOO_LONG", `${name} is too long`);
  if (!soldTlds.includes(parsed.tld)) throw refusal("TLD_NOT_SUPPORTED", `.${parsed.tld} is not offered`);
  return parsed;
};

/** Nobody has the name, or a registration of this account failed or was canceled. @throws {Refusal} */
export const checkFree = (state: State, name: string, accountId: string): void => {
  const existing = registeredDomain(state, name);
  if (existing?.accountId === accountId && isLive(existing))
    throw refusal("REGISTERED_DOMAIN_ALREADY_EXISTS", `${name} is a registered domain already`);
  if (takenRoots(state).has(name)) throw refusal("DOMAIN_ALREADY_TAKEN", `${name} is taken`);
};

/** @returns the years of the product's billing cycle. @throws {Refusal} */
export const checkProduct = (
  state: State,
  accountId: string,
  productInstanceId: string,
  { root, tld }: DomainName,
  now: Date,
): number => {
  const holding = findHolding(state, productInstanceId);
  if (holding?.owner.accountId !== accountId)
    throw refusal("PRODUCT_INSTANCE_NOT_FOUND", `no product instance ${productInstanceId}`);
  checkActive(state, holding, now);
  const { instance, product } = holding;
  if (product.type !== DOMAIN_PRODUCT) throw invalidProduct("is no domain product");
  if (instance.siteId !== undefined) throw invalidProduct("is assigned to a site");
  const user = userOf(state, productInstanceId);
  if (user !== undefined && user !== root) throw invalidProduct(`is used for ${user}`);
  if (!product.tlds.includes(tld)) throw refusal("INVALID_TLD", `the product does not cover .${tld}`);
  return yearsOf(holding);
};

const checkActive = (state: State, { instance }: Holding, now: Date): void => {
  const usableFrom = after(new Date(instance.createdDate), state.settings.activationMs);
  if (isUsable(instance) && now >= usableFrom) return;
  const isAwaited = isUsable(instance) || (instance.status === "PENDING" && isLiveInstance(instance));
  throw isAwaited
    ? refusal("AWAITING_PRODUCT_ACTIVATION", "the product instance is not active yet")
    : refusal("PRODUCT_INSTANCE_NOT_ACTIVE", `the product instance is ${instance.status}`);
};

const yearsOf = ({ instance: { billingInfo } }: Holding): number => {
  if (billingInfo.type === "RECURRING") {
    const { unit, count } = billingInfo.cycleDuration;
    if (unit === "YEAR" && count <= 3) return count;
  }
  throw refusal("INVALID_BILLING_CYCLE", "the billing cycle is not 1, 2 or 3 years");
};

/** The registered domain that a product instance was spent on. */
const userOf = ({ domains }: State, productInstanceId: string): string | undefined =>
  Object.keys(domains).find(name => {
    const domain = domains[name];
    return domain?.kind === "registered" && domain.productInstanceId === productInstanceId && isLive(domain);
  });

const invalidProduct = (what: string): Refusal =>
  refusal("INVALID_PRODUCT_INSTANCE", `the product instance ${what}`);

const refusal = (code: string, description: string): Refusal => applicationError(400, code, description);
