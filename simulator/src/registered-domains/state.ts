import { z } from "zod";
import type { State as ZonesState } from "../dns-zones/state";
import type { State as AssignmentsState } from "../domain-assignments/roles";
import { siteInfoSchema } from "../domain-assignments/site-request";
import { contactsSchema } from "../domains/contacts";
import { readOnly } from "../kernel/input";
import type { SetBy, World as WorldOf } from "../kernel/world";

export const createSchema = z.strictObject({
  registeredDomain: z.strictObject({
    domain: z.string().min(1).toLowerCase(),
    productInstanceId: z.guid(),
    contacts: contactsSchema,
    siteInfo: siteInfoSchema.optional(),
    ...readOnly(
      "id",
      "revision",
      "status",
      "pendingRegistrationInfo",
      "failedRegistrationInfo",
      "icannConfirmationStatus",
      "icannConfirmationStatusInfo",
      "dnsPropagationStatus",
      "expirationDate",
      "createdDate",
      "updatedDate",
    ),
  }),
});

export type RegistrationRequest = z.output<typeof createSchema>["registeredDomain"];

const milliseconds = z.int().nonnegative();

export const registrationSettings = {
  /** How long each step of a registration takes. Wix: all steps up to 48 hours. */
  registrationMs: milliseconds.default(2000),
  /** From which status on a registered domain has a zone; Wix's guide changes records while it is pending. */
  registeredZoneFrom: z.enum(["ACTIVE", "PENDING_REGISTRATION"]).default("ACTIVE"),
  /** How long a new product instance cannot be registered with. Wix: a couple of minutes. */
  activationMs: milliseconds.default(2000),
  /** When the contacts confirm a registration to ICANN; their deadline is 15 days. */
  icannConfirmationMs: milliseconds.default(2000),
  /** How long a redemption takes. Wix: up to 7 days. */
  redemptionMs: milliseconds.default(2000),
  /** What a second call is told while a redemption is under way; `taken` pays once more. Nothing is known of it. */
  repeatedRedemption: z.enum(["refused", "taken"]).default("refused"),
};

export type State = ZonesState & AssignmentsState & SetBy<typeof registrationSettings>;
export type World = WorldOf<State>;
