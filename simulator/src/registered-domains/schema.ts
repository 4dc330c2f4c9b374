import { z } from "zod";
import { siteInfoSchema } from "../domains/site-request";
import { contactsSchema } from "./contacts";

export const createSchema = z.strictObject({
  registeredDomain: z.strictObject({
    domain: z.string().min(1).toLowerCase(),
    productInstanceId: z.guid(),
    contacts: contactsSchema,
    siteInfo: siteInfoSchema.optional(),
  }),
});

export type RegistrationRequest = z.output<typeof createSchema>["registeredDomain"];
