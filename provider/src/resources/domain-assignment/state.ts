import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import type { Placement } from "../../domains/placement";
import { FIELDS } from "./fields";
import type { DomainAssignmentInputs } from "./schema";

/** What nobody has to see. */
export interface Memory {
  /** The place that the domain had when it was first declared here; absent where it had none, or was moved since. */
  found?: Placement;
  /** The domain that was primary of the site before this one was promoted. */
  displaced?: string;
  /** Another site on which a run that did not finish may have put the domain. */
  perhapsOn?: string;
}

export interface DomainAssignmentState extends DomainAssignmentInputs {
  hidden?: Memory;
}

export const stateOf = (
  inputs: DomainAssignmentInputs,
  { found, displaced, perhapsOn }: { [Part in keyof Memory]: Memory[Part] | undefined } = {},
): DomainAssignmentState => {
  const hidden: Memory = present({ found, displaced, perhapsOn });
  return {
    ...pickArguments<DomainAssignmentInputs>(FIELDS, inputs),
    ...(Object.keys(hidden).length > 0 && { hidden }),
  };
};
