import { z } from "zod";
import { changeOutcome, outcomeSchema } from "../domains/outcome";
import { type Edit } from "../http/family";
import { setRegistrarChanged, setStatus } from "./progress";

const propagationEditSchema = z.strictObject({
  /** Before any of the others: how the propagation goes from its next start on. */
  outcome: outcomeSchema.exactOptional(),
  /** Somebody told the registrar what setup info asks for. */
  registrarChanged: z.literal(true).exactOptional(),
  /** What the world sees from now on. */
  status: z.string().exactOptional(),
});

/** What happens to a domain outside Wix. */
export type PropagationEdit = z.input<typeof propagationEditSchema>;

export function readPropagationEdit(change: unknown): Edit {
  const { outcome, registrarChanged, status } = propagationEditSchema.parse(change);
  return (world, name) => {
    if (outcome !== undefined) changeOutcome(world.state, name, outcome);
    if (registrarChanged) setRegistrarChanged(world, name, world.clock.now());
    if (status !== undefined) setStatus(world, name, status);
  };
}
