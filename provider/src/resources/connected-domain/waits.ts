import { isAborted } from "../../core/aborted";
import { describeWrong, PROPAGATION_HOLDS } from "../../domains/propagation";
import { askTheWorld, describeWorld, type Answered } from "../../domains/world";
import type { Context } from "../../lifecycle/context";
import { waitUntil } from "../../core/wait";
import { requestIdOf, type Wix } from "../../wix/client";
import { getConnectedDomain, getSetupInfo, type WireConnectedDomain } from "../../wix/connected-domains";
import { getDnsPropagation, type WrongRecord } from "../../wix/dns-propagation";
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

/** What Wix and the world see of a domain. */
interface Look {
  seen: WireConnectedDomain | undefined;
  /** Where Wix has found something wrong. */
  wrong: readonly WrongRecord[];
  /** What resolvers answer, where any is asked. */
  answers: readonly Answered[];
}

/** Only asked for the message, so a refusal is none of the wait's. */
const wrongRecords = async (
  ctx: Context,
  { domain, accountId }: ConnectedDomainInputs,
): Promise<readonly WrongRecord[]> => {
  try {
    return (await getDnsPropagation(ctx.wix, domain, accountId))?.wrong ?? [];
  } catch (error) {
    if (isAborted(error)) throw error;
    return [];
  }
};

const lookAround = async (
  ctx: Context,
  inputs: ConnectedDomainInputs,
  required: readonly RequiredRecord[],
): Promise<Look> => {
  const seen = await getConnectedDomain(ctx.wix, inputs.domain, inputs.accountId);
  const status = seen?.dnsPropagationStatus;
  if (status === "COMPLETED") return { seen, wrong: [], answers: [] };
  const [wrong, answers] = await Promise.all([
    status === "FAILED" ? wrongRecords(ctx, inputs) : [],
    askTheWorld(ctx.wix.settings.dnsResolvers(), required),
  ]);
  return { seen, wrong, answers };
};

/** What has to happen next, and who has to do it. */
const missingIn = ({ wrong, answers }: Look, required: readonly RequiredRecord[]): string => {
  const lastSeen = describeWrong(wrong);
  const world = describeWorld(required, answers);
  if (world === undefined) return lastSeen ?? `To be set at the registrar: ${describeRequired(required)}`;
  return lastSeen === undefined ? world : `${world}\n  What Wix saw last: ${lastSeen}`;
};

/**
 * Waits until Wix says that the world sees the domain, by the call that Wix's flows name: Get Connected Domain.
 */
export const untilPropagated = (
  ctx: Context,
  inputs: ConnectedDomainInputs,
  requiredRecords: readonly RequiredRecord[],
): Promise<WireConnectedDomain> =>
  waitUntil<Look, WireConnectedDomain>(ctx, {
    what: `DNS propagation of ${inputs.domain}`,
    probe: () => lookAround(ctx, inputs, requiredRecords),
    judge: look =>
      look.seen?.dnsPropagationStatus === "COMPLETED"
        ? { kind: "settled", value: look.seen }
        : {
            kind: "waiting",
            status: look.seen === undefined ? "not shown yet" : (look.seen.dnsPropagationStatus ?? "unknown"),
            missing: missingIn(look, requiredRecords),
          },
    interval: ctx.wix.settings.pollInterval(),
    holds: PROPAGATION_HOLDS,
    remediation:
      `Set at the registrar: ${describeRequired(requiredRecords)}. It can take up to 48 hours to be seen; run again ` +
      "to wait on.",
    requestId: ({ seen }) => seen && requestIdOf(seen),
  });
