import { describeWrong, PROPAGATION_HOLDS } from "../../domains/propagation";
import type { Context } from "../../lifecycle/context";
import { waitUntil } from "../../core/wait";
import { requestIdOf, type Wix } from "../../wix/client";
import { getConnectedDomain, getSetupInfo, type WireConnectedDomain } from "../../wix/connected-domains";
import { getDnsPropagation } from "../../wix/dns-propagation";
import { previewZone } from "../../wix/dns-zones";
import { describeRequired, namesAll, recordsOf, type RequiredRecord } from "./records";
import type { ConnectedDomainInputs } from "./schema";
import type { Setup } from "./state";

/** Setup info is there at once, or nearly so; ms. */
const SETUP_WITHIN = 5 * 60_000;

/** @returns undefined as long as Wix does not show the domain */
export const setupOf = async (
  wix: Wix,
  inputs: Pick<ConnectedDomainInputs, "domain" | "connectionType" | "accountId">,
): Promise<Setup | undefined> => {
  const { domain, accountId } = inputs;
  const setupInfo = await getSetupInfo(wix, domain, accountId);
  if (setupInfo === undefined) return undefined;
  const zone = namesAll(inputs, setupInfo) ? [] : (await previewZone(wix, domain, accountId)).records;
  return { setupInfo, ...recordsOf(inputs, { setupInfo, zone }) };
};

/** Right after a domain was connected, Wix may not show yet what has to be set at the registrar. */
export const untilSetUp = (ctx: Context, inputs: ConnectedDomainInputs): Promise<Setup> =>
  waitUntil<Setup | undefined, Setup>(ctx, {
    what: `setup info of ${inputs.domain}`,
    probe: () => setupOf(ctx.wix, inputs),
    judge: setup =>
      setup === undefined || setup.requiredRecords.length === 0
        ? { kind: "waiting", status: "not shown yet" }
        : { kind: "settled", value: setup },
    within: SETUP_WITHIN,
    interval: ctx.wix.settings.pollInterval(),
    remediation: "The domain is connected. Run again: the next run goes on from there.",
  });

/** Waits until the world sees the domain. */
export const untilPropagated = async (
  ctx: Context,
  { domain, accountId }: ConnectedDomainInputs,
  requiredRecords: readonly RequiredRecord[],
): Promise<WireConnectedDomain> => {
  const toSet = describeRequired(requiredRecords);
  const look = async () => {
    const seen = await getConnectedDomain(ctx.wix, domain, accountId);
    const failed = seen?.dnsPropagationStatus === "FAILED";
    return { seen, propagation: failed ? await getDnsPropagation(ctx.wix, domain, accountId) : undefined };
  };
  return waitUntil<Awaited<ReturnType<typeof look>>, WireConnectedDomain>(ctx, {
    what: `DNS propagation of ${domain}`,
    probe: look,
    judge: ({ seen, propagation }) =>
      seen?.dnsPropagationStatus === "COMPLETED"
        ? { kind: "settled", value: seen }
        : {
            kind: "waiting",
            status: seen === undefined ? "not shown yet" : (seen.dnsPropagationStatus ?? "unknown"),
            missing: describeWrong(propagation?.wrong ?? []) ?? `To be set at the registrar: ${toSet}`,
          },
    interval: ctx.wix.settings.pollInterval(),
    holds: PROPAGATION_HOLDS,
    remediation: `Set at the registrar: ${toSet}. It can take up to 48 hours to be seen; run again to wait on.`,
    requestId: ({ seen }) => seen && requestIdOf(seen),
  });
};
