import type { State } from "../account/state";
import type { Domain } from "../domains/state";
import type { ScheduledTask } from "../kernel/world";
import type { ProductInstance } from "../resellers/state";
import type { Wait } from "./model";

const dueAt = ({ schedule }: State, task: string, subject: string): string | null =>
  schedule.find((entry: ScheduledTask) => entry.task === task && entry.subject === subject)?.dueAt ?? null;

/** What the domain waits for, be it time or somebody. */
export const waitsOf = (state: State, name: string, domain: Domain): Wait[] => [
  ...(domain.kind === "registered" ? registrationWaits(state, name, domain) : []),
  ...propagationWaits(state, name),
];

const registrationWaits = (
  state: State,
  name: string,
  { status, upcoming, icann }: Extract<Domain, { kind: "registered" }>,
): Wait[] => {
  const waits: Wait[] = [];
  const [next] = upcoming;
  if (next !== undefined)
    waits.push({
      what: `the registrar: ${next}`,
      until: dueAt(state, "registered-domains.registration", name),
    });
  else if (status === "PENDING_REGISTRATION") waits.push({ what: "the registrar", until: null });
  if (icann.status === "PENDING")
    waits.push({ what: "the contacts to confirm", until: dueAt(state, "registered-domains.icann", name) });
  const redemption = dueAt(state, "registered-domains.redemption", name);
  if (redemption !== null) waits.push({ what: "the redemption", until: redemption });
  return waits;
};

const propagationWaits = (state: State, name: string): Wait[] => {
  const propagation = state.dnsPropagations[name];
  if (propagation === undefined) return [];
  const { status, registrarChanged, upcoming } = propagation;
  const [next] = upcoming;
  if (next !== undefined) {
    const until = dueAt(state, "dns-propagation.step", name);
    // A registration that failed has stopped it.
    return until === null ? [] : [{ what: `the world to see it: ${next}`, until }];
  }
  if (registrarChanged) return status === "IN_PROGRESS" ? [{ what: "the world to see it", until: null }] : [];
  const changed = dueAt(state, "dns-propagation.registrar-changed", name);
  return [{ what: "a change at its registrar", until: changed }];
};

export const waitsOfInstance = ({ status, settling }: ProductInstance): Wait[] => {
  if (settling !== undefined && settling.into.status !== "PENDING")
    return [{ what: settling.into.status, until: settling.at }];
  return status === "PENDING" || status === "AWAITING_ACTION"
    ? [{ what: "somebody at Wix", until: null }]
    : [];
};
