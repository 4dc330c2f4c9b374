/* One change of a zone on behalf of a resource: what it asks of the queue, and what it tells people and the ledger. */
import { describeOwner, type Owner } from "../../core/ownership";
import { describeNote, describeRemoval, openly, recordsBlock, secretly, type Show } from "../../dns/describe";
import type { Intent, KnownSet } from "../../dns/intent";
import type { RecordSetKey } from "../../dns/types";
import type { Context } from "../../lifecycle/context";
import { placeOf, queueOf } from "./place";
import type { DnsZoneRecordsInputs } from "./schema";
import { dated, stateOf, type DnsZoneRecordsState, type Hidden } from "./state";
import {
  adoptedFrom,
  bequeath,
  heritageFor,
  holdings,
  isForgotten,
  isLookedAfter,
  othersFor,
  recordSetThing,
  unseenIn,
} from "./things";
import type { Settled } from "./zone-job";

/** Lines about what was taken away, in one operation. */
const MAX_LINES = 20;

export const showFor = (ctx: Context): Show => (ctx.sealed("records") ? secretly : openly);

/** What a resource wants: its inputs as they are to be, and itself as it was. */
export interface Wanted {
  inputs: DnsZoneRecordsInputs;
  olds: DnsZoneRecordsState | undefined;
  /** Whether what was changed meanwhile is to stay, without an error: nothing would ever see it again. @default false */
  isLast?: boolean;
  /** Whose own declarations do not count; nobody's, where all is let go of: an earlier generation ends then. */
  except: Owner | undefined;
}

/**
 * Sets that were left to another resource and are this one's again: it declares them anew, or it ends, and nobody was
 * seen to look after them.
 */
const takenBack = (ctx: Context, { inputs, olds, except }: Wanted): Record<RecordSetKey, KnownSet> => {
  const { ledger } = ctx.session;
  const place = placeOf(ctx, inputs);
  const left = Object.entries(olds?.hidden?.left ?? {}).filter(([key]) =>
    except ? key in inputs.records : !ledger.hasEnded(recordSetThing(place, key).key),
  );
  return Object.fromEntries(left.filter(([key]) => !isLookedAfter(ledger, place, key, ctx.owner)));
};

const intentOf = (ctx: Context, wanted: Wanted): Intent => {
  const { inputs, olds, except } = wanted;
  const { ledger } = ctx.session;
  const place = placeOf(ctx, inputs);
  const { sets, maybe } = olds?.hidden ?? {};
  const back = takenBack(ctx, wanted);
  return {
    declared: inputs.records,
    known: {
      ...Object.fromEntries(Object.entries(back).map(([key, { known }]) => [key, known])),
      ...olds?.records,
    },
    ...(maybe && { maybe }),
    memory: { ...back, ...sets },
    left: new Set([...Object.keys(back), ...(wanted.isLast ? Object.keys(olds?.records ?? {}) : [])]),
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

/**
 * Leaves to others what stays for them.
 * @returns what has to be remembered until they are seen to look after it
 */
const leave = (ctx: Context, { inputs, olds, except }: Wanted, settled: Settled): Hidden["left"] => {
  const place = placeOf(ctx, inputs);
  const { ledger } = ctx.session;
  const left = Object.entries(settled.left);
  const forgotten = left.filter(([key, set]) => isForgotten(ledger, place, key, set, except));
  sayForgotten(
    ctx,
    forgotten.map(([key]) => key),
    settled,
  );
  for (const [key, set] of left) {
    for (const { holder, values } of adoptedFrom(ledger, place, key, set, except))
      ctx.log(
        `${key}: ${values.map(showFor(ctx)).join(", ")} was there when ${describeOwner(holder, ctx.owner)} was made, so it ` +
          "stays when that one ends",
      );
    bequeath(ledger, place, key, set);
  }
  const owed = [
    ...Object.entries(olds?.hidden?.left ?? {}).filter(([key]) => !(key in inputs.records)),
    ...left.filter(([, { found }]) => found !== undefined),
  ];
  return Object.fromEntries(owed.filter(([key]) => !isLookedAfter(ledger, place, key, ctx.owner)));
};

/** Notes which sets this end has decided on: what an earlier owner remembers of them counts no more. */
const end = (ctx: Context, { inputs, olds }: Wanted): void => {
  const place = placeOf(ctx, inputs);
  for (const key of Object.keys(olds?.records ?? {})) ctx.session.ledger.end(recordSetThing(place, key).key);
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
    unseen: () =>
      unseenIn(ctx.session.ledger, placeOf(ctx, wanted.inputs), ctx.owner).filter(
        other => !ctx.session.isNew(other),
      ).length,
    show: showFor(ctx),
    settled: settled => {
      for (const note of settled.notes) ctx.log(describeNote(note));
      sayRemovals(ctx, settled);
      const left = leave(ctx, wanted, settled);
      if (!wanted.except) {
        end(ctx, wanted);
        return;
      }
      const sets = dated(Object.keys(wanted.inputs.records), settled.memory, ctx.clock.now());
      state = stateOf(wanted.inputs, { sets, ...(left && { left }) });
      // Whoever is planned next, in this very round, must know what is ours.
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
