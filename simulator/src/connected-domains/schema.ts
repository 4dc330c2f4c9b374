import { z } from "zod";
import { siteInfoSchema } from "../domains/site-request";

export const createSchema = z.strictObject({
  connectedDomain: z.strictObject({
    domain: z.string().min(1).toLowerCase(),
    connectionType: z.enum(["NAMESERVERS", "POINTING", "UNKNOWN_CONNECTION_TYPE", "HIDDEN"]).optional(),
    siteInfo: siteInfoSchema.optional(),
    suppressNotifications: z.boolean().default(false),
  }),
});

export type ConnectionRequest = z.output<typeof createSchema>["connectedDomain"];
