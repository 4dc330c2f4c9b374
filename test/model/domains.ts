import type { State } from "../../simulator/src/account/state";
import {
  isKind,
  type ConnectedThing,
  type PlaceThing,
  type RegisteredThing,
  type Role,
  type Thing,
} from "./things.ts";
import { FREE_NAMES, OUTSIDE, PLACED, PREMIUM_SITE } from "./universe.ts";
import { Violation } from "./violation.ts";

interface DomainSeen {
  readonly kind: "connected" | "registered" | undefined;
  /** In which role it serves the site with a plan. */
  readonly role: string | undefined;
}

export type Domains = ReadonlyMap<string, DomainSeen>;

export const domainsOf = ({ domains, domainAssignments }: State): Domains =>
  new Map(
    [...new Set([...OUTSIDE, ...FREE_NAMES, ...PLACED])].map(name => {
      const assignment = domainAssignments[name];
      return [
        name,
        {
          kind: domains[name]?.kind,
          role: assignment?.siteId === PREMIUM_SITE ? assignment.assignmentType : undefined,
        },
      ];
    }),
  );

export interface DomainRun {
  readonly program: readonly Thing[];
  readonly before: Domains;
  readonly after: Domains;
  readonly applied: boolean;
  readonly targeted: boolean;
  /** An earlier run that failed may have ended what its resource's state still shows. */
  readonly shaken: boolean;
}

/** A redirect that is alone on its site is the primary domain. */
const serves = (seen: DomainSeen | undefined, role: Role): boolean =>
  role === undefined || seen?.role === role || (role === "REDIRECT" && seen?.role === "PRIMARY");

type DomainThing = ConnectedThing | RegisteredThing | PlaceThing;

/** What a place says of a domain, and what its own resource says unless it names no site. */
const saysWhere = ({ kind, role }: DomainThing): boolean => kind === "place" || role !== undefined;

/** @throws Violation */
const judgePlaces = (
  places: readonly PlaceThing[],
  { before, after, applied, targeted, shaken }: DomainRun,
  isRefused: (thing: DomainThing) => boolean,
): void => {
  for (const place of places) {
    const { domain } = place;
    const role = place.role ?? "REDIRECT";
    const [was, is] = [before.get(domain), after.get(domain)];
    if (applied && isRefused(place)) throw new Violation("two places of one domain were accepted", domain);
    if (applied && !(shaken && is?.role === was?.role) && !serves(is, role))
      throw new Violation("a domain is not in its declared place", domain);
    if (!targeted && !isRefused(place) && serves(was, role) && !serves(is, role))
      throw new Violation("a domain was taken from its declared place", domain);
  }
};

/** @throws Violation */
export const judgeDomains = (run: DomainRun): void => {
  const { program, before, after, applied, targeted, shaken } = run;
  const all = program.filter(
    (thing): thing is DomainThing =>
      isKind("connected")(thing) || isKind("registered")(thing) || isKind("place")(thing),
  );
  const declared = all.filter(thing => !isKind("place")(thing));
  const primaries = all.filter(({ role }) => role === "PRIMARY").length;
  const isPlacedTwice = (thing: DomainThing): boolean =>
    saysWhere(thing) &&
    all.some(other => other !== thing && other.domain === thing.domain && saysWhere(other));
  judgePlaces(all.filter(isKind("place")), run, thing => isPlacedTwice(thing) || primaries > 1);
  if (applied && primaries > 1) throw new Violation("two primary domains of one site were accepted", "");
  for (const { kind, domain, role } of declared) {
    const twice = declared.filter(other => other.domain === domain).length > 1;
    if (applied && twice) throw new Violation("two declarations of one domain were accepted", domain);
    const [was, is] = [before.get(domain), after.get(domain)];
    const excused = shaken && is?.kind === was?.kind && is?.role === was?.role;
    if (applied && !excused && is?.kind !== kind)
      throw new Violation("a declared domain is not there", domain);
    if (applied && !excused && !serves(is, role))
      throw new Violation("a declared domain does not serve its site", domain);
    if (
      targeted ||
      twice ||
      primaries > 1 ||
      all.some(other => other.domain === domain && isPlacedTwice(other))
    )
      continue;
    if (was?.kind === kind && is?.kind !== kind)
      throw new Violation("a declared domain was taken away", domain);
    if (role !== undefined && was?.kind === kind && serves(was, role) && !serves(is, role))
      throw new Violation("a declared domain was taken off its site", domain);
  }
};
