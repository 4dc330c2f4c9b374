import { isDeepStrictEqual as equal } from "node:util";
import { pickArguments } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { InitFailed, type Predecessor } from "../../lifecycle/lifecycle";
import { applied, type Wanted } from "./apply";
import { NoZone } from "./errors";
import { FIELDS } from "./fields";
import { placeOf } from "./place";
import { salvaged } from "./salvage";
import type { DnsZoneRecordsInputs } from "./schema";
import { stateOf, type DnsZoneRecordsState } from "./state";
import { onceHosted } from "./zone-awaited";
import { ZoneChangeFailed, type Unsettled } from "./zone-job";

/**
 * Lets go of all that a state knows, as its `onDestroy` says; a zone that is gone has nothing left of it.
 * @param isLast whether the state is of an earlier generation in another zone, which no refresh looks at: what was
 *   changed there meanwhile stays
 * @throws ZoneChangeFailed
 */
export const letGoOf = async (ctx: Context, state: DnsZoneRecordsState, isLast = false): Promise<void> => {
  const inputs = { ...pickArguments<DnsZoneRecordsInputs>(FIELDS, state), records: {} };
  try {
    await applied(ctx, { inputs, olds: state, except: undefined, isLast });
  } catch (error) {
    if (!(error instanceof ZoneChangeFailed && error.cause instanceof NoZone)) throw error;
  }
  if (state.hidden?.earlier) await letGoOf(ctx, state.hidden.earlier, true);
};

/** What a replacement goes on from: of what is retained, only what it declares itself, so that all else stays. */
export const goingOnFrom = (
  ctx: Context,
  inputs: DnsZoneRecordsInputs,
  { state, retained }: Predecessor<DnsZoneRecordsState>,
): DnsZoneRecordsState | undefined => {
  if (retained !== true) return state;
  if (!equal(placeOf(ctx, state), placeOf(ctx, inputs))) return undefined;
  const records = Object.fromEntries(Object.entries(state.records).filter(([key]) => key in inputs.records));
  return { ...state, records };
};

/** What a resource begins with: itself as it was in this zone, and what it has left in another. */
interface Before {
  olds: DnsZoneRecordsState | undefined;
  earlier: DnsZoneRecordsState | undefined;
}

const beforeOf = (
  ctx: Context,
  inputs: DnsZoneRecordsInputs,
  before: DnsZoneRecordsState | undefined,
): Before =>
  before !== undefined && equal(placeOf(ctx, before), placeOf(ctx, inputs))
    ? { olds: before, earlier: before.hidden?.earlier }
    : { olds: undefined, earlier: before };

const withEarlier = (
  state: DnsZoneRecordsState,
  earlier: DnsZoneRecordsState | undefined,
): DnsZoneRecordsState => stateOf(state, { ...state.hidden, ...(earlier && { earlier }) });

/** Saves what may stand in the zone, so that the next run goes on from there. */
const initFailed = (id: string, wanted: Wanted, { earlier }: Before, failed: ZoneChangeFailed): Error =>
  new InitFailed(id, withEarlier(salvaged(wanted, failed.unsettled), earlier), failed.cause);

/** Nothing was sent. */
const UNTOUCHED: Unsettled = { memory: {}, sent: new Set(), written: new Set(), zone: undefined };

/** How a resource is brought about. */
interface How {
  /** Whether it stays saved as it was where this fails before anything was sent. */
  isSaved: boolean;
  /** Why nothing may be sent. */
  refusal?: Error | undefined;
}

/**
 * Brings the zone to what is declared, and then lets go of what the resource has left in another zone.
 * @param before the resource as it was
 * @throws InitFailed
 */
export const bring = async (
  ctx: Context,
  id: string,
  inputs: DnsZoneRecordsInputs,
  before: DnsZoneRecordsState | undefined,
  { isSaved, refusal }: How,
): Promise<DnsZoneRecordsState> => {
  const start = beforeOf(ctx, inputs, before);
  const wanted = { inputs, olds: start.olds, except: ctx.owner };
  if (refusal !== undefined) throw initFailed(id, wanted, start, new ZoneChangeFailed(refusal, UNTOUCHED));
  const state = await onceHosted(ctx, inputs, () => applied(ctx, wanted)).catch((error: unknown) => {
    if (!(error instanceof ZoneChangeFailed)) throw error;
    if (isSaved && error.unsettled.sent.size === 0) throw error.cause;
    throw initFailed(id, wanted, start, error);
  });
  if (start.earlier === undefined) return state;
  try {
    await letGoOf(ctx, start.earlier, true);
    return state;
  } catch (error) {
    if (!(error instanceof ZoneChangeFailed)) throw error;
    throw new InitFailed(id, withEarlier(state, start.earlier), error.cause);
  }
};
