import type { z } from "zod";
import type { sitesSchema } from "./state";

/** Ids of the sites that a simulator starts with. */
export const SAMPLE_SITES = {
  /** Of the agency, with a Business plan. */
  premium: "20000000-0000-4000-8000-000000000001",
  /** Of the agency, without a plan. */
  free: "20000000-0000-4000-8000-000000000002",
  /** Of the agency's customer, without a plan. */
  customer: "20000000-0000-4000-8000-000000000003",
} as const;

export const sampleSite = (
  ownerAccountId: string,
  name: string,
  editorType = "STUDIO",
): z.input<typeof sitesSchema>[string] => {
  const displayName = name.charAt(0).toUpperCase() + name.slice(1);
  return { ownerAccountId, name, displayName, editorType, viewUrl: `https://example.wixsite.com/${name}` };
};
