import { UNKNOWN } from "../known";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { except, isExcepted, type Exceptions } from "../settings";

type Config = Common & Exceptions;

export function judge(resource: Resource, config: Config): Verdict {
  const { kind, name, args } = resource;
  if (kind !== "ConnectedDomain" || isExcepted(resource, config)) return {};
  if (args.force === UNKNOWN) return { untold: [`force of "${name}" is only known later.`] };
  if (args.force !== true) return {};
  return {
    refused: [
      `"${name}" has force: true, so its end takes the whole zone with it, mail included. Take it out, or name it in "except" of wix-forced-disconnect.`,
    ],
  };
}

/** `wix-forced-disconnect`. Refuses a `ConnectedDomain` with `force: true`. Setting: `except`. */
export const forcedDisconnect = resourceRule<Config>(
  {
    name: "wix-forced-disconnect",
    description: "No connected domain takes foreign records with it.",
    enforcementLevel: "mandatory",
    settings: { except },
  },
  judge,
);
