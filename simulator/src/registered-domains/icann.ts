import { type Task, type World } from "../account/world";
import { after } from "../domains/dates";
import { type RegisteredDomain } from "../domains/domain";
import { registeredDomain } from "../domains/holding";
import { outcomeOf } from "../domains/outcome";
import { setTimer } from "../domains/timers";
import { changeDomain } from "./change";
import { emailAddresses } from "./contacts";

const DEADLINE_MS = 15 * 24 * 60 * 60 * 1000;

/** Asks the contacts to confirm; who never does is shut off at the deadline. */
export function beginConfirmation(world: World, name: string, at: Date): RegisteredDomain["icann"] {
  const deadline = after(at, DEADLINE_MS);
  const isIgnored = outcomeOf(world.state, name).icann === "PENDING";
  const answered = after(at, world.state.settings.icannConfirmationMs);
  setTimer(world, "registered-domains.icann", name, isIgnored ? deadline : answered);
  return { status: "PENDING", expirationDate: deadline.toISOString() };
}

export const endConfirmation: Task = (world, name, at) => {
  if (registeredDomain(world.state, name) === undefined) return;
  const { icann } = outcomeOf(world.state, name);
  const status = icann === "PENDING" ? "EXPIRED" : icann;
  changeDomain(world, name, at, domain => ({ icann: { ...domain.icann, status } }));
};

/** The fields of a registered domain that speak of it. */
export function confirmationFields({ icann, contacts }: RegisteredDomain): object {
  const { status, expirationDate } = icann;
  const notConfirmedBy = contacts === undefined ? [] : emailAddresses(contacts);
  const details: Readonly<Record<string, object>> = {
    PENDING: { pending: { expirationDate, notConfirmedBy } },
    EXPIRED: { expired: { notConfirmedBy } },
  };
  const icannConfirmationStatusInfo = details[status];
  return {
    icannConfirmationStatus: status,
    ...(icannConfirmationStatusInfo && { icannConfirmationStatusInfo }),
  };
}
