/*
 * All that programs of the model can name, and the account that they begin with. Values that the program may declare and
 * values that others write are disjoint, so each value in a zone says whose it is.
 */
import {
  computedZone,
  initialState,
  SAMPLE_PRODUCTS,
  SAMPLE_SITES,
  type StateDocument,
} from "../../simulator/src";
import { accountId } from "../harness/world.ts";

export const ZONES = ["example.com", "example.org"] as const;
/** As commands name them: most meet in one. */
export const NAMED_ZONES = [ZONES[0], ZONES[0], ZONES[0], ZONES[1]] as const;

/** A record set of each zone. */
export interface SetUniverse {
  readonly type: "MX" | "TXT" | "A" | "CNAME";
  readonly hostName: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const FEW: readonly SetUniverse[] = [
  {
    type: "MX",
    hostName: "@",
    ours: ["10 mx1.example.net", "20 mx2.example.net"],
    theirs: ["50 mx9.elsewhere.example"],
  },
  {
    type: "TXT",
    hostName: "@",
    ours: ["ours=1", "v=spf1 include:ours.example -all"],
    theirs: ["theirs=1", "v=spf1 include:theirs.example -all"],
  },
  { type: "A", hostName: "@", ours: ["192.0.2.1", "192.0.2.2"], theirs: ["198.51.100.9"] },
  { type: "TXT", hostName: "sub", ours: ["sub=1", "sub=2"], theirs: ["theirs=3"] },
  { type: "CNAME", hostName: "www", ours: ["shop.example.net"], theirs: ["elsewhere.example.net"] },
];

/** More than Wix takes in one request. */
const MANY: readonly SetUniverse[] = Array.from({ length: 11 }, (_none, index) => ({
  type: "TXT",
  hostName: `many-${index}`,
  ours: [`many=${index}`],
  theirs: ["theirs=4"],
}));

export const SETS: readonly SetUniverse[] = [...FEW, ...MANY];

/** Places in {@link SETS} of those that commands name one by one; the first ones more often, so that they meet. */
export const SINGLE_SETS: readonly number[] = [0, 0, 0, 0, 1, 1, 2, 3, 4];
/** Places of those that are declared together. */
export const MANY_SETS: readonly number[] = MANY.map((_none, index) => FEW.length + index);

export const NAMES = ["mail", "web"] as const;
/** Types of components: resources of one name can stand in several. */
export const PARENTS: readonly (readonly string[])[] = [[], ["my:components:Left"], ["my:components:Right"]];

export const fullName = (hostName: string, zone: string): string =>
  hostName === "@" ? zone : `${hostName}.${zone}`;

/** `example.com/MX example.com`. */
export const setKey = (zone: string, { type, hostName }: Pick<SetUniverse, "type" | "hostName">): string =>
  `${zone}/${type} ${fullName(hostName, zone)}`;

const foreign = (zone: string): StateDocument["dnsZones"] => {
  const made = computedZone(zone);
  const mail = { type: "MX" as const, hostName: zone, ttl: 3600, values: ["50 mx9.elsewhere.example"] };
  const text = { type: "TXT" as const, hostName: zone, ttl: 3600, values: ["theirs=1"] };
  return { [zone]: { ...made, records: [...made.records, mail, text] } };
};

/** Sites without a plan, onto which plans are put. */
export const SITES = [SAMPLE_SITES.free, "20000000-0000-4000-8000-000000000009"] as const;
/** The site that has a plan, so that domains can serve it. */
export const PREMIUM_SITE = SAMPLE_SITES.premium;

/** Registered elsewhere. */
export const OUTSIDE = ["bakery.example", "florist.example"] as const;
/** Whose place is declared apart: two that are there from the beginning, and one that has to be connected first. */
export const PLACED = ["example.com", "example.net", OUTSIDE[0]] as const;
export const FREE_NAMES = ["model-bakery.com", "model-florist.com"] as const;

/** What packages consist of: a plan for a site, or what pays for a domain. */
export const PRODUCTS = [SAMPLE_PRODUCTS.corePlan, SAMPLE_PRODUCTS.comDomain] as const;

/** A Wix that keeps none of the promises about purchases, and shows them late. */
const HOSTILE: StateDocument["settings"] = {
  idempotencyKey: "ignored",
  queryLagMs: 20_000,
  instanceOrder: "shuffled",
  refusedMove: "floats",
};

/** In the first zone others have mail and a text. */
export const document = (hostile: boolean): StateDocument => {
  const state = initialState();
  return {
    ...state,
    settings: hostile ? HOSTILE : {},
    dnsZones: { ...state.dnsZones, ...foreign(ZONES[0]) },
    sites: {
      ...state.sites,
      [SITES[1]]: { ownerAccountId: accountId, name: "cobbler", displayName: "Cobbler" },
    },
  };
};
