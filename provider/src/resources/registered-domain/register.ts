/*
 * One registration, whatever happens (fact sheet registered-domains.md, "Behaviour in short").
 *
 *   the name is free and no premium name, unless that is allowed
 *   register; while the product instance is still being activated, again
 *   the answer was lost, or Wix says that there is a registration: look until it shows
 *
 * Wix registers a name once only, so the worst that a repetition does is to be refused.
 */
import { isDeepStrictEqual as equal } from "node:util";
import type { Context } from "../../lifecycle/context";
import { pollUntil } from "../../core/poll";
import { waitUntil } from "../../core/wait";
import { checkAvailability } from "../../wix/domain-search";
import { isUnknownOutcome, isWixError } from "../../wix/errors";
import { getRegisteredDomain, registerDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { DomainTaken, PremiumDomain, RegistrationRefused, RegistrationUnknown } from "./errors";
import type { RegisteredDomainInputs } from "./schema";

/** How long a registration whose answer was lost is looked for; ms. */
const LOOK_FOR = 3 * 60_000;

/** Whether a look shows something else than the failed registration from before this one. */
export const isNews = (
  seen: WireRegisteredDomain | undefined,
  before: WireRegisteredDomain | undefined,
): seen is WireRegisteredDomain => seen !== undefined && !equal(seen, before);

const refuseTakenAndPremium = async (ctx: Context, domain: string): Promise<void> => {
  const { available, premium } = await checkAvailability(ctx.wix, domain);
  if (!available) throw new DomainTaken(domain);
  if (premium) throw new PremiumDomain(domain);
};

/** Registers as soon as the product instance is active. */
const registered = (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  timeout: number,
): Promise<WireRegisteredDomain> => {
  const { domain, productInstanceId, contacts, siteId, accountId } = inputs;
  const attempt = async (): Promise<WireRegisteredDomain | undefined> => {
    try {
      return await registerDomain(ctx.wix, { domain, productInstanceId, contacts, siteId, accountId });
    } catch (error) {
      if (isWixError(error) && error.code === "AWAITING_PRODUCT_ACTIVATION") return undefined;
      throw error;
    }
  };
  return waitUntil(ctx, {
    what: `product instance ${productInstanceId}, which is to pay for ${domain}`,
    probe: attempt,
    judge: answer =>
      answer === undefined
        ? { kind: "waiting", status: "AWAITING_PRODUCT_ACTIVATION" }
        : { kind: "settled", value: answer },
    within: timeout,
    interval: ctx.wix.settings.pollInterval(),
    remediation: "Nothing was registered yet. Look at the product instance in its package, then run again.",
  });
};

/** The registration that a call without an answer, or an earlier run, may have left. */
const lookedFor = async (
  ctx: Context,
  { domain, accountId }: RegisteredDomainInputs,
  before: WireRegisteredDomain | undefined,
): Promise<WireRegisteredDomain | undefined> => {
  const seen = await pollUntil(ctx, {
    look: () => getRegisteredDomain(ctx.wix, domain, accountId),
    found: look => isNews(look, before),
    margin: LOOK_FOR,
    interval: ctx.wix.settings.pollInterval(),
  });
  return isNews(seen, before) ? seen : undefined;
};

/**
 * Registers a domain that is not registered in this account, or whose registration failed.
 * @param before the failed registration
 * @param timeout ms
 * @throws RegistrationUnknown where a registration may have been made and does not show
 */
export const register = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  before: WireRegisteredDomain | undefined,
  timeout: number,
): Promise<WireRegisteredDomain> => {
  const { domain, contacts, allowPremium } = inputs;
  if (allowPremium !== true) await refuseTakenAndPremium(ctx, domain);
  try {
    return await registered(ctx, inputs, timeout);
  } catch (error) {
    const exists = isWixError(error) && error.code === "REGISTERED_DOMAIN_ALREADY_EXISTS";
    if (exists || isUnknownOutcome(error)) {
      const found = await lookedFor(ctx, inputs, before);
      if (found !== undefined) return found;
      if (isUnknownOutcome(error)) throw new RegistrationUnknown(domain, error);
    }
    throw isWixError(error) ? new RegistrationRefused(error, contacts) : error;
  }
};
