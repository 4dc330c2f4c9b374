import { isDeepStrictEqual as equal } from "node:util";
import { describeNote } from "../../dns/describe";
import { foundExplicitly, type Intent } from "../../dns/plan";
import type { RecordSets } from "../../dns/types";
import type { Difference } from "../../core/fields";
import type { Context } from "../../lifecycle/context";
import { NOT_FOUND, InitFailed, type Lifecycle } from "../../lifecycle/lifecycle";
import { present } from "../../core/present";
import { NoZone } from "./errors";
import { check, claimKey, type DnsZoneRecordsInputs } from "./schema";
import { knownAfter, observed, wholeZone } from "./observe";
import { ZoneChangeFailed, zoneQueue, type Settled } from "./zone-queue";

/** Changes of a zone are synchronous at Wix; this leaves room for throttling and for a service in trouble. */
const DEFAULT_TIMEOUT = 5 * 60_000;

export interface DnsZoneRecordsState extends DnsZoneRecordsInputs {
  hidden?: {
    /** What stood in the zone before this resource first wrote a set; a set without values: nothing did. */
    found: RecordSets;
  };
}

/** What the user declared; a resource that is only looked up has none of it. */
type Declared = Pick<DnsZoneRecordsInputs, "domainName" | "records" | "existing" | "onDestroy" | "accountId">;

const inputsOf = ({ domainName, records, existing, onDestroy, accountId }: Declared): DnsZoneRecordsInputs =>
  present({ domainName, records, existing, onDestroy, accountId });

const stateOf = (inputs: DnsZoneRecordsInputs, found: RecordSets): DnsZoneRecordsState =>
  Object.keys(found).length === 0 ? inputs : { ...inputs, hidden: { found } };

const queueFor = (ctx: Context, { domainName, accountId }: Pick<Declared, "domainName" | "accountId">) =>
  zoneQueue(ctx.wix, ctx.clock, domainName, accountId);

const intentOf = (
  ctx: Context,
  inputs: DnsZoneRecordsInputs,
  olds: DnsZoneRecordsState | undefined,
): Intent => ({
  declared: inputs.records,
  known: olds?.records ?? {},
  found: olds?.hidden?.found ?? {},
  existing: inputs.existing ?? "refuse",
  onDestroy: inputs.onDestroy ?? "restore",
  heldByAnother: key => ctx.claimedByAnother(claimKey(inputs.domainName, key)),
});

const applied = async (
  ctx: Context,
  inputs: DnsZoneRecordsInputs,
  olds: DnsZoneRecordsState | undefined,
): Promise<Settled> => {
  const settled = await queueFor(ctx, inputs).apply(
    intentOf(ctx, inputs, olds),
    ctx.timeout ?? DEFAULT_TIMEOUT,
    ctx.moreToCome ?? (() => true),
  );
  for (const note of settled.first.notes) ctx.log(describeNote(note));
  return settled;
};

/** Saves what is known to stand in the zone, and what stood there before, so that the next run goes on from there. */
const halfMade = (
  id: string,
  failed: ZoneChangeFailed,
  inputs: DnsZoneRecordsInputs,
  olds: DnsZoneRecordsState | undefined,
): Error => {
  if (!failed.sent) return failed.cause;
  const records = knownAfter(failed.zone, inputs, olds?.records ?? {});
  const found = { ...olds?.hidden?.found, ...(failed.first && foundExplicitly(failed.first)) };
  return new InitFailed(id, stateOf({ ...inputsOf(inputs), records }, found), failed.cause);
};

const idOf = (ctx: Context, { domainName }: DnsZoneRecordsInputs): string => `${domainName}/${ctx.name}`;

const domainOf = (id: string): string => id.split("/", 1)[0] ?? id;

const diff = (olds: DnsZoneRecordsState, news: DnsZoneRecordsInputs): Difference => ({
  changes: !equal(inputsOf(olds), inputsOf(news)),
  ...(!equal(olds.domainName, news.domainName) && { replaces: ["domainName"] }),
});

export const dnsZoneRecords: Lifecycle<DnsZoneRecordsInputs, DnsZoneRecordsState> = {
  check,
  diff,

  async create(ctx, inputs) {
    const id = idOf(ctx, inputs);
    try {
      const { first } = await applied(ctx, inputs, undefined);
      return { id, state: stateOf(inputsOf(inputs), first.found) };
    } catch (error) {
      throw error instanceof ZoneChangeFailed ? halfMade(id, error, inputs, undefined) : error;
    }
  },

  async read(ctx, id, state) {
    const domainName = state.domainName ?? domainOf(id);
    const zone = await queueFor(ctx, {
      domainName,
      ...(state.accountId && { accountId: state.accountId }),
    }).read();
    if (zone === undefined) return NOT_FOUND;
    const records =
      state.records === undefined ? wholeZone(zone) : observed(zone, state as DnsZoneRecordsState);
    const inputs = inputsOf({ ...state, domainName, records });
    return { inputs, state: stateOf(inputs, (state as DnsZoneRecordsState).hidden?.found ?? {}) };
  },

  async update(ctx, id, olds, news) {
    try {
      const { first } = await applied(ctx, news, olds);
      return stateOf(inputsOf(news), first.found);
    } catch (error) {
      throw error instanceof ZoneChangeFailed ? halfMade(id, error, news, olds) : error;
    }
  },

  async delete(ctx, _id, state) {
    try {
      await applied(ctx, { ...inputsOf(state), records: {} }, state);
    } catch (error) {
      if (!(error instanceof ZoneChangeFailed)) throw error;
      if (error.cause instanceof NoZone) return;
      throw error.cause;
    }
  },
};
