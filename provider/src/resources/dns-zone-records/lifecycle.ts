import { differenceOf, pickArguments } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { queueOf } from "./apply";
import { bring, letGoOf } from "./bring";
import { careForChange, refusedReplacement } from "./care";
import { FIELDS } from "./fields";
import { soughtBy, takenOver } from "./imported";
import { observed } from "./observe";
import { judge } from "./judge";
import { SHAPE, type DnsZoneRecordsInputs } from "./schema";
import { revive, type DnsZoneRecordsState } from "./state";
import { claims, holdings } from "./things";
import { ZoneChangeFailed } from "./zone-job";

export type { DnsZoneRecordsState };

/** Changes of a zone are synchronous at Wix; this leaves room for throttling and for a service in trouble; ms. */
const TIMEOUT = 5 * 60_000;

const idOf = ({ owner }: Context, { domainName }: DnsZoneRecordsInputs): string =>
  `${domainName}/${owner.name}`;

/** Record sets of a zone that Wix hosts (docs/wix/dns.md). */
export const dnsZoneRecords = resource<typeof SHAPE, DnsZoneRecordsState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  form: 3,
  revive,
  inherits: true,
  judge,
  claims,
  holdings,

  diff(olds, news, environment) {
    const difference = differenceOf(FIELDS, olds, news);
    return environment === undefined
      ? difference
      : { ...difference, lines: careForChange(olds, news, environment) };
  },

  async create(ctx, inputs, predecessor) {
    const id = idOf(ctx, inputs);
    // Of an earlier generation nothing else tells what it has in the zone.
    const isSaved = predecessor === undefined;
    const refusal = predecessor && refusedReplacement(ctx, predecessor.state, inputs);
    return { id, state: await bring(ctx, id, inputs, predecessor?.state, { isSaved, refusal }) };
  },

  async read(ctx, id, state) {
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
  },

  update: (ctx, id, olds, news) => bring(ctx, id, news, olds, { isSaved: true }),

  async delete(ctx, _id, state) {
    try {
      await letGoOf(ctx, state);
    } catch (error) {
      throw error instanceof ZoneChangeFailed ? error.cause : error;
    }
  },
});
