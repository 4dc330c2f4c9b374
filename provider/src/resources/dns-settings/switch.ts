/*
 * DNSSEC of a zone, turned on or off. The flag goes in a PATCH of its own, through the queue of the zone: Wix has no
 * revision to hold a concurrent writer off (docs/wix/dns.md#zones-have-no-revision).
 */
import { pollUntil } from "../../core/poll";
import { repeated } from "../../domains/repeat";
import type { Context } from "../../lifecycle/context";
import { getZone, setDnssec, type WireZone } from "../../wix/dns-zones";
import { zoneQueue } from "../dns-zone-records/zone-queue";
import { isUnknownOutcome } from "../../wix/errors";
import { NoZone, notSwitched, PerhapsSwitched } from "./errors";
import type { DnsSettingsInputs } from "./schema";

/** How often the flag is sent. */
const ROUNDS = 3;
/** How long the key may take to show once DNSSEC is on, in poll intervals; by then a later refresh shows it. */
const KEY_INTERVALS = 10;

export type Place = Pick<DnsSettingsInputs, "domainName" | "accountId">;

export const lookAt = (ctx: Context, { domainName, accountId }: Place): Promise<WireZone | undefined> =>
  getZone(ctx.wix, domainName, accountId);

/** @throws NoZone */
export const zoneAt = async (ctx: Context, place: Place): Promise<WireZone> => {
  const zone = await lookAt(ctx, place);
  if (zone === undefined) throw new NoZone(place.domainName);
  return zone;
};

/** Says what a person has to do, since nobody here knows what the registrar has. */
const warn = (ctx: Context, { domainName }: Place, { dnssecInfo }: WireZone): void => {
  const key = dnssecInfo?.keyTag === undefined ? "" : ` (key tag ${dnssecInfo.keyTag})`;
  ctx.log(
    `DNSSEC of ${domainName} is being turned off. While its registrar still has the DS record${key}, or resolvers ` +
      "remember it, the domain does not resolve: take the DS record out there at once, if that was not done a day before",
  );
};

/** The zone once it shows the key, or without where that takes long. */
const withKey = async (ctx: Context, place: Place, seen: WireZone): Promise<WireZone> => {
  if (!seen.dnssecEnabled || seen.dnssecInfo !== undefined) return seen;
  const interval = ctx.wix.settings.pollInterval();
  const shown = await pollUntil(ctx, {
    look: () => lookAt(ctx, place),
    found: zone => zone?.dnssecInfo !== undefined,
    margin: KEY_INTERVALS * interval,
    interval,
  });
  return shown ?? seen;
};

/**
 * Brings the flag to what is wanted; sends nothing where it is.
 * @param zone as it was just seen
 * @returns the zone that shows it
 * @throws PerhapsSwitched where the flag was sent, and it is not known what came of it
 */
export const switched = async (
  ctx: Context,
  place: Place,
  zone: WireZone,
  wanted: boolean,
): Promise<WireZone> => {
  if (zone.dnssecEnabled === wanted) return withKey(ctx, place, zone);
  const { domainName, accountId } = place;
  if (!wanted) warn(ctx, place, zone);
  const queue = zoneQueue(ctx, ctx.account(accountId), domainName);
  const sent: boolean[] = [];
  const send = async (): Promise<void> => {
    try {
      await queue.apart(() => setDnssec(ctx.wix, domainName, accountId, wanted));
      sent.push(true);
    } catch (error) {
      sent.push(isUnknownOutcome(error));
      throw error;
    }
  };
  const request = {
    write: send,
    look: () => lookAt(ctx, place),
    shown: (seen: WireZone | undefined): seen is WireZone => seen?.dnssecEnabled === wanted,
    notShown: (_seen: unknown, lost: Error | undefined) => notSwitched(domainName, wanted, lost),
  };
  try {
    return await withKey(ctx, place, await repeated(ctx, request, ROUNDS));
  } catch (error) {
    throw sent.includes(true) ? new PerhapsSwitched(error as Error) : error;
  }
};
