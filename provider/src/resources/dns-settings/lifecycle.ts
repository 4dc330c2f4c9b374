import { pickArguments } from "../../core/fields";
import { describeOwner, sameOwner } from "../../core/ownership";
import { present } from "../../core/present";
import { domainName as nameIn } from "../../domains/names";
import type { Context } from "../../lifecycle/context";
import { InitFailed, NOT_FOUND, type Saved } from "../../lifecycle/lifecycle";
import { resource } from "../../lifecycle/resource";
import { dnssecThing } from "../../lifecycle/things";
import type { DnssecInfo, WireZone } from "../../wix/dns-zones";
import { PerhapsSwitched, switchedByOthers } from "./errors";
import { FIELDS } from "./fields";
import { claims, judge, SHAPE, type DnsSettingsInputs } from "./schema";
import { lookAt, switched, zoneAt } from "./switch";

/** Changes of a zone are synchronous at Wix (docs/wix/dns.md); room for throttling and for a service in trouble; ms. */
const TIMEOUT = 5 * 60_000;

export interface DnsSettingsState extends DnsSettingsInputs {
  dnssecInfo?: DnssecInfo;
  hidden: {
    /** Whether DNSSEC was on when the zone was first declared here. */
    found: boolean;
    /** The flag was sent, and nobody has seen it: it counts as possibly ours. */
    unsettled?: true;
  };
}

const stateOf = (
  inputs: DnsSettingsInputs,
  { dnssecInfo }: Pick<WireZone, "dnssecInfo">,
  hidden: DnsSettingsState["hidden"],
): DnsSettingsState => ({
  ...pickArguments<DnsSettingsInputs>(FIELDS, inputs),
  ...present({ dnssecInfo }),
  hidden,
});

/** Brings the zone to what is declared. @throws InitFailed where the flag may have been changed */
const bring = async (
  ctx: Context,
  inputs: DnsSettingsInputs,
  zone: WireZone,
  found: boolean,
): Promise<DnsSettingsState> => {
  try {
    return stateOf(inputs, await switched(ctx, inputs, zone, inputs.dnssecEnabled), { found });
  } catch (error) {
    if (!(error instanceof PerhapsSwitched)) throw error;
    const state = stateOf(inputs, { dnssecInfo: undefined }, { found, unsettled: true });
    throw new InitFailed(inputs.domainName, state, error.cause);
  }
};

/** What was found goes along with a replacement. */
const foundBefore = (
  { domainName }: DnsSettingsInputs,
  predecessor: Saved<DnsSettingsState> | undefined,
): boolean | undefined =>
  predecessor?.state.domainName === domainName ? predecessor.state.hidden.found : undefined;

const onOrOff = (enabled: boolean): string => (enabled ? "on" : "off");

/** Leaves the zone as it was found. What somebody else has changed since stays. */
const restore = async (ctx: Context, state: DnsSettingsState): Promise<void> => {
  const { domainName, dnssecEnabled, hidden } = state;
  const zone = await lookAt(ctx, state);
  if (zone === undefined || zone.dnssecEnabled === hidden.found) return;
  if (zone.dnssecEnabled !== dnssecEnabled && hidden.unsettled !== true) return;
  await switched(ctx, state, zone, hidden.found);
  ctx.log(`DNSSEC of ${domainName} is ${onOrOff(hidden.found)}, as it was found`);
};

/** DNSSEC of a zone that Wix hosts (docs/wix/dns.md#dnssec); the id is the zone's name. */
export const dnsSettings = resource<typeof SHAPE, DnsSettingsState>(FIELDS, SHAPE, {
  timeouts: { create: TIMEOUT },
  judge,
  claims,
  holdings: ({ domainName, accountId, hidden: { found } }, account) => [
    { key: dnssecThing(account(accountId), domainName), detail: { found } },
  ],

  async create(ctx, inputs, predecessor) {
    const zone = await zoneAt(ctx, inputs);
    const found = foundBefore(inputs, predecessor) ?? zone.dnssecEnabled;
    return { id: inputs.domainName, state: await bring(ctx, inputs, zone, found) };
  },

  async read(ctx, id, state) {
    const { onDestroy, accountId, hidden } = state as Partial<DnsSettingsState>;
    const name = state.domainName ?? nameIn(id);
    const zone = await lookAt(ctx, { domainName: name, ...present({ accountId }) });
    if (zone === undefined) return NOT_FOUND;
    const { dnssecEnabled } = zone;
    const inputs = present({ domainName: name, dnssecEnabled, onDestroy, accountId });
    return { id: name, inputs, state: stateOf(inputs, zone, hidden ?? { found: dnssecEnabled }) };
  },

  async update(ctx, _id, { dnssecEnabled, hidden }, news) {
    const zone = await zoneAt(ctx, news);
    const isAsked = dnssecEnabled !== news.dnssecEnabled || hidden.unsettled === true;
    if (!isAsked && zone.dnssecEnabled !== news.dnssecEnabled)
      throw switchedByOthers(news.domainName, news.dnssecEnabled);
    return bring(ctx, news, zone, hidden.found);
  },

  async delete(ctx, _id, state) {
    const { domainName, accountId, onDestroy, dnssecEnabled, hidden } = state;
    const { ledger } = ctx.session;
    const thing = dnssecThing(ctx.account(accountId), domainName);
    const [heir] = ledger.declarers(thing);
    if (heir === undefined) {
      if (onDestroy === "keep") ctx.log(`DNSSEC of ${domainName} stays ${onOrOff(dnssecEnabled)}`);
      else await restore(ctx, state);
      return;
    }
    const isSame = sameOwner(heir.owner, ctx.owner);
    // A replacement that Pulumi has made without showing this generation first.
    const isForgotten = ledger
      .holders<Pick<DnsSettingsState["hidden"], "found">>(thing)
      .some(({ owner, detail }) => sameOwner(owner, ctx.owner) && detail?.found !== hidden.found);
    if (isSame && !isForgotten) return;
    const holder = isSame ? "its replacement" : describeOwner(heir.owner, ctx.owner);
    const before =
      hidden.found === dnssecEnabled ? "" : `; it was ${onOrOff(hidden.found)} when it was found at first`;
    ctx.log(`DNSSEC of ${domainName} stays as it is: ${holder} declares it now${before}`);
  },
});
