/*
 * Brings a domain to the site and into the role that a program declares (fact sheet connected-domains.md, "Domain
 * Assignments").
 *
 *   look where the domain serves
 *   name the one step that is due: assign, promote or unassign; none: done
 *   take it; look again
 *
 * A step whose answer was lost needs no handling of its own: the next look shows what came of it. `REDIRECT` stands for
 * "beside the others": the first domain of a site becomes its primary, and nothing can demote a primary but another
 * domain's promotion, so a primary meets it too. A domain is never assigned as `PRIMARY`, since that would remove all
 * other domains of the site; it joins as a redirect and is promoted, which makes a redirect of the old primary.
 */
import type { Context } from "../lifecycle/context";
import {
  assignDomain,
  listAssignments,
  setAsPrimary,
  unassignDomain,
  type SiteInfo,
} from "../wix/domain-assignments";
import { isUnknownOutcome } from "../wix/errors";
import { NotPlaced, ServesAnotherSite, TakesOthersAlong, WouldGoDark } from "./errors";

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
  /** Waits until the world sees the domain; absent: the program does not want to wait for that. */
  untilSeen: (() => Promise<void>) | undefined;
}

type Step =
  | { kind: "assign"; siteId: string }
  | { kind: "promote"; siteId: string; seen: boolean }
  | { kind: "unassign"; siteId: string; primary: boolean };

const ROUNDS = 6;
/** Pause in ms before a step is taken again; doubles. */
const PAUSE = 1_000;

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
  if (site.siteId !== known) throw new ServesAnotherSite(domain, site.siteId, declared.siteId);
  // Wix moves a redirect, and refuses to move a primary.
  return primary
    ? { kind: "unassign", siteId: site.siteId, primary }
    : { kind: "assign", siteId: declared.siteId };
};

const othersOn = async (ctx: Context, siteId: string, { domain, accountId }: Subject) =>
  (await listAssignments(ctx.wix, siteId, accountId)).filter(other => other.domain !== domain);

/** The site's primary domain, where it is another one. */
const rivalOn = async (ctx: Context, siteId: string, subject: Subject): Promise<string | undefined> =>
  (await othersOn(ctx, siteId, subject)).find(({ site }) => site?.assignmentType === "PRIMARY")?.domain;

const promote = async (
  ctx: Context,
  subject: Subject,
  { siteId, seen }: Extract<Step, { kind: "promote" }>,
) => {
  const { domain, accountId, untilSeen } = subject;
  const rival = await rivalOn(ctx, siteId, subject);
  if (rival !== undefined && !seen) {
    if (untilSeen === undefined) throw new WouldGoDark(domain, siteId, rival, REMEDIATION);
    await untilSeen();
  }
  await setAsPrimary(ctx.wix, domain, accountId);
  ctx.log(
    `${domain} is primary of site ${siteId} now${rival === undefined ? "" : `; ${rival} redirects to it`}`,
  );
};

const unassign = async (
  ctx: Context,
  subject: Subject,
  { siteId, primary }: Extract<Step, { kind: "unassign" }>,
) => {
  const others = primary ? await othersOn(ctx, siteId, subject) : [];
  if (others.length > 0)
    throw new TakesOthersAlong(
      subject.domain,
      siteId,
      others.map(({ domain }) => domain),
    );
  await unassignDomain(ctx.wix, subject.domain, subject.accountId);
};

const take = async (ctx: Context, subject: Subject, step: Step): Promise<void> => {
  switch (step.kind) {
    case "assign":
      return assignDomain(ctx.wix, subject.domain, step.siteId, subject.accountId);
    case "promote":
      return promote(ctx, subject, step);
    case "unassign":
      return unassign(ctx, subject, step);
  }
};

const REMEDIATION =
  'Wait for that with the longest waitFor, or declare assignmentType: "REDIRECT" and promote it in a later run.';

/**
 * Refuses, before anything is made, to promote a domain in front of a site that has another primary domain.
 * @throws WouldGoDark
 */
export const refuseDarkness = async (ctx: Context, subject: Subject, declared: Placement): Promise<void> => {
  if (declared.siteId === undefined || declared.assignmentType !== "PRIMARY") return;
  if (subject.untilSeen !== undefined) return;
  const rival = await rivalOn(ctx, declared.siteId, subject);
  if (rival !== undefined) throw new WouldGoDark(subject.domain, declared.siteId, rival, REMEDIATION);
};

/**
 * Places a domain; does nothing where it is placed already.
 * @param first a look at the domain that was just taken
 * @param known the site that the last run left the domain on
 * @throws ServesAnotherSite @throws WouldGoDark @throws TakesOthersAlong @throws NotPlaced
 */
export const place = async (
  ctx: Context,
  subject: Subject,
  first: Placed,
  declared: Placement,
  known: string | undefined,
): Promise<void> => {
  let placed: Placed | undefined = first;
  let lost: unknown;
  for (let rounds = 1; ; rounds++) {
    const step = nextStep(subject.domain, placed, declared, known);
    if (step === undefined) return;
    if (rounds > ROUNDS)
      throw new NotPlaced(subject.domain, `${step.kind} ${subject.domain} (site ${step.siteId})`, lost);
    try {
      await take(ctx, subject, step);
    } catch (error) {
      if (!isUnknownOutcome(error)) throw error;
      lost = error;
    }
    placed = await subject.look();
    if (nextStep(subject.domain, placed, declared, known)?.kind === step.kind)
      await ctx.clock.sleep(PAUSE * 2 ** (rounds - 1));
  }
};
