import { type Task, type World } from "../account/world";
import { after, yearsAfter } from "../domains/dates";
import { type RegisteredDomain } from "../domains/domain";
import { registeredDomain } from "../domains/holding";
import { isRunning, setTimer } from "../domains/timers";
import { applicationError } from "../http/refusal";
import { changeDomain } from "./change";

/** What registries usually grant after the expiry. */
const PERIOD_MS = 30 * 24 * 60 * 60 * 1000;

/** @throws {Refusal} 428 before the expiry, after the redemption period, and while it is under way */
export function beginRedemption(world: World, name: string, { expirationDate }: RegisteredDomain): void {
  const { settings } = world.state;
  const now = world.clock.now();
  const expiry = expirationDate === undefined ? undefined : new Date(expirationDate);
  const isRedeemable = expiry !== undefined && now > expiry && now < after(expiry, PERIOD_MS);
  if (!isRedeemable || isRunning(world, "registered-domains.redemption", name))
    throw applicationError(428, "FAILED_PRECONDITION", `${name} is not in its redemption period`);
  setTimer(world, "registered-domains.redemption", name, after(now, settings.redemptionMs));
}

export const endRedemption: Task = (world, name, at) => {
  if (registeredDomain(world.state, name) === undefined) return;
  changeDomain(world, name, at, ({ expirationDate }) => ({
    status: "ACTIVE",
    expirationDate: yearsAfter(new Date(expirationDate ?? at), 1).toISOString(),
  }));
};
