import { z } from "zod";
import { dates } from "../domains/dates";

export const propagationSchema = z.strictObject({
  /** UNKNOWN_STATUS, IN_PROGRESS, SUCCEEDED, FAILED, or any other text. */
  status: z.string(),
  /** Whether the world was told to ask Wix: before, nothing moves. */
  registrarChanged: z.boolean().default(false),
  /** Statuses still to come, one each `propagationMs`. */
  upcoming: z.array(z.string()).default([]),
  revision: z.int().positive().default(1),
  ...dates,
});

/** What the world sees of a domain's records, as last looked at; its key in the state is the domain. */
export type Propagation = z.output<typeof propagationSchema>;
