/*
 * The zone of a domain that is being registered. Wix's guide changes its records while the registration is pending, and
 * says nothing of when the zone is there (docs/wix/registered-domains.md#registration-is-asynchronous): so records wait
 * for it where Wix shows such a registration in this account, and fail at once where it shows none.
 */
import { waitUntil, type Verdict } from "../../core/wait";
import type { Zone } from "../../dns/zone";
import type { Context } from "../../lifecycle/context";
import { requestIdOf } from "../../wix/client";
import { isWixError } from "../../wix/errors";
import { getRegisteredDomain, type WireRegisteredDomain } from "../../wix/registered-domains";
import { NoZone, zoneNeverCame } from "./errors";
import { queueOf, type Placed } from "./place";
import { ZoneChangeFailed } from "./zone-job";

/** How long a domain may be registered and still have no zone; ms. */
const PATIENCE = 10 * 60_000;

const REGISTERED = "ACTIVE";
const PENDING = "PENDING_REGISTRATION";
const OVER: readonly string[] = ["FAILED_REGISTRATION", "CANCELED"];

/** Wix hosts no zone of the name, or takes the domain for nobody's of this account yet. */
const isZoneMissing = (error: unknown): boolean =>
  error instanceof NoZone || (isWixError(error) && error.code === "DOMAIN_NOT_PERMITTED");

const isBeforeTheZone = (error: unknown): error is ZoneChangeFailed =>
  error instanceof ZoneChangeFailed && error.unsettled.sent.size === 0 && isZoneMissing(error.cause);

/** @returns undefined also where Wix does not tell: not every key may read registrations */
const registrationStatus = async (
  ctx: Context,
  { domainName, accountId }: Placed,
): Promise<string | undefined> =>
  (await getRegisteredDomain(ctx.wix, domainName, accountId).catch(() => undefined))?.status;

const zoneNow = async (ctx: Context, placed: Placed): Promise<Zone | undefined> => {
  try {
    return await queueOf(ctx, placed).readAnew();
  } catch (error) {
    if (isZoneMissing(error)) return undefined;
    throw error;
  }
};

interface Look {
  zone: Zone | undefined;
  registration: WireRegisteredDomain | undefined;
}

const look = async (ctx: Context, placed: Placed): Promise<Look> => {
  const registration = await getRegisteredDomain(ctx.wix, placed.domainName, placed.accountId);
  return { registration, zone: await zoneNow(ctx, placed) };
};

const untilHosted = async (ctx: Context, placed: Placed): Promise<void> => {
  const { domainName } = placed;
  let registeredSince: number | undefined;
  const judge = ({ zone, registration }: Look): Verdict<Zone> => {
    if (zone !== undefined) return { kind: "settled", value: zone };
    const status = registration?.status ?? "registration not shown";
    if (status === REGISTERED) registeredSince ??= ctx.clock.now();
    const isLate = registeredSince !== undefined && ctx.clock.now() - registeredSince > PATIENCE;
    if (OVER.includes(status) || isLate) return { kind: "failed", error: zoneNeverCame(domainName, status) };
    return {
      kind: "waiting",
      status,
      missing: `Wix hosts no DNS zone ${domainName} yet; it comes with the registration.`,
    };
  };
  await waitUntil<Look, Zone>(ctx, {
    what: `DNS zone ${domainName}`,
    probe: () => look(ctx, placed),
    judge,
    interval: ctx.wix.settings.pollInterval(),
    remediation: "Registrations take up to 48 hours. Nothing was changed: run again to wait on.",
    requestId: ({ registration }) => registration && requestIdOf(registration),
  });
};

/** Waits for a zone where one is to come. @returns whether there may be one now @throws Error where it does not come */
const mayHaveZone = async (ctx: Context, placed: Placed): Promise<boolean> => {
  const status = await registrationStatus(ctx, placed);
  // The registration may have ended between the look at the zone and the one at it.
  if (status === REGISTERED) return (await zoneNow(ctx, placed)) !== undefined;
  if (status === PENDING) await untilHosted(ctx, placed);
  return status === PENDING;
};

/**
 * Changes a zone, which may have to come first.
 * @throws ZoneChangeFailed, also where the zone does not come in time
 */
export const onceHosted = async <Result>(
  ctx: Context,
  placed: Placed,
  change: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await change();
  } catch (error) {
    if (!isBeforeTheZone(error)) throw error;
    const isThere = await mayHaveZone(ctx, placed).catch((reason: unknown) => {
      throw new ZoneChangeFailed(reason as Error, error.unsettled);
    });
    if (!isThere) throw error;
    return change();
  }
};
