import { z } from "zod";

const milliseconds = z.int().nonnegative();

/** All times are in milliseconds of the simulator's clock, and far shorter than Wix's own. */
export const domainSettings = {
  /** How long each step of a registration takes. Wix: all steps up to 48 hours. */
  registrationMs: milliseconds.default(2000),
  /** From which status on a registered domain has a zone; Wix's guide changes records while it is pending. */
  registeredZoneFrom: z.enum(["ACTIVE", "PENDING_REGISTRATION"]).default("ACTIVE"),
  /** How long a new product instance cannot be registered with. Wix: a couple of minutes. */
  activationMs: milliseconds.default(2000),
  /** How long a new domain is not found by those who read. Nothing is known of such a lag. */
  readLagMs: milliseconds.default(0),
  /** When the contacts confirm a registration to ICANN; their deadline is 15 days. */
  icannConfirmationMs: milliseconds.default(2000),
  /** How long a redemption takes. Wix: up to 7 days. */
  redemptionMs: milliseconds.default(2000),
  /** When somebody changes the registrar of a connected domain; `null` is only when the control API says so. */
  registrarChangeMs: milliseconds.nullable().default(null),
  /** How long each step of a propagation takes. Wix: up to 3 days. */
  propagationMs: milliseconds.default(2000),
  /** What setup info says of a name-server connection: Wix's reference and Wix's guides differ. */
  nameServerSetupInfo: z.enum(["nameserverRecord", "pointingRecords", "both"]).default("nameserverRecord"),
  /** What a new primary domain does to the site's others: Wix's own texts tell three stories. */
  primaryDisplacement: z.enum(["unassign-primary", "unassign-all", "demote-primary"]).default("unassign-all"),
  /** What connecting a domain a second time with equal settings does. */
  repeatedConnection: z.enum(["answer", "refuse"]).default("answer"),
};
