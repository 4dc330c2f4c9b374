import { z } from "zod";
import { changeOutcome, outcomeSchema } from "../domains/outcome";
import { type Edit } from "../http/family";
import { changeDomain } from "./change";
import { enterStatus } from "./registration";

const registrationEditSchema = z.strictObject({
  /** How registrations of the name end from the next one on; the domain need not exist. */
  outcome: outcomeSchema.exactOptional(),
  /** What the registrar makes of the domain now, whatever was still to come. */
  status: z.string().exactOptional(),
  icann: z
    .strictObject({ status: z.string(), expirationDate: z.iso.datetime().exactOptional() })
    .exactOptional(),
  expirationDate: z.iso.datetime().exactOptional(),
});

/** What happens to a domain at the registrar, or at the dashboard. */
export type RegistrationEdit = z.input<typeof registrationEditSchema>;

export function readRegistrationEdit(change: unknown): Edit {
  const { outcome, status, ...fields } = registrationEditSchema.parse(change);
  return (world, name) => {
    const now = world.clock.now();
    if (outcome !== undefined) changeOutcome(world.state, name, outcome);
    if (status !== undefined) enterStatus(world, name, status, now);
    if (Object.keys(fields).length > 0) changeDomain(world, name, now, () => fields);
  };
}
