import { formatMoment } from "../../core/duration";
import { domainThing } from "../../lifecycle/things";
import { holdDomain } from "../../domains/claims";
import { domainName } from "../../domains/names";
import { NOT_FOUND, type Saved } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { getRegisteredDomain } from "../../wix/registered-domains";
import { diff, refuseUnchangeable } from "./changes";
import { bring } from "./create";
import { FIELDS } from "./fields";
import { claims, judge, SHAPE, type RegisteredDomainInputs } from "./schema";
import { stillAwaited, type Redemption } from "./redemption";
import { inputsFound, stateOf, type RegisteredDomainState } from "./state";
import { warn } from "./warn";

/** Wix documents up to 48 hours for a registration; ms. */
const TIMEOUT = 49 * 3_600_000;
/** A read is one call; ms. */
const QUICK = 10 * 60_000;

/** What an earlier generation left of the same domain. */
const inherited = (
  { domain }: RegisteredDomainInputs,
  predecessor: Saved<RegisteredDomainState> | undefined,
): RegisteredDomainState | undefined =>
  predecessor?.state.domain === domain ? predecessor.state : undefined;

const redemptionOf = (
  state: RegisteredDomainState | Partial<RegisteredDomainInputs>,
): Redemption | undefined => ("hidden" in state ? state.hidden.redemption : undefined);

const farewell = ({ domain, status, expirationDate }: RegisteredDomainState): string => {
  if (status === undefined || status === "FAILED_REGISTRATION")
    return `${domain} is forgotten; no registration of it is known to stand`;
  const until = expirationDate === undefined ? "" : ` until ${formatMoment(expirationDate)}`;
  return `${domain} is forgotten, and stays registered at Wix${until}: a registration cannot be deleted`;
};

/** A domain that is registered through Wix; the id is its name. */
export const registeredDomain = resource<typeof SHAPE, RegisteredDomainState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT, read: QUICK, delete: QUICK },
  secret: ["contacts"],
  judge,
  claims,
  holdings: (state, account) => holdDomain("registered", state, account),
  diff,

  async create(ctx, inputs, predecessor) {
    return { id: inputs.domain, state: await bring(ctx, inputs, inherited(inputs, predecessor)) };
  },

  async read(ctx, id, state) {
    const domain = state.domain ?? domainName(id);
    const seen = await getRegisteredDomain(ctx.wix, domain, state.accountId);
    const redemption = redemptionOf(state);
    if (seen === undefined) return NOT_FOUND;
    const inputs = inputsFound(domain, seen, state);
    const found = stateOf(inputs, { seen, now: ctx.clock.now(), redemption: stillAwaited(redemption, seen) });
    warn(ctx, found, seen);
    // One that is being redeemed must be remembered as such.
    return seen.status === "CANCELED" && redemption === undefined
      ? NOT_FOUND
      : { id: domain, inputs, state: found };
  },

  async update(ctx, _id, olds, news) {
    refuseUnchangeable(olds, news);
    return bring(ctx, news, olds);
  },

  /** Forgets, which is nothing where the domain is declared: by the next generation, or under another name. */
  delete(ctx, _id, state) {
    const key = domainThing(ctx.account(state.accountId), state.domain);
    if (ctx.session.ledger.declarers(key).length === 0) ctx.log(farewell(state));
    return Promise.resolve();
  },
});
