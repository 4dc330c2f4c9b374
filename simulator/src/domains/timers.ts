import { schedule, type World } from "../account/world";

/** What a domain waits for; at most one of each at a time. */
export type Timer =
  | "dns-propagation.registrar-changed"
  | "dns-propagation.step"
  | "registered-domains.icann"
  | "registered-domains.redemption"
  | "registered-domains.registration";

/** Takes the place of the same timer of the domain, if it runs. */
export function setTimer(world: World, task: Timer, domainName: string, dueAt: Date): void {
  world.state.schedule = world.state.schedule.filter(
    entry => entry.task !== task || entry.subject !== domainName,
  );
  schedule(world, { dueAt: dueAt.toISOString(), task, subject: domainName });
}

export function isRunning({ state }: World, task: Timer, domainName: string): boolean {
  return state.schedule.some(entry => entry.task === task && entry.subject === domainName);
}

export function clearTimers({ state }: World, domainName: string): void {
  state.schedule = state.schedule.filter(entry => entry.subject !== domainName);
}
