import { z } from "zod";
import { dnsPropagation } from "../dns-propagation";
import { dnsZones } from "../dns-zones";
import { domainAssignments } from "../domain-assignments";
import { domains } from "../domains";
import { changeOutcome, outcomeSchema } from "../domains/state";
import { documented, type Edit, family, inferred } from "../kernel/family";
import { resellers } from "../resellers";
import { changeDomain, endConfirmation, endRedemption, enterStatus, takeStep } from "./registration";
import { registeredDomainRoutes } from "./routes";
import { registrationSettings, type State } from "./state";

const registrationEditSchema = z.strictObject({
  /** How registrations of the name end from the next one on; the domain need not exist. */
  outcome: outcomeSchema.exactOptional(),
  /** What the registrar makes of the domain now, whatever was still to come. */
  status: z.string().exactOptional(),
  icann: z
    .strictObject({ status: z.string(), expirationDate: z.iso.datetime().exactOptional() })
    .exactOptional(),
  expirationDate: z.iso.datetime().exactOptional(),
});

/** What happens to a domain at the registrar, or at the dashboard. */
export type RegistrationEdit = z.input<typeof registrationEditSchema>;

const readRegistrationEdit = (change: unknown): Edit<State> => {
  const { outcome, status, ...fields } = registrationEditSchema.parse(change);
  return (world, name) => {
    const now = world.clock.now();
    if (outcome !== undefined) changeOutcome(world.state, name, outcome);
    if (status !== undefined) enterStatus(world, name, status, now);
    if (Object.keys(fields).length > 0) changeDomain(world, name, now, () => fields);
  };
};

export const registeredDomains = family({
  name: "registered-domains",
  needs: [resellers, domains, domainAssignments, dnsPropagation, dnsZones],
  state: {},
  settings: registrationSettings,
  routes: registeredDomainRoutes,
  edit: readRegistrationEdit,
  tasks: {
    "registered-domains.icann": endConfirmation,
    "registered-domains.redemption": endRedemption,
    "registered-domains.registration": takeStep,
  },
  evidence: [
    documented("Missing or wrong key: 401 UNAUTHENTICATED"),
    documented("Account of somebody else, or missing permission: 403 PERMISSION_DENIED"),
    documented("Contacts: lengths, characters, countries of ISO 3166-1, subdivision in 40 of them (400)"),
    inferred("Names: blanks, dots, hyphens and apostrophes count as alphanumeric"),
    documented("No domain: 400 INVALID_DOMAIN"),
    documented("Not a root domain: 400 SUBDOMAIN_NOT_SUPPORTED"),
    documented("3 to 63 characters before the TLD, else 400 DOMAIN_TOO_SHORT or DOMAIN_TOO_LONG"),
    inferred("More than 63 characters with the TLD, which the request may not have: 400 DOMAIN_TOO_LONG"),
    documented("TLD that Wix does not sell: 400 TLD_NOT_SUPPORTED"),
    documented("Registered by this account: 400 REGISTERED_DOMAIN_ALREADY_EXISTS"),
    documented("Held by anybody else, or connected: 400 DOMAIN_ALREADY_TAKEN"),
    documented("Unknown product instance: 400 PRODUCT_INSTANCE_NOT_FOUND"),
    documented("Instance PENDING, or new (setting activationMs): 400 AWAITING_PRODUCT_ACTIVATION"),
    documented("Instance canceled, failed or awaiting action: 400 PRODUCT_INSTANCE_NOT_ACTIVE"),
    inferred("Instance on a site, no domain product, or used already: 400 INVALID_PRODUCT_INSTANCE"),
    documented("Product covers another TLD: 400 INVALID_TLD"),
    documented("Cycle other than 1, 2 or 3 years: 400 INVALID_BILLING_CYCLE"),
    documented("Site without Premium plan: 400 CANNOT_ASSIGN_DOMAIN_TO_FREE_SITE"),
    inferred("Site of somebody else: 403 PERMISSION_DENIED"),
    documented("assignmentType and wix-site-id come together (400)"),
    documented("PENDING_REGISTRATION with its latest attempt, then ACTIVE or FAILED_REGISTRATION"),
    documented("Contacts that the registrar refuses (domainMarket.contactRules): FAILED_REGISTRATION later"),
    documented("A failed registration leaves its site, and can be created again"),
    inferred("ACTIVE brings expirationDate, zone and propagation"),
    documented("The zone is there while the registration is pending (setting registeredZoneFrom)"),
    inferred("A failed registration has no zone"),
    inferred("ICANN: PENDING for 15 days, then EXPIRED unless all confirmed"),
    documented("Unknown domain: 400 REGISTERED_DOMAIN_NOT_FOUND"),
    inferred("Another account's domain: 403 PERMISSION_DENIED"),
    inferred("Redeem: between the expiry and 30 days later, one year more; else 428"),
  ],
});
