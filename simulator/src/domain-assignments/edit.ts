import { z } from "zod";
import { type Edit } from "../http/family";
import { assignmentTypeSchema } from "./assignment";
import { assign, unassign } from "./roles";

const assignmentEditSchema = z.strictObject({
  /** `null`: the domain serves no site any more. */
  site: z.strictObject({ id: z.guid(), assignmentType: assignmentTypeSchema }).nullable(),
});

/** Where somebody at the dashboard puts a domain. */
export type AssignmentEdit = z.input<typeof assignmentEditSchema>;

export function readAssignmentEdit(change: unknown): Edit {
  const { site } = assignmentEditSchema.parse(change);
  return ({ state, clock }, name) => {
    if (!(name in state.domains)) throw new Error(`no domain ${name}`);
    if (site === null) unassign(state, name);
    else assign(state, name, site.id, site.assignmentType, clock.now());
  };
}
