/* What a record set is to the ledger: who declares it, who holds it, and what of it goes from one to another. */
import {
  describeOwner,
  sameOwner,
  type Claim,
  type Ledger,
  type Owner,
  type Thing,
} from "../../core/ownership";
import { hasUnknown, UNKNOWN, type Known, type Partly } from "../../core/unknown";
import type { DeclaredContent, DeclaredRecordSets } from "../../dns/canonical";
import { both, minus, union, valuesOf } from "../../dns/contents";
import type { Heritage, KnownSet, OtherDeclaration } from "../../dns/intent";
import { splitKey } from "../../dns/key";
import type { RecordSetKey } from "../../dns/types";
import { earliest } from "../../dns/versions";
import type { Environment } from "../../lifecycle/lifecycle";
import { zoneThing } from "../../lifecycle/things";
import type { DnsZoneRecordsInputs } from "./schema";
import { knownSetsOf, type DnsZoneRecordsState } from "./state";

/** Where record sets stand. */
export interface Place {
  account: string;
  domainName: string;
}

/** What a claim says of a set. */
export interface DeclaredSet {
  /** `all` where some are not known yet. */
  values: readonly string[] | "all";
  merged: boolean;
}

export const recordSetThing = ({ account, domainName }: Place, key: RecordSetKey): Thing => ({
  key: `${key} in the zone ${domainName} of the account ${account}`,
  label: `${key} in the zone ${domainName}`,
});

/** A set under a placeholder has no name yet. */
const isNamed = (key: RecordSetKey): boolean => {
  const { hostName } = splitKey(key);
  return hostName !== "" && !hostName.startsWith("[");
};

const declaredSet = ({ values }: DeclaredContent, merged: boolean): DeclaredSet =>
  hasUnknown(values) ? { merged, values: "all" } : { merged, values: values as Known<typeof values> };

/** What a program declares; of an account or a zone that is not known yet, nothing. */
export const claims = (
  { domainName, records, existing, accountId }: Partly<DnsZoneRecordsInputs>,
  environment: Environment,
): Claim[] => {
  if (typeof domainName !== "string" || accountId === UNKNOWN) return [];
  const place = { account: environment.account(accountId), domainName };
  const zone = { key: zoneThing(place.account, domainName), property: "domainName", shared: true };
  return typeof records === "object" ? [zone, ...setsIn(place, records, existing)] : [zone];
};

const setsIn = (
  place: Place,
  records: DeclaredRecordSets,
  existing: Partly<DnsZoneRecordsInputs>["existing"],
): Claim<DeclaredSet>[] =>
  Object.entries(records)
    .filter(([key]) => isNamed(key))
    .map(([key, content]) => {
      const merged = existing === "merge" && splitKey(key).type !== "CNAME";
      return {
        ...recordSetThing(place, key),
        detail: declaredSet(content, merged),
        property: `records[${JSON.stringify(key)}]`,
        shared: merged,
        ...(merged && typeof content.ttl === "number" && { alike: `ttl ${content.ttl}` }),
      };
    });

/** What a saved resource knows of a set. */
interface HeldSet extends KnownSet {
  /** It has let go of the set already, and only remembers it for whoever declares it. */
  left?: true;
}

export const holdings = (state: DnsZoneRecordsState, account: (own: unknown) => string): Thing<HeldSet>[] => {
  const place = { account: account(state.accountId), domainName: state.domainName };
  const left = Object.entries(state.hidden?.left ?? {}).map(([key, set]): [string, HeldSet] => [
    key,
    { ...set, left: true },
  ]);
  return [...left, ...Object.entries(knownSetsOf(state))].map(([key, detail]) => ({
    ...recordSetThing(place, key),
    detail,
  }));
};

/** Whether another resource looks after a set: it is in its saved state, or this run has put it there. */
export const isLookedAfter = (ledger: Ledger, place: Place, set: RecordSetKey, self: Owner): boolean =>
  ledger.holders<HeldSet>(recordSetThing(place, set).key, self).some(({ detail }) => detail?.left !== true);

/** Other record sets' resources in a zone of which the run has not told yet what they hold. */
export const unseenIn = (ledger: Ledger, { account, domainName }: Place, self: Owner): Owner[] =>
  ledger.unseen(zoneThing(account, domainName), self).filter(({ type }) => type === self.type);

const ownValues = ({ known, found }: KnownSet): string[] => minus(known.values, valuesOf(found));

/**
 * Who else wants a set, or values of it. Those who hold it still, and are declared, are asked as well: what is theirs
 * they take away themselves.
 * @param except whose own present declaration does not count: that of a resource that is not being deleted
 */
export const othersFor =
  (ledger: Ledger, place: Place, self: Owner, except?: Owner) =>
  (set: RecordSetKey): OtherDeclaration[] => {
    const { key } = recordSetThing(place, set);
    const declared = ledger.declarers<DeclaredSet>(key, except).map(({ owner, detail }) => ({
      holder: sameOwner(owner, self) ? undefined : describeOwner(owner, self),
      values: detail?.merged ? detail.values : ("all" as const),
    }));
    const held = ledger
      .declaredHolders<HeldSet>(key, except)
      .flatMap(({ detail }) =>
        detail?.merged && !detail.left ? [{ holder: undefined, values: ownValues(detail) }] : [],
      );
    return [...declared, ...held];
  };

/** What others know of a set. */
export const heritageFor =
  (ledger: Ledger, place: Place, self: Owner) =>
  (set: RecordSetKey): Heritage[] => {
    const { key } = recordSetThing(place, set);
    const declarers = ledger.declarers(key);
    const isDeclared = (holder: Owner): boolean => declarers.some(({ owner }) => sameOwner(owner, holder));
    const held = ledger.holders<HeldSet>(key, self).flatMap(({ owner, detail }): Heritage[] => {
      if (detail === undefined) return [];
      const { left, ...set } = detail;
      return [{ ...set, state: left ? "left" : isDeclared(owner) ? "declared" : "leaving" }];
    });
    const bequest = ledger.bequest(key) as KnownSet | undefined;
    return bequest === undefined ? held : [...held, { ...bequest, state: "left" }];
  };

/** Leaves a set to whoever declares it. Of one that several leave, all is left together. */
export const bequeath = (ledger: Ledger, place: Place, set: RecordSetKey, left: KnownSet): void => {
  const { key } = recordSetThing(place, set);
  const before = ledger.bequest(key) as KnownSet | undefined;
  ledger.bequeath(key, before === undefined ? left : together(splitKey(set).type, before, left));
};

const together = (type: string, a: KnownSet, b: KnownSet): KnownSet => {
  const found = union(type, a.found, b.found);
  const since = earliest([a, b]);
  return {
    known: union(type, a.known, b.known) ?? a.known,
    ...(found && { found }),
    ...(a.merged && b.merged && { merged: true }),
    ...([a, b].some(set => set.displaced) && { displaced: true }),
    ...(since !== undefined && { since }),
  };
};

/**
 * Values that stay for others who were saved already and take them for what was there before: they will not take them
 * away.
 */
export const adoptedFrom = (
  ledger: Ledger,
  place: Place,
  set: RecordSetKey,
  left: KnownSet,
  except?: Owner,
): { values: string[]; holder: Owner }[] =>
  ledger
    .declaredHolders<HeldSet>(recordSetThing(place, set).key, except)
    .map(({ owner, detail }) => ({ holder: owner, values: both(ownValues(left), valuesOf(detail?.found)) }))
    .filter(({ values }) => values.length > 0);

/** Whether a set stays for somebody who was saved already without knowing what was found before it. */
export const isForgotten = (
  ledger: Ledger,
  place: Place,
  set: RecordSetKey,
  { found }: KnownSet,
  except?: Owner,
): boolean => {
  const heirs = ledger
    .declaredHolders<HeldSet>(recordSetThing(place, set).key, except)
    .filter(({ detail }) => detail?.left !== true);
  const knows = (heir: KnownSet | undefined): boolean =>
    both(valuesOf(found), valuesOf(heir?.found)).length === valuesOf(found).length;
  return heirs.length > 0 && !heirs.some(({ detail }) => knows(detail));
};
