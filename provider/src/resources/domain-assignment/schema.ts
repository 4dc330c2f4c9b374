import * as z from "zod";
import type { Claim } from "../../core/ownership";
import type { Partly } from "../../core/unknown";
import { claimDomain } from "../../domains/claims";
import { readDomain } from "../../domains/names";
import { ASSIGNMENT_TYPES } from "../../domains/placement";
import { guid, oneOf, optional, orUnknown } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";

export const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  siteId: orUnknown(guid),
  assignmentType: optional(oneOf(...ASSIGNMENT_TYPES)),
  accountId: optional(guid),
};

/** Arguments of `DomainAssignment` in canonical form. */
export type DomainAssignmentInputs = InputsOf<typeof SHAPE>;

export const judge = ({ domain }: Partly<DomainAssignmentInputs>): Judged => readDomain(domain);

export const claims = (inputs: Partly<DomainAssignmentInputs>, environment: Environment): Claim[] =>
  claimDomain("assigned", inputs, environment);
