import { z } from "zod";
import { connectedDomain } from "../domains/holding";
import { pageOf, pagingQuery, readOnly, repeated } from "../kernel/input";
import { type Answer, applicationError, json } from "../kernel/refusal";
import { type Caller, routesOn } from "../kernel/route";
import { hasPremiumPlan } from "../resellers/instances";
import {
  assign,
  type Assignment,
  assignmentTypeSchema,
  checkRoom,
  domainsOf,
  makePrimary,
  siteInfoOf,
  type State,
  unassign,
} from "./roles";
import { isOwnSite } from "./site-request";

/** The pages name the scope "Manage Domains" and no permission of its own. */
const PERMISSION = "SCOPE.ACC-DC-PREMIUM.MANAGE-DOMAINS";
const ASSIGNMENTS = "/domains/v1/domain-assignments";
const ASSIGNMENT = `${ASSIGNMENTS}/{domainAssignmentId}`;
const PAGE = 100;

const upsertSchema = z.strictObject({
  domainAssignment: z.strictObject({
    domain: z.string().min(1).toLowerCase(),
    siteInfo: z.strictObject({
      id: z.guid(),
      assignmentType: assignmentTypeSchema,
      ...readOnly("redirectInfo"),
    }),
    ...readOnly("id", "createdDate", "updatedDate"),
  }),
});

const defineRoute = routesOn<State>();

const upsertAssignment = defineRoute({
  method: "POST",
  template: ASSIGNMENTS,
  permission: PERMISSION,
  body: upsertSchema,
  handle({ world: { state, clock }, caller, body: { domainAssignment: asked } }) {
    const { domain: name, siteInfo } = asked;
    checkMovable(state, caller, name, siteInfo.id);
    if (state.domainAssignments[name]?.siteId !== siteInfo.id) {
      checkRoom(state, siteInfo.id, siteInfo.assignmentType);
      assign(state, name, siteInfo.id, siteInfo.assignmentType, clock.now());
      coverByPlan(state, name);
    }
    return assignmentAnswer(state, caller, name);
  },
});

const getAssignment = defineRoute({
  method: "GET",
  template: ASSIGNMENT,
  permission: PERMISSION,
  handle: ({ world: { state }, caller, parameters: { domainAssignmentId: name } }) =>
    assignmentAnswer(state, caller, name),
});

const listAssignments = defineRoute({
  method: "GET",
  template: ASSIGNMENTS,
  permission: PERMISSION,
  query: z.strictObject({
    siteIds: repeated(z.guid()),
    ...pagingQuery(PAGE),
  }),
  handle({ world: { state }, caller, query }) {
    const names = query.siteIds
      .filter(siteId => isOwnSite(state, siteId, caller.accountId))
      .flatMap(siteId => domainsOf(state, siteId))
      .toSorted();
    const { items, pagingMetadata } = pageOf([...new Set(names)], query, PAGE, state.settings);
    const domainAssignments = items.map(name => toWire(state, name, ownAssignment(state, caller, name)));
    return json(200, { pagingMetadata, domainAssignments });
  },
});

const setDomainAsPrimary = defineRoute({
  method: "PATCH",
  template: ASSIGNMENT,
  permission: PERMISSION,
  handle({ world: { state, clock }, caller, parameters: { domainAssignmentId: name } }) {
    makePrimary(state, name, ownAssignment(state, caller, name).siteId, clock.now());
    return assignmentAnswer(state, caller, name);
  },
});

const deleteAssignment = defineRoute({
  method: "DELETE",
  template: ASSIGNMENT,
  permission: PERMISSION,
  handle({ world: { state }, caller, parameters: { domainAssignmentId: name } }) {
    ownAssignment(state, caller, name);
    unassign(state, name);
    return json(200, {});
  },
});

export const domainAssignmentRoutes = [
  upsertAssignment,
  getAssignment,
  listAssignments,
  setDomainAsPrimary,
  deleteAssignment,
];

/** A domain registered elsewhere can have its zone written while it is on a premium site. */
const coverByPlan = (state: State, name: string): void => {
  const domain = connectedDomain(state, name);
  if (domain !== undefined) state.domains[name] = { ...domain, coveredByPlan: true };
};

/** The domain is the account's and no other site's primary, and the site is premium. @throws {Refusal} */
const checkMovable = (state: State, { accountId }: Caller, name: string, siteId: string): void => {
  if (state.domains[name]?.accountId !== accountId)
    throw applicationError(403, "PERMISSION_DENIED", `the account has no domain ${name}`);
  if (!isOwnSite(state, siteId, accountId))
    throw applicationError(404, "NOT_FOUND", `the account has no site ${siteId}`);
  if (!hasPremiumPlan(state, siteId))
    throw applicationError(428, "FAILED_PRECONDITION", "the site has no Premium plan");
  const current = state.domainAssignments[name];
  if (current?.assignmentType === "PRIMARY" && current.siteId !== siteId)
    throw applicationError(428, "FAILED_PRECONDITION", `${name} is the primary domain of another site`);
};

/** @throws {Refusal} 404 where the domain serves no site, 403 where it is another account's */
const ownAssignment = (
  { domains, domainAssignments }: State,
  { accountId }: Caller,
  name: string,
): Assignment => {
  const holder = domains[name]?.accountId;
  if (holder !== undefined && holder !== accountId)
    throw applicationError(403, "PERMISSION_DENIED", `${name} is another account's`);
  const assignment = domainAssignments[name];
  if (assignment === undefined) throw applicationError(404, "NOT_FOUND", `${name} is not assigned`);
  return assignment;
};

const assignmentAnswer = (state: State, caller: Caller, name: string): Answer =>
  json(200, { domainAssignment: toWire(state, name, ownAssignment(state, caller, name)) });

const toWire = (state: State, name: string, { createdDate, updatedDate }: Assignment): object => ({
  id: name,
  domain: name,
  siteInfo: siteInfoOf(state, name),
  createdDate,
  updatedDate,
});
