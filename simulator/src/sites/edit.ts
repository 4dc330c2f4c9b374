import { z } from "zod";
import { type Edit } from "../http/family";
import { siteSchema } from "./state";

const { shape } = siteSchema;

const siteEditSchema = z.strictObject({
  ownerAccountId: shape.ownerAccountId.optional(),
  displayName: shape.displayName.optional(),
  published: z.boolean().optional(),
  blocked: z.boolean().optional(),
  /** `null` takes the site out of the trash. */
  trashedDate: z.iso.datetime().nullable().optional(),
});

/** What somebody at the dashboard does to a site. */
export type SiteEdit = z.input<typeof siteEditSchema>;

export function readSiteEdit(change: unknown): Edit {
  const { trashedDate, ...fields } = siteEditSchema.parse(change);
  return ({ state, clock }, siteId) => {
    const site = state.sites[siteId];
    if (site === undefined) throw new Error(`no site ${siteId} to edit`);
    Object.assign(site, fields, { updatedDate: clock.now().toISOString() });
    if (trashedDate !== undefined) site.trashedDate = trashedDate ?? undefined;
  };
}
