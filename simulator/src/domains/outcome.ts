import { z } from "zod";

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

export type DomainOutcome = z.output<typeof outcomeSchema>;

interface Outcomes {
  readonly domainOutcomes: Record<string, DomainOutcome>;
}

export function outcomeOf(state: Readonly<Outcomes>, domainName: string): Required<DomainOutcome> {
  return { ...DEFAULT_OUTCOME, ...state.domainOutcomes[domainName] };
}

/** What is not named stays as it was. The domain need not exist yet. */
export function changeOutcome({ domainOutcomes }: Outcomes, domainName: string, change: DomainOutcome): void {
  domainOutcomes[domainName] = { ...domainOutcomes[domainName], ...change };
}
