import { PAID } from "../classes";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { except, isExcepted, type Exceptions } from "../settings";

type Config = Common & Exceptions;

export function judge(resource: Resource, config: Config): Verdict {
  const isPaid = PAID.some(kind => kind === resource.kind);
  if (!isPaid || resource.isProtected || isExcepted(resource, config)) return {};
  return {
    refused: [
      `"${resource.name}" is not protected. Give it the option { protect: true }, or name it in "except" of wix-paid-protected.`,
    ],
  };
}

/** `wix-paid-protected`. Refuses a `Package` or `RegisteredDomain` without `protect`. Setting: `except`. */
export const paidProtected = resourceRule<Config>(
  {
    name: "wix-paid-protected",
    description: "What is paid for has Pulumi's option protect.",
    enforcementLevel: "mandatory",
    settings: { except },
  },
  judge,
);
