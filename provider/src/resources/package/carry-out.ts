import { confirmed } from "../../lifecycle/confirm";
import type { Context } from "../../lifecycle/context";
import { isUnknownOutcome } from "../../wix/errors";
import {
  adjustInstance,
  assignInstance,
  cancelInstance,
  getPackage,
  unassignInstance,
  updateExternalId,
  type WirePackage,
} from "../../wix/packages";
import { changeNotTaken, contradictoryEvidence, externalIdTaken, noPackage } from "./errors";
import { idempotencyKey } from "./identity";
import { lookFor } from "./look";
import { isEnabled } from "./product";
import { untilCancelled, untilEnabled } from "./settled";
import { describeStep, isDue, nextStep, type Goal, type Step } from "./steps";

/** A package under change: where it is, and what is known of it. */
export interface Subject {
  owner: string;
  /** As last seen. */
  seen: WirePackage;
  /** Whether anything may have changed. */
  touched: boolean;
}

const look = async (ctx: Context, { owner, seen }: Subject): Promise<WirePackage> => {
  const found = await getPackage(ctx.wix, seen.id, owner);
  if (found === undefined) throw noPackage(seen.id, owner);
  return found;
};

/** The same step on the same instance in the same state has the same key, so a later return to an old plan has another. */
const keyOf = (step: Step, seen: WirePackage): string =>
  idempotencyKey(
    step,
    seen.id,
    seen.productInstances.find(({ instanceId }) => step.kind !== "rename" && instanceId === step.instanceId),
  );

/** Wix does not mind two packages of one external id; who looks for one later does. */
const refuseTaken = async (ctx: Context, { owner, seen }: Subject, externalId: string): Promise<void> => {
  const { live, denied } = await lookFor(ctx.wix, owner, externalId);
  if (denied.length > 0) throw contradictoryEvidence(externalId, denied, owner);
  const others = live.filter(({ id }) => id !== seen.id);
  if (others.length > 0) throw externalIdTaken(externalId, seen.id, others);
};

const send = (ctx: Context, step: Step, { owner, seen }: Subject): Promise<unknown> => {
  const call = { accountId: owner, idempotencyKey: keyOf(step, seen) };
  switch (step.kind) {
    case "rename":
      return updateExternalId(ctx.wix, seen.id, step.externalId, owner);
    case "adjust":
      return adjustInstance(ctx.wix, step.instanceId, step.to, call);
    case "assign":
      return assignInstance(ctx.wix, step.instanceId, step.siteId, call);
    case "unassign":
      return unassignInstance(ctx.wix, step.instanceId, call);
    case "cancel":
      return cancelInstance(ctx.wix, step.instanceId, call);
  }
};

/** What has to hold before a step may be sent. @returns false where the package was waited for and may look different */
const prepared = async (ctx: Context, step: Step, subject: Subject): Promise<boolean> => {
  if (step.kind === "rename") await refuseTaken(ctx, subject, step.externalId);
  if (step.kind !== "adjust") return true;
  const instance = subject.seen.productInstances.find(({ instanceId }) => instanceId === step.instanceId);
  if (instance !== undefined && isEnabled(instance)) return true;
  // Wix adjusts only what is settled: INCOMPATIBLE_PRODUCT_INSTANCE_STATUS otherwise.
  subject.seen = await untilEnabled(ctx, awaiting(subject, step.instanceId));
  return false;
};

const awaiting = ({ seen, owner }: Subject, instanceId: string) => ({
  packageId: seen.id,
  owner,
  instanceIds: [instanceId],
});

const sendNoting = async (ctx: Context, step: Step, subject: Subject): Promise<void> => {
  try {
    await send(ctx, step, subject);
    subject.touched = true;
  } catch (error) {
    // A move that Wix refuses may leave the instance on no site
    // (docs/wix/resellers.md#a-failed-move-leaves-the-place-unknown).
    subject.touched ||= step.kind === "assign" || isUnknownOutcome(error);
    throw error;
  }
};

const take = async (ctx: Context, step: Step, subject: Subject): Promise<void> => {
  let accepted = false;
  await confirmed<WirePackage, WirePackage>(ctx, {
    write: async () => {
      await sendNoting(ctx, step, subject);
      accepted = true;
    },
    look: async () => (subject.seen = await look(ctx, subject)),
    // An accepted cancellation takes effect in its own time, and is waited for below.
    shown: (seen): seen is WirePackage => (step.kind === "cancel" && accepted) || !isDue(step, seen),
    notShown: (seen, lost) => lost ?? changeNotTaken(describeStep(step), seen),
  });
  if (step.kind === "cancel") subject.seen = await untilCancelled(ctx, awaiting(subject, step.instanceId));
};

/**
 * Takes all steps that are due; the subject tells how far it came.
 * @throws WixError a step was refused; UnknownOutcome its effect did not show in time; Error
 */
export const carryOut = async (ctx: Context, goal: Goal, subject: Subject): Promise<void> => {
  for (let step = nextStep(subject.seen, goal); step; step = nextStep(subject.seen, goal))
    if (await prepared(ctx, step, subject)) await take(ctx, step, subject);
};
