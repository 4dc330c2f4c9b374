import { differenceOf } from "../../core/fields";
import { once } from "../../core/once";
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

/** Loaded when something is looked at, and when something is changed, at Wix. */
const reading = once(() => import("./read.js"));
const writing = once(() => import("./write.js"));

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

  create: async (ctx, inputs, predecessor) => (await writing()).create(ctx, inputs, predecessor),
  read: async (ctx, id, state) => (await reading()).read(ctx, id, state),
  update: async (ctx, id, olds, news) => (await writing()).update(ctx, id, olds, news),
  delete: async (ctx, id, state) => (await writing()).end(ctx, id, state),
});
