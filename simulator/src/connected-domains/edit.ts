import { z } from "zod";
import { connectedDomain, disconnect } from "../domains/holding";
import { type Edit } from "../http/family";

const connectionEditSchema = z.strictObject({
  /** Somebody takes the domain out of the account. */
  disconnect: z.literal(true),
});

/** What somebody at the dashboard does to a connected domain. */
export type ConnectionEdit = z.input<typeof connectionEditSchema>;

export function readConnectionEdit(change: unknown): Edit {
  connectionEditSchema.parse(change);
  return (world, name) => {
    if (connectedDomain(world.state, name) === undefined) throw new Error(`no connected domain ${name}`);
    disconnect(world, name);
  };
}
