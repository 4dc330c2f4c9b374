import { z } from "zod";
import { readOnly } from "../kernel/input";
import { type Refusal, ruleError } from "../kernel/refusal";
import type { Caller } from "../kernel/route";
import { hasPremiumPlan } from "../resellers/instances";
import { type AssignmentType, assignmentTypeSchema, checkRoom, type State } from "./roles";

const GUID = z.guid();

/** The role for which a request asks; the site itself comes in the header `wix-site-id`. */
export const siteInfoSchema = z.strictObject({
  assignmentType: assignmentTypeSchema.optional(),
  ...readOnly("id", "redirectInfo"),
});

/** Where a new domain is to serve. */
export interface SiteRequest {
  readonly siteId: string;
  readonly assignmentType: AssignmentType;
}

/** How a family refuses a site. */
interface SiteRefusals {
  readonly malformed: () => Refusal;
  /** None of the account's, or in the trash. */
  readonly unknown: () => Refusal;
  /** Without a Premium plan. */
  readonly free: () => Refusal;
}

/** @returns `undefined` where the domain is to serve no site. @throws {Refusal} */
export const readSiteRequest = (
  state: State,
  { siteId, accountId }: Caller,
  siteInfo: z.output<typeof siteInfoSchema> | undefined,
  refusals: SiteRefusals,
): SiteRequest | undefined => {
  const assignmentType = siteInfo?.assignmentType;
  if (siteId === undefined && assignmentType === undefined) return undefined;
  if (siteId === undefined)
    throw ruleError("siteInfo.assignmentType", "SITE_HEADER_REQUIRED", "needs the header wix-site-id");
  if (!GUID.safeParse(siteId).success) throw refusals.malformed();
  if (!isOwnSite(state, siteId, accountId)) throw refusals.unknown();
  if (!hasPremiumPlan(state, siteId)) throw refusals.free();
  if (assignmentType === undefined)
    throw ruleError("siteInfo.assignmentType", "REQUIRED_WITH_SITE", "is required with wix-site-id");
  checkRoom(state, siteId, assignmentType);
  return { siteId, assignmentType };
};

export const isOwnSite = ({ sites }: State, siteId: string, accountId: string): boolean => {
  const site = sites[siteId];
  return site?.ownerAccountId === accountId && site.trashedDate === undefined;
};
