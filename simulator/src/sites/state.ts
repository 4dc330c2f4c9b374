import { z } from "zod";
import type { Edit } from "../kernel/family";
import { applicationError } from "../kernel/refusal";
import type { BaseState, Kept } from "../kernel/world";

const siteSchema = z.strictObject({
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
  /** Relative, as is `thumbnail`. */
  editUrl: z.string().optional(),
  thumbnail: z.string().default(""),
  /** Default: one that follows from the site's id. */
  htmlAppId: z.guid().optional(),
  contributorAccountIds: z.array(z.guid()).default([]),
  blocked: z.boolean().default(false),
  /** Absent: at the root. */
  folderId: z.guid().optional(),
  namespace: z.string().default("WIX"),
  /** No other value than this one was seen. */
  parentChildRole: z.string().default("NONE"),
  appIds: z.array(z.string()).default([]),
});

/** Whether it is premium follows from the packages, and whether a domain is connected from the domains. */
export type Site = z.output<typeof siteSchema>;

/** By the site's id. */
export const sitesSchema = z.record(z.guid(), siteSchema);

export const siteFields = { sites: sitesSchema.default({}) };

export type State = BaseState & Kept<typeof siteFields>;

/**
 * @param status of the refusal: Wix's families answer differently
 * @throws {Refusal} `SITE_NOT_FOUND` when the site is unknown, another account's, or in the trash
 */
export const checkOwnSite = (state: State, accountId: string, siteId: string, status: 400 | 404): Site => {
  const site = state.sites[siteId];
  if (site?.ownerAccountId !== accountId || site.trashedDate !== undefined)
    throw applicationError(status, "SITE_NOT_FOUND", `no site ${siteId} in account ${accountId}`);
  return site;
};

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

export const readSiteEdit = (change: unknown): Edit<State> => {
  const { trashedDate, ...fields } = siteEditSchema.parse(change);
  return ({ state, clock }, siteId) => {
    const site = state.sites[siteId];
    if (site === undefined) throw new Error(`no site ${siteId} to edit`);
    Object.assign(site, fields, { updatedDate: clock.now().toISOString() });
    if (trashedDate !== undefined) site.trashedDate = trashedDate ?? undefined;
  };
};
