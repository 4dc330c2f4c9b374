import { type State } from "../account/state";
import { after } from "../domains/dates";
import { isLive, registeredDomain, takenRoots } from "../domains/holding";
import { type DomainName, parseDomainName } from "../domains/names";
import { applicationError, type Refusal } from "../http/refusal";
import { findHolding, type Holding, isLive as isLiveInstance, isUsable } from "../resellers/instances";

const DOMAIN_PRODUCT = "domain";
const LABEL_LENGTH = { min: 3, max: 63 };

/** A root domain that Wix sells. @throws {Refusal} */
export function readName(name: string, soldTlds: readonly string[]): DomainName {
  const parsed = parseDomainName(name);
  if (parsed === undefined) throw refusal("INVALID_DOMAIN", `${name} is no domain`);
  if (!parsed.isRoot) throw refusal("SUBDOMAIN_NOT_SUPPORTED", `${name} is no root domain`);
  if (parsed.label.length < LABEL_LENGTH.min) throw refusal("DOMAIN_TOO_SHORT", `${name} is too short`);
  if (parsed.label.length > LABEL_LENGTH.max) throw refusal("DOMAIN_TOO_LONG", `${name} is too long`);
  if (!soldTlds.includes(parsed.tld)) throw refusal("TLD_NOT_SUPPORTED", `.${parsed.tld} is not offered`);
  return parsed;
}

/** Nobody has the name, or a registration of this account failed or was canceled. @throws {Refusal} */
export function checkFree(state: State, name: string, accountId: string): void {
  const existing = registeredDomain(state, name);
  if (existing?.accountId === accountId && isLive(existing))
    throw refusal("REGISTERED_DOMAIN_ALREADY_EXISTS", `${name} is a registered domain already`);
  if (takenRoots(state).has(name)) throw refusal("DOMAIN_ALREADY_TAKEN", `${name} is taken`);
}

/** @returns the years of the product's billing cycle. @throws {Refusal} */
export function checkProduct(
  state: State,
  accountId: string,
  productInstanceId: string,
  { root, tld }: DomainName,
  now: Date,
): number {
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
}

function checkActive(state: State, { instance }: Holding, now: Date): void {
  const usableFrom = after(new Date(instance.createdDate), state.settings.activationMs);
  if (isUsable(instance) && now >= usableFrom) return;
  const isAwaited = isUsable(instance) || (instance.status === "PENDING" && isLiveInstance(instance));
  throw isAwaited
    ? refusal("AWAITING_PRODUCT_ACTIVATION", "the product instance is not active yet")
    : refusal("PRODUCT_INSTANCE_NOT_ACTIVE", `the product instance is ${instance.status}`);
}

function yearsOf({ instance: { billingInfo } }: Holding): number {
  if (billingInfo.type === "RECURRING") {
    const { unit, count } = billingInfo.cycleDuration;
    if (unit === "YEAR" && count <= 3) return count;
  }
  throw refusal("INVALID_BILLING_CYCLE", "the billing cycle is not 1, 2 or 3 years");
}

/** The registered domain that a product instance was spent on. */
function userOf({ domains }: State, productInstanceId: string): string | undefined {
  return Object.keys(domains).find(name => {
    const domain = domains[name];
    return domain?.kind === "registered" && domain.productInstanceId === productInstanceId && isLive(domain);
  });
}

function invalidProduct(what: string): Refusal {
  return refusal("INVALID_PRODUCT_INSTANCE", `the product instance ${what}`);
}

function refusal(code: string, description: string): Refusal {
  return applicationError(400, code, description);
}
