/*
 * One redemption of one lapse, whatever happens (docs/wix/registered-domains.md#redeem). The program names the lapse by
 * its date, so an opt-in that stays in the program redeems no later one. The proof is a later expiration date; between
 * the call and the proof nothing that is documented tells a redemption that is under way from none, so:
 *
 *   the domain is lapsed, and the lapse is the declared one; a premium name costs more than others: refused unless declared
 *   the state remembers that it was asked for: it is not sent again, only waited for
 *     the answer was lost     after the longest time that Wix documents, and a day: it did not take place, and is sent again
 *     the answer came         it is never sent again
 *   Wix shows something pending, by whatever word: it is only waited for
 *   Wix refuses              it may be under way, begun by a run that was killed: looked for, then told
 *
 * What cannot be ruled out: a run that is killed between sending and saving, while Wix takes a second call for a domain
 * that it is redeeming, and charges for it.
 */
import { dayOf, isAfter } from "../../core/expiry";
import { pollUntil } from "../../core/poll";
import { waitUntil } from "../../core/wait";
import type { Context } from "../../lifecycle/context";
import { checkAvailability } from "../../wix/domain-search";
import { isUnknownOutcome, isWixError } from "../../wix/errors";
import { getRegisteredDomain, redeemDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { requestIdOf } from "../../wix/client";
import { DomainLapsed, PremiumRedemption, RedemptionNotShown, RedemptionRefused } from "./errors";
import type { Redemption } from "./redemption";
import type { RegisteredDomainInputs } from "./schema";
import { lapseOf } from "./trouble";

const DAY = 24 * 3_600_000;
/** Wix documents up to 7 days. */
const LONGEST = 8 * DAY;

type Accepted = NonNullable<RegisteredDomainInputs["redeem"]>;

/** What the program accepts to pay for this lapse. */
const acceptedFor = ({ redeem }: RegisteredDomainInputs, lapse: string | undefined): Accepted | undefined =>
  redeem !== undefined && lapse !== undefined && dayOf(lapse) === redeem.expired ? redeem : undefined;

/** Whether the program accepts to pay for having it back. */
export const isRedeemable = (
  inputs: RegisteredDomainInputs,
  seen: WireRegisteredDomain,
  now: number,
): boolean => acceptedFor(inputs, lapseOf(seen, now)) !== undefined;

const refuseDearer = async (ctx: Context, domain: string, { priceClass }: Accepted): Promise<void> => {
  if (priceClass === "PREMIUM") return;
  const { premium } = await checkAvailability(ctx.wix, domain);
  if (premium) throw new PremiumRedemption(domain);
};

/** A redemption on its way. */
interface Under {
  inputs: RegisteredDomainInputs;
  accepted: Accepted;
  /** When it expired; ISO 8601. */
  lapse: string;
  /** Is told what the state has to remember. */
  note: (redemption: Redemption | undefined) => void;
}

/** The look, where it shows the proof. */
const proofIn = (seen: WireRegisteredDomain | undefined, lapse: string): WireRegisteredDomain | undefined =>
  isAfter(seen?.expirationDate, lapse) ? seen : undefined;

const lookFor = (ctx: Context, { domain, accountId }: RegisteredDomainInputs) =>
  getRegisteredDomain(ctx.wix, domain, accountId);

/** Of a refusal that speaks of the key, nothing is to be expected. */
const speaksOfTheKey = (status: number): boolean => status === 401 || status === 403;

/** @returns the domain where it shows redeemed already @throws RedemptionRefused */
const send = async (ctx: Context, under: Under): Promise<WireRegisteredDomain | undefined> => {
  const { inputs, accepted, lapse, note } = under;
  const { domain, accountId } = inputs;
  const sent: Redemption = {
    expired: accepted.expired,
    sentAt: new Date(ctx.clock.now()).toISOString(),
  };
  try {
    const answer = await redeemDomain(ctx.wix, domain, accountId);
    note({ ...sent, accepted: true });
    return proofIn(answer, lapse);
  } catch (error) {
    if (isUnknownOutcome(error)) {
      note(sent);
      ctx.log(`the answer to the redemption of ${domain} was lost; looking whether it took place`);
      return undefined;
    }
    if (!isWixError(error)) throw error;
    if (speaksOfTheKey(error.status)) throw new RedemptionRefused(error);
    const interval = ctx.wix.settings.pollInterval();
    const seen = await pollUntil(ctx, {
      look: () => lookFor(ctx, inputs),
      found: look => proofIn(look, lapse) !== undefined,
      margin: 10 * interval,
      interval,
    });
    const proof = proofIn(seen, lapse);
    if (proof !== undefined) return proof;
    throw new RedemptionRefused(error);
  }
};

const untilRedeemed = (ctx: Context, { inputs, lapse }: Under): Promise<WireRegisteredDomain> =>
  waitUntil<WireRegisteredDomain | undefined, WireRegisteredDomain>(ctx, {
    what: `redemption of ${inputs.domain}`,
    probe: () => lookFor(ctx, inputs),
    judge: seen => {
      const proof = proofIn(seen, lapse);
      if (proof !== undefined) return { kind: "settled", value: proof };
      return { kind: "waiting", status: seen === undefined ? "not shown" : `${seen.status}, still expired` };
    },
    interval: ctx.wix.settings.pollInterval(),
    remediation:
      "A redemption takes up to 7 days. It goes on at Wix, and is paid once: run again to wait on, at no cost.",
    requestId: seen => seen && requestIdOf(seen),
  });

/**
 * Has a lapsed domain back where the program accepts to pay for it.
 * @param seen as just looked at
 * @param before what the last run remembers of a redemption
 * @param note is told what this run has to remember
 * @returns the domain, lapsed no longer
 * @throws DomainLapsed where the program names no price for this lapse
 */
export const redeemed = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  seen: WireRegisteredDomain,
  { before, note }: { before: Redemption | undefined; note: Under["note"] },
): Promise<WireRegisteredDomain> => {
  const lapse = lapseOf(seen, ctx.clock.now());
  if (lapse === undefined) return seen;
  const { domain, redeem } = inputs;
  const accepted = acceptedFor(inputs, lapse);
  if (accepted === undefined) throw new DomainLapsed(domain, lapse, redeem?.expired);
  const under: Under = { inputs, accepted, lapse, note };
  const sent = before?.expired === accepted.expired ? before : undefined;
  const isOverdue = sent !== undefined && ctx.clock.now() - Date.parse(sent.sentAt) > LONGEST;
  if (sent !== undefined && (!isOverdue || sent.accepted)) {
    note(sent);
    if (isOverdue) throw new RedemptionNotShown(domain, sent.sentAt);
    return untilRedeemed(ctx, under);
  }
  if (seen.status.startsWith("PENDING")) {
    note(sent);
    return untilRedeemed(ctx, under);
  }
  await refuseDearer(ctx, domain, accepted);
  return (await send(ctx, under)) ?? untilRedeemed(ctx, under);
};
