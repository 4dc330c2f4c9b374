import { UNKNOWN } from "../known";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { except, isExcepted, type Exceptions } from "../settings";

type Config = Common & Exceptions;

/** A `RegisteredDomain` has no such argument: its end never cancels anything. */
export function judge(resource: Resource, config: Config): Verdict {
  const { kind, name, args } = resource;
  if (kind !== "Package" || isExcepted(resource, config)) return {};
  if (args.onDestroy === UNKNOWN) return { untold: [`onDestroy of "${name}" is only known later.`] };
  if (args.onDestroy !== "cancel") return {};
  return {
    refused: [
      `"${name}" has onDestroy: "cancel", so its end cancels what is paid for. Say onDestroy: "keep", or name it in "except" of wix-paid-kept.`,
    ],
  };
}

/** `wix-paid-kept`. Refuses a `Package` with `onDestroy: "cancel"`. Setting: `except`. */
export const paidKept = resourceRule<Config>(
  {
    name: "wix-paid-kept",
    description: "The end of a resource cancels nothing that is paid for.",
    enforcementLevel: "mandatory",
    settings: { except },
  },
  judge,
);
