import { UNKNOWN } from "../known";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { listOf } from "../settings";

interface Config extends Common {
  readonly premium?: readonly string[];
  readonly redeem?: readonly string[];
}

export function judge({ kind, name, args }: Resource, { premium = [], redeem = [] }: Config): Verdict {
  if (kind !== "RegisteredDomain") return {};
  const domain = typeof args.domain === "string" ? args.domain : name;
  const asked = [
    {
      argument: "allowPremium",
      cost: "may cost a multiple",
      setting: "premium",
      allowed: premium,
      value: args.allowPremium,
    },
    {
      argument: "redeem",
      cost: "pays for an expired domain",
      setting: "redeem",
      allowed: redeem,
      value: args.redeem,
    },
  ].filter(({ allowed, value }) => value !== undefined && value !== false && !allowed.includes(domain));
  const isUnknown = ({ value }: { value: unknown }): boolean => value === UNKNOWN;
  return {
    refused: asked
      .filter(one => !isUnknown(one))
      .map(
        ({ argument, cost, setting }) =>
          `"${name}" has ${argument}, which ${cost}. Take it out, or add ${domain} to "${setting}" of wix-costly-domains.`,
      ),
    untold: asked.filter(isUnknown).map(({ argument }) => `${argument} of "${name}" is only known later.`),
  };
}

export const costlyDomains = resourceRule<Config>(
  {
    name: "wix-costly-domains",
    description: "Premium names and redemptions are paid for named domains only.",
    enforcementLevel: "mandatory",
    settings: {
      premium: listOf("Domains that may be registered although they are premium names."),
      redeem: listOf("Domains that may be redeemed once they have expired."),
    },
  },
  judge,
);
