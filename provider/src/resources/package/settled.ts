import type { Context } from "../../lifecycle/context";
import { waitUntil, type Verdict } from "../../core/wait";
import { requestIdOf } from "../../wix/client";
import { getPackage, type PackageInstance, type WirePackage } from "../../wix/packages";
import { instancesInTrouble, isTrouble } from "./errors";
import { isEnabled } from "./product";

/** Instances of one package, to be waited for. */
export interface Awaited {
  packageId: string;
  owner: string;
  instanceIds: readonly string[];
  /** Is told of every look. */
  seen?: (found: WirePackage) => void;
}

const waitingFor = (instances: readonly PackageInstance[]): string => {
  const counts = new Map<string, number>();
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  if (instances.length === 1) return instances[0]?.status ?? "";
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
};

const wanted = (found: WirePackage, ids: readonly string[]): PackageInstance[] =>
  found.productInstances.filter(({ instanceId }) => ids.includes(instanceId));

/** @returns undefined where all are usable */
export const describeUnsettled = (
  packageId: string,
  instances: readonly PackageInstance[],
): string | undefined =>
  instances.every(isEnabled)
    ? undefined
    : `package ${packageId} had not settled when it was last seen: ${waitingFor(instances)}. The update looks again, and waits.`;

type Judge = (instances: PackageInstance[], found: WirePackage) => Verdict<WirePackage> | undefined;

const until = (ctx: Context, what: string, remediation: string, awaited: Awaited, judge: Judge) =>
  waitUntil(ctx, {
    what,
    remediation,
    interval: ctx.wix.settings.pollInterval(),
    probe: () => getPackage(ctx.wix, awaited.packageId, awaited.owner),
    requestId: found => found && requestIdOf(found),
    judge: (found): Verdict<WirePackage> => {
      // Right after a purchase it may not be there yet.
      if (found === undefined) return { kind: "waiting", status: "not to be seen" };
      awaited.seen?.(found);
      const instances = wanted(found, awaited.instanceIds);
      return judge(instances, found) ?? { kind: "waiting", status: waitingFor(instances) };
    },
  });

/**
 * Waits until all are usable.
 * @throws Error as soon as one is failed, cancelled or awaits an action; WaitTimeout
 */
export const untilEnabled = (ctx: Context, awaited: Awaited): Promise<WirePackage> =>
  until(
    ctx,
    `package ${awaited.packageId}`,
    "Nothing is lost: run again to wait on.",
    awaited,
    (instances, found) => {
      const troubled = instances.filter(isTrouble);
      if (troubled.length > 0)
        return { kind: "failed", error: instancesInTrouble(awaited.packageId, troubled) };
      const missing = instances.length < awaited.instanceIds.length;
      return !missing && instances.every(isEnabled) ? { kind: "settled", value: found } : undefined;
    },
  );

/** Whether there is nothing left to cancel. A failed instance never was available. */
export const isOver = ({ status }: PackageInstance): boolean => status === "CANCELED" || status === "FAILED";

/** Waits until all are cancelled: published answers to a cancellation still say `PENDING`. @throws WaitTimeout */
export const untilCancelled = (ctx: Context, awaited: Awaited): Promise<WirePackage> =>
  until(
    ctx,
    `cancellation of package ${awaited.packageId}`,
    "Run again: what is cancelled already is not cancelled twice.",
    awaited,
    (instances, found) => (instances.every(isOver) ? { kind: "settled", value: found } : undefined),
  );
