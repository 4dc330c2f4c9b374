import { type State } from "../account/state";
import { type AssignmentType } from "./assignment";

/** The names that the site answers to. */
export function domainsOf({ domainAssignments }: State, siteId: string): string[] {
  return Object.keys(domainAssignments).filter(name => domainAssignments[name]?.siteId === siteId);
}

export function primaryOf(state: State, siteId: string): string | undefined {
  return domainsOf(state, siteId).find(name => state.domainAssignments[name]?.assignmentType === "PRIMARY");
}

/** Puts the domain on the site. The first domain of a site is its primary, whatever was wanted. */
export function assign(state: State, name: string, siteId: string, wanted: AssignmentType, at: Date): void {
  unassign(state, name);
  const assignmentType = primaryOf(state, siteId) === undefined ? "PRIMARY" : wanted;
  if (assignmentType === "PRIMARY") displace(state, siteId, at);
  const now = at.toISOString();
  state.domainAssignments[name] = { siteId, assignmentType, createdDate: now, updatedDate: now };
}

/** Makes way for a new primary domain, in one of the ways that Wix's texts tell. */
function displace(state: State, siteId: string, at: Date): void {
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
}

/** The old primary domain of the site becomes a redirect. */
export function makePrimary(state: State, name: string, siteId: string, at: Date): void {
  const old = primaryOf(state, siteId);
  if (old === name) return;
  if (old !== undefined) changeRole(state, old, "REDIRECT", at);
  changeRole(state, name, "PRIMARY", at);
}

/** Without its primary domain a site loses them all. */
export function unassign(state: State, name: string): void {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return;
  remove(state, assignment.assignmentType === "PRIMARY" ? domainsOf(state, assignment.siteId) : [name]);
}

/** What answers say of the site that a domain serves; nothing when it serves none. */
export function siteInfoOf(state: State, name: string): object | undefined {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return undefined;
  const { siteId, assignmentType } = assignment;
  const primaryDomain = primaryOf(state, siteId);
  const redirectInfo = assignmentType === "REDIRECT" && primaryDomain !== undefined && { primaryDomain };
  return { id: siteId, assignmentType, ...(redirectInfo && { redirectInfo }) };
}

function changeRole(state: State, name: string, assignmentType: AssignmentType, at: Date): void {
  const assignment = state.domainAssignments[name];
  if (assignment === undefined) return;
  state.domainAssignments[name] = { ...assignment, assignmentType, updatedDate: at.toISOString() };
}

function remove(state: State, names: readonly string[]): void {
  state.domainAssignments = Object.fromEntries(
    Object.entries(state.domainAssignments).filter(([name]) => !names.includes(name)),
  );
}

export function unassignSite(state: State, siteId: string): void {
  remove(state, domainsOf(state, siteId));
}
