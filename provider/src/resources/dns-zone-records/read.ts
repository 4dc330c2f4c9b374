/* What is looked at at Wix. A preview does not wait until it is loaded. */
import { pickArguments } from "../../core/fields";
import { NOT_FOUND, type Lifecycle } from "../../lifecycle/lifecycle";
import { FIELDS } from "./fields";
import { soughtBy, takenOver } from "./imported";
import { observed } from "./observe";
import { idOf, queueOf } from "./place";
import type { DnsZoneRecordsInputs } from "./schema";
import type { DnsZoneRecordsState } from "./state";

type Read = Lifecycle<DnsZoneRecordsInputs, DnsZoneRecordsState>["read"];

export const read: Read = async (ctx, id, state) => {
  const isKnown = state.records !== undefined;
  const sought = isKnown ? { domainName: state.domainName ?? "" } : soughtBy(id);
  const zone = await queueOf(ctx, { ...state, ...sought }).read();
  if (zone === undefined) return NOT_FOUND;
  const seen = isKnown
    ? observed(zone, state as DnsZoneRecordsState)
    : takenOver(zone, sought, state.accountId, ctx.clock.now());
  return {
    ...(!isKnown && { id: idOf(ctx, seen) }),
    state: seen,
    inputs: pickArguments<DnsZoneRecordsInputs>(FIELDS, seen),
  };
};
