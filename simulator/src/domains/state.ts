import { z } from "zod";
import { dates } from "../kernel/clock";
import type { BaseState, Kept, SetBy, World as WorldOf } from "../kernel/world";
import { contactRuleSchema, contactsSchema } from "./contacts";
import { shapeSettings } from "./wix-records";

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
  /** How often it was paid for to be redeemed. */
  redemptions: z.int().nonnegative().default(0),
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

const domainSchema = z.discriminatedUnion("kind", [registeredSchema, connectedSchema]);

/** Which account holds a domain, and how it came to Wix. */
export type Domain = z.output<typeof domainSchema>;
export type RegisteredDomain = z.output<typeof registeredSchema>;
export type ConnectedDomain = z.output<typeof connectedSchema>;

const DEFAULT_OUTCOME = {
  registration: ["ACTIVE"],
  failure: { code: "OTHER", message: "the registrar refused the registration" },
  icann: "CONFIRMED_BY_ALL",
  propagation: ["SUCCEEDED"],
};

/** How things end for one domain, whenever they are begun; what is left out ends well. */
export const outcomeSchema = z.strictObject({
  /**
   * The statuses after PENDING_REGISTRATION, one each `registrationMs`. The last one stays; none: pending for good.
   * A further PENDING_REGISTRATION is one more attempt.
   */
  registration: z.array(z.string()).exactOptional(),
  /** What FAILED_REGISTRATION says; Wix's codes are OTHER and UNKNOWN_FAILURE_CODE. */
  failure: z.strictObject({ code: z.string(), message: z.string() }).exactOptional(),
  /** After `icannConfirmationMs`; PENDING runs into the deadline, and then is EXPIRED. */
  icann: z.string().exactOptional(),
  /** The statuses after IN_PROGRESS, one each `propagationMs`. The last one stays; none: in progress for good. */
  propagation: z.array(z.string()).exactOptional(),
});

/** What becomes of a domain after its registration or connection; what is absent goes well. */
export type DomainOutcome = z.output<typeof outcomeSchema>;

interface Outcomes {
  readonly domainOutcomes: Record<string, DomainOutcome>;
}

export const outcomeOf = (state: Readonly<Outcomes>, domainName: string): Required<DomainOutcome> => ({
  ...DEFAULT_OUTCOME,
  ...state.domainOutcomes[domainName],
});

/** What is not named stays as it was. The domain need not exist yet. */
export const changeOutcome = (
  { domainOutcomes }: Outcomes,
  domainName: string,
  change: DomainOutcome,
): void => {
  domainOutcomes[domainName] = { ...domainOutcomes[domainName], ...change };
};

const outsideDomainSchema = z.strictObject({
  /** The registrar and the name servers that it delegates to, while nobody has changed them. */
  registrar: z
    .strictObject({ name: z.string(), nameServers: z.array(z.string()) })
    .nullable()
    .default({
      name: "Example Registrar",
      nameServers: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
    }),
});

/** What the world outside the accounts holds: who has which name, and what can be had. */
const marketSchema = z.strictObject({
  /** Top-level domains that Wix sells. */
  tlds: z.array(z.string()).default(["com", "net", "org", "info", "biz", "co", "online", "shop", "store"]),
  /** Root domains registered elsewhere, such as can be connected; `registrar: null` is one that Wix cannot tell. */
  outside: z.record(z.string(), outsideDomainSchema).default({}),
  /** Names that cost more. */
  premium: z.array(z.string()).default([]),
  /** Names that Wix does not connect. */
  restricted: z.array(z.string()).default([]),
  /** What registrars want of contacts; a breach ends in FAILED_REGISTRATION. */
  contactRules: z.array(contactRuleSchema).default([
    {
      countryCode: "US",
      phone: String.raw`^\+1[ ().-]*(\d[ ().-]*){10}$`,
      postalCode: String.raw`^\d{5}(-\d{4})?$`,
    },
  ]),
});

/** Domains that are registered elsewhere, premium names, and what registrars ask of contacts. */
export type Market = z.output<typeof marketSchema>;
type OutsideDomain = z.output<typeof outsideDomainSchema>;

/** A connected domain is one even where the state does not list it. */
export const outsideDomain = ({ outside }: Market, root: string): OutsideDomain =>
  outside[root] ?? outsideDomainSchema.parse({});

export const domainFields = {
  domains: z.record(z.string(), domainSchema).default({}),
  domainOutcomes: z.record(z.string(), outcomeSchema).default({}),
  domainMarket: marketSchema.prefault({}),
};

/** All times are in milliseconds of the simulator's clock, and far shorter than Wix's own, in every family. */
export const domainSettings = {
  /** How long a new domain is not found by those who read. Nothing is known of such a lag. */
  readLagMs: z.int().nonnegative().default(0),
  ...shapeSettings,
  /** Whether zones that registering or connecting makes hold further CNAMEs of Wix's own; their targets are made up. */
  cnamesOfWix: z.boolean().default(false),
};

export type State = BaseState & Kept<typeof domainFields> & SetBy<typeof domainSettings>;
export type World = WorldOf<State>;
