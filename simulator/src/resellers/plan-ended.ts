import { type World } from "../account/world";
import { loseDomains } from "../domains/plan-end";

/** What happens to a site's other services the moment its Premium plan is gone. */
type Consequence = (world: World, siteId: string) => void;

/** A family that keeps things which only a premium site can have names its consequence here. */
const CONSEQUENCES: readonly Consequence[] = [loseDomains];

export function planEnded(world: World, siteId: string): void {
  for (const follow of CONSEQUENCES) follow(world, siteId);
}
