import { UNKNOWN } from "../known";
import { canonical } from "../record-sets";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { listOf } from "../settings";

interface Config extends Common {
  readonly premium?: readonly string[];
  readonly redeem?: readonly string[];
}

const COSTS = [
  { argument: "allowPremium", setting: "premium", does: "may cost a multiple" },
  { argument: "redeem", setting: "redeem", does: "pays for an expired domain" },
] as const;

export function judge({ kind, name, args }: Resource, config: Config): Verdict {
  if (kind !== "RegisteredDomain") return {};
  const domain = typeof args.domain === "string" ? canonical(args.domain) : undefined;
  const refused: string[] = [];
  const untold: string[] = [];
  for (const { argument, setting, does } of COSTS) {
    const value = args[argument];
    if (value === undefined || value === false) continue;
    if (domain !== undefined && config[setting]?.map(canonical).includes(domain)) continue;
    if (value === UNKNOWN) untold.push(`${argument} of "${name}" is only known later.`);
    else if (domain === undefined)
      untold.push(`Which domain has ${argument} is only known later ("${name}").`);
    else
      refused.push(
        `"${name}" has ${argument}, which ${does}. Take it out, or add ${domain} to "${setting}" of wix-costly-domains.`,
      );
  }
  return { refused, untold };
}

/** `wix-costly-domains`. Refuses `allowPremium` and `redeem`. Settings: `premium`, `redeem`, lists of domains that may. */
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
