/* What is done at Wix. A preview calls none of it, and does not wait until it is loaded. */
import { pickArguments } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, type Lifecycle } from "../../lifecycle/lifecycle";
import { queueOf } from "./apply";
import { bring, goingOnFrom, letGoOf } from "./bring";
import { refusedReplacement } from "./care";
import { FIELDS } from "./fields";
import { soughtBy, takenOver } from "./imported";
import { observed } from "./observe";
import type { DnsZoneRecordsInputs } from "./schema";
import type { DnsZoneRecordsState } from "./state";
import { ZoneChangeFailed } from "./zone-job";

type Verbs = Pick<
  Lifecycle<DnsZoneRecordsInputs, DnsZoneRecordsState>,
  "create" | "read" | "update" | "delete"
>;

const idOf = ({ owner }: Context, { domainName }: DnsZoneRecordsInputs): string =>
  `${domainName}/${owner.name}`;

export const create: Verbs["create"] = async (ctx, inputs, predecessor) => {
  const id = idOf(ctx, inputs);
  // Of an earlier generation nothing else tells what it has in the zone.
  const isSaved = predecessor === undefined;
  const before = predecessor && goingOnFrom(ctx, inputs, predecessor);
  const refusal = before && refusedReplacement(ctx, before, inputs);
  return { id, state: await bring(ctx, id, inputs, before, { isSaved, refusal }) };
};

export const read: Verbs["read"] = async (ctx, id, state) => {
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

export const update: Verbs["update"] = (ctx, id, olds, news) => bring(ctx, id, news, olds, { isSaved: true });

export const end: Verbs["delete"] = async (ctx, _id, state) => {
  try {
    await letGoOf(ctx, state);
  } catch (error) {
    throw error instanceof ZoneChangeFailed ? error.cause : error;
  }
};
