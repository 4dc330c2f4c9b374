import type { SiteInfo } from "../wix/domain-assignments";
import { ASSIGNMENT_TYPES, type Placement } from "./placement";

/**
 * The place that a program would have to declare to get what was found. A program that declares no site does not care
 * for it; one that declares a `REDIRECT` is content with a primary.
 * @param declared undefined where the domain is only looked up: then all that was found
 */
export const placementFound = (site: SiteInfo | undefined, declared: Placement | undefined): Placement => {
  if (site === undefined || (declared !== undefined && declared.siteId === undefined)) return {};
  const found = ASSIGNMENT_TYPES.find(type => type === site.assignmentType);
  const assignmentType =
    declared === undefined || (declared.assignmentType === "PRIMARY" && found !== undefined)
      ? found
      : declared.assignmentType;
  return { siteId: site.siteId, ...(assignmentType !== undefined && { assignmentType }) };
};
