/* What is changed at Wix. Neither a preview nor a refresh waits until it is loaded. */
import type { Lifecycle } from "../../lifecycle/lifecycle";
import { bring, goingOnFrom, letGoOf } from "./bring";
import { refusedReplacement } from "./care";
import { idOf } from "./place";
import type { DnsZoneRecordsInputs } from "./schema";
import type { DnsZoneRecordsState } from "./state";
import { ZoneChangeFailed } from "./zone-job";

type Verbs = Lifecycle<DnsZoneRecordsInputs, DnsZoneRecordsState>;

export const create: Verbs["create"] = async (ctx, inputs, predecessor) => {
  const id = idOf(ctx, inputs);
  // Of an earlier generation nothing else tells what it has in the zone.
  const isSaved = predecessor === undefined;
  const before = predecessor && goingOnFrom(ctx, inputs, predecessor);
  const refusal = before && refusedReplacement(ctx, before, inputs);
  return { id, state: await bring(ctx, id, inputs, before, { isSaved, refusal }) };
};

export const update: Verbs["update"] = (ctx, id, olds, news) => bring(ctx, id, news, olds, { isSaved: true });

export const end: Verbs["delete"] = async (ctx, _id, state) => {
  try {
    await letGoOf(ctx, state);
  } catch (error) {
    throw error instanceof ZoneChangeFailed ? error.cause : error;
  }
};
