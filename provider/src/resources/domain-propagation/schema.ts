import * as z from "zod";
import { readDomain } from "../../domains/names";
import { guid, optional, orUnknown } from "../../lifecycle/inputs";
import type { InputsOf, Judged } from "../../lifecycle/resource";
import type { Partly } from "../../core/unknown";

export const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  triggers: optional(
    z.custom<object>(
      value => typeof value === "object" && value !== null,
      "write a list or an object; a change of it waits again",
    ),
  ),
  accountId: optional(guid),
};

/** Arguments of `DomainPropagation` in canonical form. */
export type DomainPropagationInputs = InputsOf<typeof SHAPE>;

export const judge = ({ domain }: Partly<DomainPropagationInputs>): Judged => readDomain(domain);
