/* One change of a zone on behalf of a resource: what it asks of the queue, and what it tells people and the ledger. */
import type { Owner } from "../../core/ownership";
import { describeNote, describeRemoval, openly, recordsBlock, secretly, type Show } from "../../dns/describe";
import type { Intent } from "../../dns/intent";
import type { RecordSetKey } from "../../dns/types";
import type { Context } from "../../lifecycle/context";
import type { DnsZoneRecordsInputs } from "./schema";
import { stateOf, type DnsZoneRecordsState } from "./state";
import { bequeath, heritageFor, holdings, isForgotten, othersFor, type Place } from "./things";
import type { Settled } from "./zone-job";
import { zoneQueue, type ZoneQueue } from "./zone-queue";

/** Lines about what was taken away, in one operation. */
const MAX_LINES = 20;

type Placed = Pick<DnsZoneRecordsInputs, "domainName" | "accountId">;

export const placeOf = (ctx: Context, { domainName, accountId }: Placed): Place => ({
  account: ctx.account(accountId),
  domainName,
});

export const queueOf = (ctx: Context, placed: Placed): ZoneQueue => {
  const { account, domainName } = placeOf(ctx, placed);
  return zoneQueue(ctx, account, domainName);
};

export const showFor = (ctx: Context): Show => (ctx.sealed("records") ? secretly : openly);

/** What a resource wants: its inputs as they are to be, and itself as it was. */
export interface Wanted {
  inputs: DnsZoneRecordsInputs;
  olds: DnsZoneRecordsState | undefined;
  /** Whose own declarations do not count; nobody's, where all is let go of: an earlier generation ends then. */
  except: Owner | undefined;
}

const intentOf = (ctx: Context, { inputs, olds, except }: Wanted): Intent => {
  const { ledger } = ctx.session;
  const place = placeOf(ctx, inputs);
  const { sets, maybe } = olds?.hidden ?? {};
  return {
    declared: inputs.records,
    known: olds?.records ?? {},
    ...(maybe && { maybe }),
    ...(sets && { memory: sets }),
    existing: inputs.existing ?? "refuse",
    onDestroy: inputs.onDestroy ?? "restore",
    others: othersFor(ledger, place, ctx.owner, except),
    heritage: heritageFor(ledger, place, ctx.owner),
  };
};

const sayRemovals = (ctx: Context, { changes }: Settled): void => {
  const show = showFor(ctx);
  const lines = changes.flatMap(change => describeRemoval(change, show) ?? []);
  for (const line of lines.slice(0, MAX_LINES)) ctx.log(line);
  if (lines.length > MAX_LINES) ctx.log(`and ${lines.length - MAX_LINES} more record sets`);
};

const sayForgotten = (ctx: Context, keys: readonly RecordSetKey[], { left }: Settled): void => {
  const found = keys.flatMap(key => (left[key]?.found ? [[key, left[key].found] as const] : []));
  if (found.length === 0) return;
  ctx.log(
    "who declares them now was saved before it could learn what was found there at first. To have it back one day, " +
      `declare:\n${recordsBlock(Object.fromEntries(found), 2, showFor(ctx))}`,
  );
};

/** Leaves to others what stays for them. */
const leave = (ctx: Context, { inputs, except }: Wanted, settled: Settled): void => {
  const place = placeOf(ctx, inputs);
  const { ledger } = ctx.session;
  const left = Object.entries(settled.left);
  const forgotten = left.filter(([key, set]) => isForgotten(ledger, place, key, set, except));
  sayForgotten(
    ctx,
    forgotten.map(([key]) => key),
    settled,
  );
  for (const [key, set] of left) bequeath(ledger, place, key, set);
};

/**
 * Brings the zone to what is wanted, and says what was taken away and what stays.
 * @returns the state to be saved
 * @throws ZoneChangeFailed
 */
export const applied = async (ctx: Context, wanted: Wanted): Promise<DnsZoneRecordsState> => {
  let state = stateOf(wanted.inputs);
  await queueOf(ctx, wanted.inputs).apply({
    intent: intentOf(ctx, wanted),
    deadline: ctx.deadline,
    signal: ctx.signal,
    show: showFor(ctx),
    settled: settled => {
      state = stateOf(wanted.inputs, { sets: settled.memory });
      for (const note of settled.notes) ctx.log(describeNote(note));
      sayRemovals(ctx, settled);
      leave(ctx, wanted, settled);
      // Whoever is planned next, in this very round, must know what is ours.
      if (wanted.except)
        ctx.session.ledger.hold(
          ctx.owner,
          holdings(state, own => accountIn(ctx, own)),
        );
    },
  });
  return state;
};

const accountIn = (ctx: Context, own: unknown): string =>
  ctx.account(typeof own === "string" ? own : undefined);
