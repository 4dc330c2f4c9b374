import { type World } from "../account/world";
import { type RegisteredDomain } from "../domains/domain";
import { registeredDomain } from "../domains/holding";

/** Each change is a new revision. @throws {Error} when there is no such registered domain */
export function changeDomain(
  { state }: World,
  name: string,
  at: Date,
  change: (domain: RegisteredDomain) => Partial<RegisteredDomain>,
): void {
  const domain = registeredDomain(state, name);
  if (domain === undefined) throw new Error(`no registered domain ${name}`);
  const revision = domain.revision + 1;
  state.domains[name] = { ...domain, ...change(domain), revision, updatedDate: at.toISOString() };
}
