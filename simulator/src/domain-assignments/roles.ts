import { z } from "zod";
import { connectedDomain } from "../domains/holding";
import type { State as DomainsState } from "../domains/state";
import { dates } from "../kernel/clock";
import { applicationError } from "../kernel/refusal";
import type { Task } from "../kernel/schedule";
import type { Kept, SetBy } from "../kernel/world";
import type { State as ResellersState } from "../resellers/state";

export const assignmentTypeSchema = z.enum(["PRIMARY", "REDIRECT"]);

export type AssignmentType = z.output<typeof assignmentTypeSchema>;

const assignmentSchema = z.strictObject({
  siteId: z.guid(),
  assignmentType: assignmentTypeSchema,
  ...dates,
});

export const assignmentFields = { domainAssignments: z.record(z.string(), assignmentSchema).default({}) };

export const assignmentSettings = {
  /** What a new primary domain does to the site's others: Wix's own texts tell three stories. */
  primaryDisplacement: z.enum(["unassign-primary", "unassign-all", "demote-primary"]).default("unassign-all"),
};

export type State = ResellersState &
  DomainsState &
  Kept<typeof assignmentFields> &
  SetBy<typeof assignmentSettings>;

/** Which site a domain serves, and in which role; its key in the state is the domain. */
export type Assignment = z.output<typeof assignmentSchema>;

/** The names that the site answers to. */
export const domainsOf = ({ domainAssignments }: State, siteId: string): string[] =>
  Object.keys(domainAssignments).filter(name => domainAssignments[name]?.siteId === siteId);

const primaryOf = (state: State, siteId: string): string | undefined =>
  domainsOf(state, siteId).find(name => state.domainAssignments[name]?.assignmentType === "PRIMARY");

/** Puts the domain on the site. The first domain of a site is its primary, whatever was wanted. */
export const assign = (
  state: State,
  name: string,
  siteId: string,
  wanted: AssignmentType,
  at: Date,
): void => {
  unassign(state, name);
  const assignmentType = primaryOf(state, siteId) === undefined ? "PRIMARY" : wanted;
  if (assignmentType === "PRIMARY") displace(state, siteId, at);
  const now = at.toISOString();
  state.domainAssignments[name] = { siteId, assignmentType, createdDate: now, updatedDate: now };
};

/** Makes way for a new primary domain, in one of the ways that Wix's texts tell. */
const displace = (state: State, siteId: string, at: Date): void => {
  const primary = primaryOf(state, siteId);
  switch (state.settings.primaryDisplacement) {
    case "unassign-all":
      remove(state, domainsOf(state, siteId));
      return;
    case "unassign-primary":
      if (primary !== undefined) remove(state, [primary]);
      return;
    case "demote-primary":
      if (primary !== undefined) changeRole(state, primary, "REDIRECT", at);
  }
};

/** The old primary domain of the site becomes a redirect. */
export const makePrimary = (state: State, name: string, siteId: string, at: Date): void => {
  const old = primaryOf(state, siteId);
  if (old === name) return;
  if (old !== undefined) changeRole(state, old, "REDIRECT", at);
  changeRole(state, name, "PRIMARY", at);
};

/** Without its primary domain a site loses them all. */
export const unassign = (state: State, name: string): void => {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return;
  remove(state, assignment.assignmentType === "PRIMARY" ? domainsOf(state, assignment.siteId) : [name]);
};

/** What answers say of the site that a domain serves; nothing when it serves none. */
export const siteInfoOf = (state: State, name: string): object | undefined => {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return undefined;
  const { siteId, assignmentType } = assignment;
  const primaryDomain = primaryOf(state, siteId);
  const redirectInfo = assignmentType === "REDIRECT" && primaryDomain !== undefined && { primaryDomain };
  return { id: siteId, assignmentType, ...(redirectInfo && { redirectInfo }) };
};

const changeRole = (state: State, name: string, assignmentType: AssignmentType, at: Date): void => {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return;
  state.domainAssignments[name] = { ...assignment, assignmentType, updatedDate: at.toISOString() };
};

const remove = (state: State, names: readonly string[]): void => {
  state.domainAssignments = Object.fromEntries(
    Object.entries(state.domainAssignments).filter(([name]) => !names.includes(name)),
  );
};

const MAX_REDIRECTS = 300;

/** @throws {Refusal} 428 where the site has as many redirects as it can have */
export const checkRoom = (state: State, siteId: string, wanted: AssignmentType): void => {
  const redirects = domainsOf(state, siteId).length - 1;
  if (wanted === "REDIRECT" && redirects >= MAX_REDIRECTS)
    throw applicationError(428, "FAILED_PRECONDITION", `a site has at most ${MAX_REDIRECTS} redirects`);
};

/** Takes the site's domains off it; what was registered elsewhere is covered by no plan any more. */
export const loseDomains: Task<State> = ({ state }, siteId) => {
  for (const name of domainsOf(state, siteId)) {
    const domain = connectedDomain(state, name);
    if (domain !== undefined) state.domains[name] = { ...domain, coveredByPlan: false };
  }
  remove(state, domainsOf(state, siteId));
};
