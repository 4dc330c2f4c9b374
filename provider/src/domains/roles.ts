import type { Failure } from "../core/failure";

/** A role needs a site. */
export const judgeRole = (inputs: { siteId?: unknown; assignmentType?: unknown }): Failure[] =>
  inputs.assignmentType === undefined || inputs.siteId !== undefined
    ? []
    : [
        {
          property: "assignmentType",
          reason: "is the domain's role on a site, and siteId names none; add siteId",
        },
      ];
