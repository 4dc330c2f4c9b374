import { z } from "zod";
import { dates } from "../domains/dates";

export const assignmentTypeSchema = z.enum(["PRIMARY", "REDIRECT"]);
export type AssignmentType = z.output<typeof assignmentTypeSchema>;

export const assignmentSchema = z.strictObject({
  siteId: z.guid(),
  assignmentType: assignmentTypeSchema,
  ...dates,
});

/** Which site a domain serves, and in which role; its key in the state is the domain. */
export type Assignment = z.output<typeof assignmentSchema>;
