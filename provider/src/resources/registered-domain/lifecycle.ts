import { place, type Subject } from "../../domains/placement";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, InitFailed, type Lifecycle } from "../../lifecycle/lifecycle";
import { getRegisteredDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { diff, refuseUnchangeable } from "./changes";
import { NoLongerRegistered, RegisteredOtherwise, RegistrationCanceled, RegistrationUnknown } from "./errors";
import { register } from "./register";
import { check, type RegisteredDomainInputs } from "./schema";
import { inputsFound, stateOf, type RegisteredDomainState } from "./state";
import { icannReporter, untilRegistered, untilSeen } from "./waits";

/** Wix documents up to 48 hours for a registration; ms. */
const DEFAULT_TIMEOUT = 49 * 3_600_000;

type Start =
  /** @property failed a registration that failed and may be tried again */
  | { kind: "register"; failed: WireRegisteredDomain | undefined }
  /** @property seen undefined: Wix does not show yet what the last run saw it begin */
  | { kind: "wait"; seen: WireRegisteredDomain | undefined };

/**
 * What there is to start from. A failure that the last run does not know of is news, to be told before anything is
 * tried again; a name that was registered and is gone is never bought again by itself.
 */
const startFrom = async (
  ctx: Context,
  { domain, productInstanceId, accountId }: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
): Promise<Start> => {
  const seen = await getRegisteredDomain(ctx.wix, domain, accountId);
  const unregistered = olds?.status === undefined || olds.status === "FAILED_REGISTRATION";
  if (seen === undefined) {
    if (unregistered) return { kind: "register", failed: undefined };
    if (olds.status === "PENDING_REGISTRATION") return { kind: "wait", seen };
    throw new NoLongerRegistered(domain);
  }
  if (seen.status === "FAILED_REGISTRATION" && unregistered) return { kind: "register", failed: seen };
  if (seen.status === "CANCELED") throw new RegistrationCanceled(domain);
  if (seen.productInstanceId !== productInstanceId)
    throw new RegisteredOtherwise(domain, productInstanceId, seen.productInstanceId);
  return { kind: "wait", seen };
};

const subjectOf = (ctx: Context, inputs: RegisteredDomainInputs, left: () => number): Subject => ({
  domain: inputs.domain,
  accountId: inputs.accountId,
  look: () => getRegisteredDomain(ctx.wix, inputs.domain, inputs.accountId),
  untilSeen: inputs.waitFor === "PENDING_REGISTRATION" ? undefined : () => untilSeen(ctx, inputs, left()),
});

/** What holds as long as the domain has not been placed: it is where the last run left it. */
const beforePlacing = (
  inputs: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
): RegisteredDomainInputs => {
  if (olds === undefined) return inputs;
  const { siteId: _siteId, assignmentType: _assignmentType, ...rest } = inputs;
  return {
    ...rest,
    ...(olds.siteId !== undefined && { siteId: olds.siteId }),
    ...(olds.assignmentType !== undefined && { assignmentType: olds.assignmentType }),
  };
};

/** Looks, registers where there is nothing yet, waits, and places. @throws InitFailed once there may be a registration */
const brought = async (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  olds: RegisteredDomainState | undefined,
): Promise<RegisteredDomainState> => {
  const deadline = ctx.clock.now() + (ctx.timeout ?? DEFAULT_TIMEOUT);
  const left = () => Math.max(0, deadline - ctx.clock.now());
  const reportIcann = icannReporter(ctx, inputs.domain);
  const start = await startFrom(ctx, inputs, olds);
  const failed = start.kind === "register" ? start.failed : undefined;
  let seen: WireRegisteredDomain | undefined;
  const onSeen = (look: WireRegisteredDomain) => {
    seen = look;
    reportIcann(look);
  };
  try {
    const first = start.kind === "wait" ? start.seen : await register(ctx, inputs, failed, left());
    const settled = await untilRegistered(ctx, inputs, { first, failed, onSeen, timeout: left() });
    await place(ctx, subjectOf(ctx, inputs, left), settled, inputs, olds?.siteId);
    return stateOf(inputs, settled);
  } catch (error) {
    if (seen === undefined && !(error instanceof RegistrationUnknown)) throw error;
    throw new InitFailed(inputs.domain, stateOf(beforePlacing(inputs, olds), seen), error as Error);
  }
};

const farewell = ({ domain, status, expirationDate }: RegisteredDomainState): string => {
  if (status === undefined || status === "FAILED_REGISTRATION")
    return `${domain} is forgotten; no registration of it is known to stand`;
  const until = expirationDate === undefined ? "" : ` until ${expirationDate}`;
  return `${domain} is forgotten, and stays registered at Wix${until}: a registration cannot be deleted`;
};

export const registeredDomain: Lifecycle<RegisteredDomainInputs, RegisteredDomainState> = {
  check,
  diff,

  async create(ctx, inputs) {
    return { id: inputs.domain, state: await brought(ctx, inputs, undefined) };
  },

  async read(ctx, id, state) {
    const seen = await getRegisteredDomain(ctx.wix, id, state.accountId);
    if (seen === undefined || seen.status === "CANCELED") return NOT_FOUND;
    const inputs = inputsFound(id, seen, state);
    return { inputs, state: stateOf(inputs, seen) };
  },

  async update(ctx, _id, olds, news) {
    refuseUnchangeable(olds, news);
    return brought(ctx, news, olds);
  },

  delete(ctx, _id, state) {
    ctx.log(farewell(state));
    return Promise.resolve();
  },
};
