import { z } from "zod";
import { contactsSchema } from "../registered-domains/contacts";
import { dates } from "./dates";

const registeredSchema = z.strictObject({
  kind: z.literal("registered"),
  accountId: z.guid(),
  /** One of Wix's, or any other text. */
  status: z.string().default("ACTIVE"),
  /** Statuses that the registration still goes through, one each `registrationMs`. */
  upcoming: z.array(z.string()).default([]),
  productInstanceId: z.guid().optional(),
  /** From the product's billing cycle. */
  years: z.int().positive().default(1),
  contacts: contactsSchema.optional(),
  latestAttempt: z.strictObject({ number: z.int().positive(), timestamp: z.iso.datetime() }).optional(),
  failure: z.strictObject({ code: z.string(), message: z.string() }).optional(),
  icann: z
    .strictObject({ status: z.string(), expirationDate: z.iso.datetime().optional() })
    .default({ status: "CONFIRMED_BY_ALL" }),
  expirationDate: z.iso.datetime().optional(),
  revision: z.int().positive().default(1),
  ...dates,
});

const connectedSchema = z.strictObject({
  kind: z.literal("connected"),
  accountId: z.guid(),
  connectionType: z.enum(["NAMESERVERS", "POINTING", "UNKNOWN_CONNECTION_TYPE"]),
  coveredByPlan: z.boolean().default(true),
  suppressNotifications: z.boolean().default(false),
  ...dates,
});

export const domainSchema = z.discriminatedUnion("kind", [registeredSchema, connectedSchema]);

/** Which account holds a domain, and how it came to Wix. */
export type Domain = z.output<typeof domainSchema>;
export type RegisteredDomain = z.output<typeof registeredSchema>;
export type ConnectedDomain = z.output<typeof connectedSchema>;
