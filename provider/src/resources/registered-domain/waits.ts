import { formatMoment } from "../../core/duration";
import type { Context } from "../../lifecycle/context";
import { canonicalName } from "../../dns/names";
import { sayOnce } from "../../lifecycle/say-once";
import { waitUntil, type Verdict } from "../../core/wait";
import { requestIdOf } from "../../wix/client";
import { getRegisteredDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { IcannExpired, RegistrationCanceled, registrationFailed, registeredWrongly } from "./errors";
import { maskedEmail } from "./privacy";
import { isNews } from "./register";
import type { RegisteredDomainInputs } from "./schema";
import { failureOf } from "./state";

/** What ICANN waits for; a line without e-mail addresses in the clear. Undefined: for nothing. */
export const icannLine = (domain: string, seen: WireRegisteredDomain): string | undefined => {
  if (seen.icannConfirmationStatus !== "PENDING") return undefined;
  const by = seen.notConfirmedBy.map(maskedEmail).join(", ");
  const until = seen.icannDeadline === undefined ? "" : ` until ${formatMoment(seen.icannDeadline)}`;
  return (
    `ICANN waits for the contacts of ${domain} to be confirmed${by === "" ? "" : ` by ${by}`}${until}; otherwise the ` +
    "domain goes inactive. Have them confirm"
  );
};

/** Says what ICANN waits for, once in a run. */
export const icannReporter =
  (ctx: Context, domain: string) =>
  (seen: WireRegisteredDomain): void => {
    const line = icannLine(domain, seen);
    if (line !== undefined) sayOnce(ctx.session, line, text => ctx.log(text));
  };

/** Whether Wix shows a registration of something else. What it does not name contradicts nothing. */
const contradicts = (
  { domain, productInstanceId }: RegisteredDomainInputs,
  seen: WireRegisteredDomain,
): boolean =>
  (seen.domain !== undefined && canonicalName(seen.domain) !== domain) ||
  (seen.productInstanceId !== undefined && seen.productInstanceId !== productInstanceId);

const judgeLook = (
  inputs: RegisteredDomainInputs,
  seen: WireRegisteredDomain | undefined,
  before: WireRegisteredDomain | undefined,
): Verdict<WireRegisteredDomain> => {
  const { domain, productInstanceId, contacts, waitFor = "ACTIVE" } = inputs;
  if (!isNews(seen, before)) return { kind: "waiting", status: "not shown yet" };
  if (contradicts(inputs, seen))
    return { kind: "failed", error: registeredWrongly(domain, productInstanceId, seen) };
  switch (seen.status) {
    case "ACTIVE":
      // Final, and inactive: waiting does not change it (docs/wix/registered-domains.md#statuses-of-a-registered-domain).
      return seen.icannConfirmationStatus === "EXPIRED"
        ? { kind: "failed", error: new IcannExpired(domain, seen.notConfirmedBy) }
        : { kind: "settled", value: seen };
    case "FAILED_REGISTRATION":
      return { kind: "failed", error: registrationFailed(domain, failureOf(seen, contacts)) };
    case "CANCELED":
      return { kind: "failed", error: new RegistrationCanceled(domain) };
    default:
      return seen.status === waitFor
        ? { kind: "settled", value: seen }
        : { kind: "waiting", status: seen.status };
  }
};

export interface RegistrationWait {
  /** The registration as just seen; undefined: not seen yet. */
  first: WireRegisteredDomain | undefined;
  /** A failed registration of the same name, from before this one. */
  failed: WireRegisteredDomain | undefined;
  /** Gets every look that shows the registration. */
  onSeen: (seen: WireRegisteredDomain) => void;
}

/** Waits until the registration is as far as `waitFor` asks. */
export const untilRegistered = (
  ctx: Context,
  inputs: RegisteredDomainInputs,
  { first, failed, onSeen }: RegistrationWait,
): Promise<WireRegisteredDomain> => {
  let next = first;
  return waitUntil<WireRegisteredDomain | undefined, WireRegisteredDomain>(ctx, {
    what: `registration of ${inputs.domain}`,
    probe: async () => {
      const seen = next ?? (await getRegisteredDomain(ctx.wix, inputs.domain, inputs.accountId));
      next = undefined;
      if (isNews(seen, failed)) onSeen(seen);
      return seen;
    },
    judge: seen => judgeLook(inputs, seen, failed),
    interval: ctx.wix.settings.pollInterval(),
    remediation:
      "Registrations take up to 48 hours. It goes on at Wix, and is paid once: run again to wait on, at no cost.",
    requestId: seen => seen && requestIdOf(seen),
  });
};

/** Waits until the world sees a registered domain. */
export const untilSeen = async (
  ctx: Context,
  { domain, accountId }: RegisteredDomainInputs,
): Promise<void> => {
  await waitUntil<WireRegisteredDomain | undefined, true>(ctx, {
    what: `DNS propagation of ${domain}`,
    probe: () => getRegisteredDomain(ctx.wix, domain, accountId),
    judge: seen =>
      seen?.dnsPropagationStatus === "COMPLETED"
        ? { kind: "settled", value: true }
        : { kind: "waiting", status: seen?.dnsPropagationStatus ?? "not shown yet" },
    interval: ctx.wix.settings.pollInterval(),
    remediation: `${domain} is registered and becomes primary of its site once the world sees it: run again.`,
    requestId: seen => seen && requestIdOf(seen),
  });
};
