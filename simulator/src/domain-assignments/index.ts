import { z } from "zod";
import { domains } from "../domains";
import { withoutDomain } from "../domains/holding";
import { documented, type Edit, family, inferred, seen } from "../kernel/family";
import { resellers } from "../resellers";
import { PLAN_ENDED } from "../resellers/changes";
import { sites } from "../sites";
import {
  assign,
  assignmentFields,
  assignmentSettings,
  assignmentTypeSchema,
  loseDomains,
  type State,
  unassign,
} from "./roles";
import { domainAssignmentRoutes } from "./routes";

const assignmentEditSchema = z.strictObject({
  /** `null`: the domain serves no site any more. */
  site: z.strictObject({ id: z.guid(), assignmentType: assignmentTypeSchema }).nullable(),
});

/** Where somebody at the dashboard puts a domain. */
export type AssignmentEdit = z.input<typeof assignmentEditSchema>;

const readAssignmentEdit = (change: unknown): Edit<State> => {
  const { site } = assignmentEditSchema.parse(change);
  return ({ state, clock }, name) => {
    if (!(name in state.domains)) throw new Error(`no domain ${name}`);
    if (site === null) unassign(state, name);
    else assign(state, name, site.id, site.assignmentType, clock.now());
  };
};

export const domainAssignments = family({
  name: "domain-assignments",
  needs: [sites, resellers, domains],
  state: assignmentFields,
  settings: assignmentSettings,
  routes: domainAssignmentRoutes,
  edit: readAssignmentEdit,
  faultsIn: (state: State) => withoutDomain(state, "domainAssignments", state.domainAssignments),
  tasks: { [PLAN_ENDED]: loseDomains },
  evidence: [
    inferred("Upsert is POST on the path of its siblings"),
    inferred("Upsert takes the whole object: read-only fields are ignored"),
    documented("The first domain of a site is its primary, whatever was asked for"),
    documented("Upsert on the same site changes nothing, not even the role"),
    documented("Upsert moves a redirect from another site"),
    documented("Upsert of another site's primary: refused"),
    documented("A new primary unassigns all other domains of the site"),
    documented("A new primary unassigns the old one alone (setting primaryDisplacement)"),
    seen("A new primary makes the old one a redirect (setting primaryDisplacement)"),
    documented("Set Domain As Primary makes the old one a redirect, and can be repeated"),
    documented("Delete of the primary unassigns all domains of the site"),
    documented("List without siteIds is empty; siteIds is repeated for each site"),
    documented("At most 300 redirects a site, on a Premium plan, else refused"),
    documented("The end of a site's Premium plan unassigns its domains"),
    inferred("Refusals: 404 NOT_FOUND, 403 PERMISSION_DENIED, 428 FAILED_PRECONDITION"),
  ],
});
