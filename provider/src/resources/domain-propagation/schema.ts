import * as z from "zod";
import { readDomain } from "../../domains/names";
import { guid, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Checked } from "../../lifecycle/lifecycle";

/** Arguments of `DomainPropagation` in canonical form. */
export interface DomainPropagationInputs {
  domain: string;
  triggers?: object;
  accountId?: string;
}

const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  triggers: optional(
    z.custom<object>(
      value => typeof value === "object" && value !== null,
      "write a list or an object; a change of it waits again",
    ),
  ),
  accountId: optional(guid),
};

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<DomainPropagationInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news);
  const domain = readDomain(inputs.domain, failures);
  return {
    inputs: { ...inputs, ...(domain !== undefined && { domain }) } as DomainPropagationInputs,
    failures,
  };
};
