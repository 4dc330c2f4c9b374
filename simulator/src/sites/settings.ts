import { z } from "zod";

/** What Wix's texts on Query Sites disagree about. */
export const siteSettings = {
  /** A filter on `id`: documented in 2022, said to be refused in 2026. */
  querySitesIdFilter: z.enum(["accepted", "rejected"]).default("rejected"),
  /** Which key of the answer holds the cursors: `metadata` in samples of 2026, `cursorPaging` in those of 2022. */
  querySitesPagingKey: z.enum(["metadata", "cursorPaging"]).default("metadata"),
  /** The most sites on one page, whatever limit is asked for. */
  sitesPerPage: z.int().min(1).max(100).default(100),
};
