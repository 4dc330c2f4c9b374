import { limitsOf, tally } from "../products";
import { resourceRule, type Common, type Resource, type Verdict } from "../rule";
import { limit, limitOfEach } from "../settings";

interface Config extends Common {
  readonly packages?: number;
  readonly domains?: number;
  readonly products?: Readonly<Record<string, number>>;
}

/*
 * A ceiling on all that the program declares, whether it exists or not: a policy that sees inputs cannot tell. It is judged
 * resource by resource, so that an update without a preview is stopped too. Which of them comes last is Pulumi's choice, so such
 * an update may still buy a new one before it gets to one that exists. A preview finds it in any order.
 */
export function judge(resource: Resource, config: Config, before: readonly Resource[]): Verdict {
  if (resource.kind === "Package") return judgePackage(resource, config, ofKind(before, "Package"));
  if (resource.kind === "RegisteredDomain")
    return exceeding(resource, "registered domain", "domains", config.domains, ofKind(before, resource.kind));
  return {};
}

function judgePackage(resource: Resource, config: Config, before: readonly Resource[]): Verdict {
  const { refused = [] } = exceeding(resource, "package", "packages", config.packages, before);
  const limits = limitsOf(config.products);
  const earlier = tally(before).counts;
  const { counts, unclear } = tally([resource]);
  const products = [...counts].flatMap(([id, count]) => {
    const most = limits.get(id);
    const all = count + (earlier.get(id) ?? 0);
    return most === undefined || all <= most
      ? []
      : [
          `"${resource.name}" brings product ${id} to ${all}; the limit is ${most}. Declare fewer, or raise "products" of wix-paid-ceiling.`,
        ];
  });
  const untold =
    limits.size > 0 && unclear.length > 0 ? [`Products of "${resource.name}" are only known later.`] : [];
  return { refused: [...refused, ...products], untold };
}

function exceeding(
  { name }: Resource,
  what: string,
  setting: keyof Config,
  most: number | undefined,
  { length }: readonly Resource[],
): Verdict {
  if (most === undefined || length < most) return {};
  return {
    refused: [
      `"${name}" is ${what} ${length + 1} of the stack; the limit is ${most}. Declare fewer, or raise "${setting}" of wix-paid-ceiling.`,
    ],
  };
}

const ofKind = (resources: readonly Resource[], kind: Resource["kind"]): readonly Resource[] =>
  resources.filter(one => one.kind === kind);

/** `wix-paid-ceiling`. Refuses more packages, domains or products than a stack may declare. Settings: `packages`, `domains`, `products`, without limit by default. */
export const paidCeiling = resourceRule<Config>(
  {
    name: "wix-paid-ceiling",
    description: "A stack holds a limited number of paid things.",
    enforcementLevel: "mandatory",
    settings: {
      packages: limit("Packages that the stack may declare."),
      domains: limit("Registered domains that the stack may declare."),
      products: limitOfEach("How many of each product the stack may declare, by catalog id."),
    },
  },
  judge,
);
