/*
 * Brings a domain to the site and into the role that a program declares
 * (docs/wix/connected-domains.md#domain-assignments).
 *
 *   look where the domain serves
 *   name the one step that is due: assign, promote or unassign; none: done
 *   refuse it where it would take away what somebody else declares
 *   take it; look until it shows
 *
 * `REDIRECT` stands for "beside the others": the first domain of a site becomes its primary, and nothing can demote a
 * primary but another domain's promotion, so a primary meets it too. A domain is never assigned as `PRIMARY`, since
 * that would remove all other domains of the site; it joins as a redirect and is promoted, which makes a redirect of
 * the old primary.
 */
import { describeOwner } from "../core/ownership";
import type { Context } from "../lifecycle/context";
import { placeOfDomainThing, primaryOfSiteThing } from "../lifecycle/things";
import {
  assignDomain,
  listAssignments,
  setAsPrimary,
  unassignDomain,
  type DomainAssignment,
  type SiteInfo,
} from "../wix/domain-assignments";
import type { DomainUse } from "./claims";
import { notPlaced, primaryOfAnother, servesAnotherSite, TakesOthersAlong, WouldGoDark } from "./errors";
import { repeated } from "./repeat";

export const ASSIGNMENT_TYPES = ["PRIMARY", "REDIRECT"] as const;

/** What a program declares of a domain's place. */
export interface Placement {
  siteId?: string;
  assignmentType?: (typeof ASSIGNMENT_TYPES)[number];
}

/** What a look at a domain shows of its place. */
export interface Placed {
  site: SiteInfo | undefined;
  dnsPropagationStatus: string | undefined;
}

/** A domain that is to be placed. */
export interface Subject {
  domain: string;
  accountId: string | undefined;
  look: () => Promise<Placed | undefined>;
  /**
   * Waits until the world sees the domain; absent: the program does not want to wait for that.
   * @param rival the primary domain of the site, which the world sees now
   */
  untilSeen: ((siteId: string, rival: string) => Promise<void>) | undefined;
  /** Judges a site's primary domain that a promotion would make a redirect of; absent: any may be. @throws Error */
  refuseRival?: (siteId: string, rival: string) => void;
}

/** What was done to others on the way. */
export interface PlacingResult {
  /** The former primary domain of the site, which redirects to this one now. */
  displaced?: string;
}

type Step =
  | { kind: "assign"; siteId: string }
  | { kind: "promote"; siteId: string; seen: boolean }
  | { kind: "unassign"; siteId: string; primary: boolean };

/** A move of a primary takes three; more means that somebody else moves the domain too. */
const STEPS = 6;
/** How often a step is sent. */
const ROUNDS = 3;

/** @param known the site that the last run left the domain on */
const nextStep = (
  domain: string,
  placed: Placed | undefined,
  declared: Placement,
  known: string | undefined,
): Step | undefined => {
  const site = placed?.site;
  const primary = site?.assignmentType === "PRIMARY";
  if (declared.siteId === undefined)
    return site === undefined || site.siteId !== known
      ? undefined
      : { kind: "unassign", siteId: known, primary };
  if (site === undefined) return { kind: "assign", siteId: declared.siteId };
  if (site.siteId === declared.siteId)
    return declared.assignmentType === "PRIMARY" && !primary
      ? { kind: "promote", siteId: site.siteId, seen: placed?.dnsPropagationStatus === "COMPLETED" }
      : undefined;
  if (site.siteId !== known) throw servesAnotherSite(domain, site.siteId, declared.siteId);
  // Wix moves a redirect, and refuses to move a primary.
  return primary
    ? { kind: "unassign", siteId: site.siteId, primary }
    : { kind: "assign", siteId: declared.siteId };
};

/** The other domains of a site, as Wix shows them. */
export const othersOn = async (
  ctx: Context,
  siteId: string,
  { domain, accountId }: Pick<Subject, "domain" | "accountId">,
): Promise<DomainAssignment[]> =>
  (await listAssignments(ctx.wix, siteId, accountId)).filter(other => other.domain !== domain);

/** The site's primary domain, where it is another one. */
const rivalOn = async (ctx: Context, siteId: string, subject: Subject): Promise<string | undefined> =>
  (await othersOn(ctx, siteId, subject)).find(({ site }) => site?.assignmentType === "PRIMARY")?.domain;

/** @throws Error where another resource of the program declares its domain primary of the site */
const refuseDeclaredRival = (ctx: Context, domain: string, siteId: string): void => {
  const [rival] = ctx.session.ledger.declarers<DomainUse>(primaryOfSiteThing(siteId), ctx.owner);
  if (rival !== undefined)
    throw primaryOfAnother(domain, siteId, describeOwner(rival.owner, ctx.owner), rival.detail?.domain);
};

/** A step that nothing speaks against. */
interface Due extends PlacingResult {
  send: () => Promise<void>;
  /** Said once it shows. */
  told?: string;
}

/**
 * Refuses a promotion that would take the role from another domain without its word, or that the world would miss.
 * @param seen whether the world sees the domain; else it is waited for
 * @returns the domain that is to become a redirect, if any
 * @throws WouldGoDark @throws Error
 */
export const refusePromotion = async (
  ctx: Context,
  subject: Subject,
  siteId: string,
  seen = false,
): Promise<string | undefined> => {
  const { domain, untilSeen, refuseRival } = subject;
  refuseDeclaredRival(ctx, domain, siteId);
  const rival = await rivalOn(ctx, siteId, subject);
  if (rival === undefined) return undefined;
  refuseRival?.(siteId, rival);
  if (seen) return rival;
  if (untilSeen === undefined) throw new WouldGoDark(domain, siteId, rival, REMEDIATION);
  await untilSeen(siteId, rival);
  return rival;
};

const preparePromotion = async (
  ctx: Context,
  subject: Subject,
  { siteId, seen }: Extract<Step, { kind: "promote" }>,
): Promise<Due> => {
  const { domain, accountId } = subject;
  const rival = await refusePromotion(ctx, subject, siteId, seen);
  return {
    send: () => setAsPrimary(ctx.wix, domain, accountId),
    told: `${domain} is primary of site ${siteId} now${rival === undefined ? "" : `; ${rival} redirects to it`}`,
    ...(rival !== undefined && { displaced: rival }),
  };
};

const prepareUnassignment = async (
  ctx: Context,
  subject: Subject,
  { siteId, primary }: Extract<Step, { kind: "unassign" }>,
): Promise<Due> => {
  const { domain, accountId } = subject;
  const others = primary ? await othersOn(ctx, siteId, subject) : [];
  if (others.length > 0)
    throw new TakesOthersAlong(
      domain,
      siteId,
      others.map(other => other.domain),
    );
  return { send: () => unassignDomain(ctx.wix, domain, accountId) };
};

const prepare = (ctx: Context, subject: Subject, step: Step): Promise<Due> => {
  switch (step.kind) {
    case "assign":
      return Promise.resolve({
        send: () => assignDomain(ctx.wix, subject.domain, step.siteId, subject.accountId),
      });
    case "promote":
      return preparePromotion(ctx, subject, step);
    case "unassign":
      return prepareUnassignment(ctx, subject, step);
  }
};

const REMEDIATION =
  'Wait for that with the longest waitFor, or declare assignmentType: "REDIRECT" and promote it in a later run.';

/**
 * Refuses, before anything is made, to promote a domain in front of a site that has another primary domain: one that
 * another resource declares, or one that the world would miss.
 * @throws WouldGoDark @throws Error
 */
export const refuseDarkness = async (ctx: Context, subject: Subject, declared: Placement): Promise<void> => {
  const { siteId, assignmentType } = declared;
  if (siteId === undefined || assignmentType !== "PRIMARY") return;
  if (subject.untilSeen === undefined) await refusePromotion(ctx, subject, siteId);
  else refuseDeclaredRival(ctx, subject.domain, siteId);
};

/** A domain that is to serve no site by this resource's word, and whose place another one declares now. */
const isLeftToAnother = (ctx: Context, { domain, accountId }: Subject, declared: Placement): boolean => {
  if (declared.siteId !== undefined) return false;
  const key = placeOfDomainThing(ctx.account(accountId), domain);
  const [heir] = ctx.session.ledger.declarers(key, ctx.owner);
  if (heir !== undefined)
    ctx.log(`${domain} stays on its site: ${describeOwner(heir.owner, ctx.owner)} declares that now`);
  return heir !== undefined;
};

/**
 * Places a domain; does nothing where it is placed already.
 * @param first a look at the domain that was just taken
 * @param known the site that the last run left the domain on
 * @throws WouldGoDark @throws TakesOthersAlong @throws Error where it serves another site, or Wix does not show the change
 */
export const place = async (
  ctx: Context,
  subject: Subject,
  first: Placed,
  declared: Placement,
  known: string | undefined,
): Promise<PlacingResult> => {
  const { domain, look } = subject;
  const result: PlacingResult = {};
  let placed: Placed | undefined = first;
  for (let steps = 1; ; steps++) {
    const step = nextStep(domain, placed, declared, known);
    if (step === undefined || (step.kind === "unassign" && isLeftToAnother(ctx, subject, declared)))
      return result;
    const failure = (cause: Error | undefined) =>
      notPlaced(domain, `${step.kind} ${domain} (site ${step.siteId})`, cause);
    if (steps > STEPS) throw failure(undefined);
    const { send, told, displaced } = await prepare(ctx, subject, step);
    const isTaken = (seen: Placed | undefined): seen is Placed | undefined =>
      nextStep(domain, seen, declared, known)?.kind !== step.kind;
    const request = { write: send, look, shown: isTaken };
    placed = await repeated(ctx, { ...request, notShown: (_seen, lost) => failure(lost) }, ROUNDS);
    if (told !== undefined) ctx.log(told);
    if (displaced !== undefined) result.displaced = displaced;
  }
};
