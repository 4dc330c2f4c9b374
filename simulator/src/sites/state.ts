import { z } from "zod";

export const siteSchema = z.strictObject({
  ownerAccountId: z.guid(),
  /** Part of the free URL. */
  name: z.string(),
  displayName: z.string(),
  createdDate: z.iso.datetime().default("2025-01-01T00:00:00.000Z"),
  updatedDate: z.iso.datetime().default("2025-01-01T00:00:00.000Z"),
  /** Set while the site is in the trash. */
  trashedDate: z.iso.datetime().optional(),
  published: z.boolean().default(true),
  /** Absent when unpublished. */
  viewUrl: z.string().optional(),
  editorType: z.string().default("STUDIO"),
  blocked: z.boolean().default(false),
  /** Absent: at the root. */
  folderId: z.guid().optional(),
  namespace: z.string().default("WIX"),
  appIds: z.array(z.string()).default([]),
});

/** Whether it is premium follows from the packages, and whether a domain is connected from the domains. */
export type Site = z.output<typeof siteSchema>;

/** By the site's id. */
export const sitesSchema = z.record(z.guid(), siteSchema);
