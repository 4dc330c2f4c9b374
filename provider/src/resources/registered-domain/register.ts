/*
 * One registration, whatever happens (docs/wix/registered-domains.md#a-repeat-buys-nothing).
 *
 *   the name is free and no premium name, unless that is allowed
 *   register; while the product instance is still being activated, again
 *   the answer was lost, or Wix says that there is a registration: look until it shows
 *
 * Wix registers a name once only, so the worst that a repetition does is to be refused.
 */
import { isDeepStrictEqual as equal } from "node:util";
import { waitUntil } from "../../core/wait";
import { confirmed } from "../../lifecycle/confirm";
import type { Context } from "../../lifecycle/context";
import { checkAvailability } from "../../wix/domain-search";
import { isWixError } from "../../wix/errors";
import { getRegisteredDomain, registerDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { DomainTaken, PremiumDomain, RegistrationRefused, RegistrationUnknown } from "./errors";
import { valuesBesideEmails } from "./privacy";
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

/** Sends the registration as soon as the product instance is active. */
const send = (ctx: Context, inputs: RegisteredDomainInputs): Promise<WireRegisteredDomain> => {
  const { domain, productInstanceId, contacts, siteId, accountId } = inputs;
  const secrets = valuesBesideEmails(contacts);
  const attempt = async (): Promise<WireRegisteredDomain | undefined> => {
    try {
      const registration = { domain, productInstanceId, contacts, siteId, accountId, secrets };
      return await registerDomain(ctx.wix, registration);
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
    interval: ctx.wix.settings.pollInterval(),
    remediation: "Nothing was registered yet. Look at the product instance in its package, then run again.",
  });
};

/**
 * Registers a domain that is not registered in this account, or whose registration failed.
 * @param before the failed registration
 * @throws RegistrationUnknown where a registration may have been made and does not show
 */
export const register = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  before: WireRegisteredDomain | undefined,
): Promise<WireRegisteredDomain> => {
  const { domain, contacts, allowPremium, accountId } = inputs;
  if (allowPremium !== true) await refuseTakenAndPremium(ctx, domain);
  // An answer is proof enough: Wix may show the registration later.
  let answer: WireRegisteredDomain | undefined;
  try {
    return await confirmed<WireRegisteredDomain | undefined, WireRegisteredDomain>(ctx, {
      write: async () => (answer = await send(ctx, inputs)),
      look: async () => answer ?? (await getRegisteredDomain(ctx.wix, domain, accountId)),
      shown: seen => isNews(seen, before),
      mayStand: error => isWixError(error) && error.code === "REGISTERED_DOMAIN_ALREADY_EXISTS",
      least: LOOK_FOR,
      notShown: (_seen, lost) => new RegistrationUnknown(domain, lost, contacts),
    });
  } catch (error) {
    throw isWixError(error) ? new RegistrationRefused(inputs.domain, error, contacts) : error;
  }
};
