import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { place, refuseDarkness, type Subject } from "../../domains/placement";
import type { Context } from "../../lifecycle/context";
import { InitFailed } from "../../lifecycle/lifecycle";
import { getRegisteredDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { NoLongerRegistered, RegisteredOtherwise, RegistrationCanceled, RegistrationUnknown } from "./errors";
import { FIELDS } from "./fields";
import { isRedeemable, redeemed } from "./redeem";
import { stillAwaited, type Redemption } from "./redemption";
import { register } from "./register";
import type { RegisteredDomainInputs } from "./schema";
import { stateOf, type RegisteredDomainState } from "./state";
import { icannReporter, untilRegistered, untilSeen } from "./waits";

type Start =
  /** @property failed a registration that failed and may be tried again */
  | { kind: "register"; failed: WireRegisteredDomain | undefined }
  /** @property seen undefined: Wix does not show yet what the last run saw it begin */
  | { kind: "wait"; seen: WireRegisteredDomain | undefined };

/**
 * What there is to start from. A failure that the last run does not know of is news, to be told before anything is
 * tried again; a name that was registered and is gone is never bought again by itself.
 */
const findStart = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
): Promise<Start> => {
  const { domain, productInstanceId, accountId } = inputs;
  const seen = await getRegisteredDomain(ctx.wix, domain, accountId);
  const unregistered = olds?.status === undefined || olds.status === "FAILED_REGISTRATION";
  if (seen === undefined) {
    if (unregistered) return { kind: "register", failed: undefined };
    if (olds.status === "PENDING_REGISTRATION") return { kind: "wait", seen };
    throw new NoLongerRegistered(domain);
  }
  if (seen.status === "FAILED_REGISTRATION" && unregistered) return { kind: "register", failed: seen };
  const mayComeBack = olds?.hidden !== undefined || isRedeemable(inputs, seen, ctx.clock.now());
  if (seen.status === "CANCELED" && !mayComeBack) throw new RegistrationCanceled(domain);
  // One that this resource has begun is waited for also where Wix does not name the instance.
  const isBegun = seen.productInstanceId === undefined && olds?.status !== undefined;
  if (seen.productInstanceId !== productInstanceId && !isBegun)
    throw new RegisteredOtherwise(domain, productInstanceId, seen.productInstanceId);
  return { kind: "wait", seen };
};

const subjectOf = (ctx: Context, inputs: RegisteredDomainInputs): Subject => ({
  domain: inputs.domain,
  accountId: inputs.accountId,
  look: () => getRegisteredDomain(ctx.wix, inputs.domain, inputs.accountId),
  untilSeen: inputs.waitFor === "PENDING_REGISTRATION" ? undefined : () => untilSeen(ctx, inputs),
});

/**
 * What holds as long as the domain has not been placed: it is where the last run left it. A registration that went to
 * another product instance than declared is saved with that one, since it stays with it.
 */
const beforePlacing = (
  inputs: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
  seen: WireRegisteredDomain | undefined,
): RegisteredDomainInputs => {
  const { siteId, assignmentType, ...rest } = pickArguments(FIELDS, inputs);
  const placed = olds ?? { siteId, assignmentType };
  return {
    ...rest,
    productInstanceId: seen?.productInstanceId ?? inputs.productInstanceId,
    ...present({ siteId: placed.siteId, assignmentType: placed.assignmentType }),
  };
};

/**
 * Looks, registers where there is nothing yet, redeems what has lapsed where the program says so, waits, and places.
 * @param olds what an earlier run left of the same domain
 * @throws InitFailed once there may be a registration
 */
export const bring = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
): Promise<RegisteredDomainState> => {
  const reportIcann = icannReporter(ctx, inputs.domain);
  const subject = subjectOf(ctx, inputs);
  const start = await findStart(ctx, inputs, olds);
  const failed = start.kind === "register" ? start.failed : undefined;
  if (start.kind === "register") await refuseDarkness(ctx, subject, inputs);
  let seen: WireRegisteredDomain | undefined;
  const onSeen = (look: WireRegisteredDomain): void => {
    seen = look;
    reportIcann(look);
  };
  let sent: Redemption | undefined;
  const redemption = {
    before: olds?.hidden?.redemption,
    note: (noted: Redemption | undefined): void => void (sent = noted),
  };
  const begin = async (): Promise<WireRegisteredDomain | undefined> => {
    if (start.kind === "register") return register(ctx, inputs, failed);
    if (start.seen === undefined) return undefined;
    onSeen(start.seen);
    return redeemed(ctx, inputs, start.seen, redemption);
  };
  try {
    const settled = await untilRegistered(ctx, inputs, { first: await begin(), failed, onSeen });
    await place(ctx, subject, settled, inputs, olds?.siteId);
    return stateOf(inputs, { seen: settled, now: ctx.clock.now() });
  } catch (error) {
    if (seen === undefined && !(error instanceof RegistrationUnknown)) throw error;
    const state = stateOf(beforePlacing(inputs, olds, seen), {
      seen,
      now: ctx.clock.now(),
      redemption: seen && stillAwaited(sent, seen),
    });
    throw new InitFailed(inputs.domain, state, error as Error);
  }
};
