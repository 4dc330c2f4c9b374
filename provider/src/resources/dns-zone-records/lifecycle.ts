import { differenceOf } from "../../core/fields";
import { resource } from "../../lifecycle/resource";
import { careForChange } from "./care";
import { FIELDS } from "./fields";
import { judge } from "./judge";
import { SHAPE } from "./schema";
import { revive, type DnsZoneRecordsState } from "./state";
import { claims, holdings } from "./things";

export type { DnsZoneRecordsState };

/** Changes of a zone are synchronous at Wix; this leaves room for throttling and for a service in trouble; ms. */
const TIMEOUT = 5 * 60_000;

/** Loaded when something is done at Wix. */
const verbs = () => import("./verbs.js");

/** Record sets of a zone that Wix hosts (docs/wix/dns.md). */
export const dnsZoneRecords = resource<typeof SHAPE, DnsZoneRecordsState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  form: 2,
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

  create: async (ctx, inputs, predecessor) => (await verbs()).create(ctx, inputs, predecessor),
  read: async (ctx, id, state) => (await verbs()).read(ctx, id, state),
  update: async (ctx, id, olds, news) => (await verbs()).update(ctx, id, olds, news),
  delete: async (ctx, id, state) => (await verbs()).end(ctx, id, state),
});
