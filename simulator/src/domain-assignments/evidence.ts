import { type EvidenceRow } from "../http/family";

export const domainAssignmentEvidence: readonly EvidenceRow[] = [
  { behaviour: "Upsert is POST on the path of its siblings", evidence: "inferred" },
  { behaviour: "The first domain of a site is its primary, whatever was asked for", evidence: "documented" },
  { behaviour: "Upsert on the same site changes nothing, not even the role", evidence: "documented" },
  { behaviour: "Upsert moves a redirect from another site", evidence: "documented" },
  { behaviour: "Upsert of another site's primary: refused", evidence: "documented" },
  { behaviour: "A new primary unassigns all other domains of the site", evidence: "documented" },
  {
    behaviour: "A new primary unassigns the old one alone (setting primaryDisplacement)",
    evidence: "documented",
  },
  {
    behaviour: "A new primary makes the old one a redirect (setting primaryDisplacement)",
    evidence: "seen in a client",
  },
  {
    behaviour: "Set Domain As Primary makes the old one a redirect, and can be repeated",
    evidence: "documented",
  },
  { behaviour: "Delete of the primary unassigns all domains of the site", evidence: "documented" },
  { behaviour: "List without siteIds is empty; siteIds is repeated for each site", evidence: "documented" },
  { behaviour: "At most 300 redirects a site, on a Premium plan, else refused", evidence: "documented" },
  { behaviour: "The end of a site's Premium plan unassigns its domains", evidence: "documented" },
  {
    behaviour: "Refusals: 404 NOT_FOUND, 403 PERMISSION_DENIED, 428 FAILED_PRECONDITION",
    evidence: "inferred",
  },
];
