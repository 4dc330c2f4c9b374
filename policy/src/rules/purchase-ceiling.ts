import { limitsOf, tally } from "../products";
import { stackRule, type Common, type Resource, type Verdict } from "../rule";
import { limit, limitOfEach } from "../settings";

interface Config extends Common {
  readonly packages?: number;
  readonly domains?: number;
  readonly products?: Readonly<Record<string, number>>;
}

/** Packages that may be bought in one run, and domains that may be registered. */
const MOST = 5;

/*
 * Of what exists and does not change, Pulumi shows a preview the outputs, of anything else the inputs alone: no id, nothing of
 * the earlier state, and none of the hidden arguments. So what is counted is all that a run would buy *or change*, which may cost
 * money as well: another product, another billing cycle, a redemption. At the end of an update all outputs are known, and there
 * is nothing left to count: this rule protects who previews, `wix-paid-ceiling` also who does not.
 */
export function judge(resources: readonly Resource[], config: Config): Verdict {
  const packages = resources.filter(one => one.kind === "Package" && !isThere(one));
  const domains = resources.filter(one => one.kind === "RegisteredDomain" && !isThere(one));
  const limits = limitsOf(config.products);
  const { counts, unclear } = tally(packages);
  return {
    refused: [
      ...exceeding(packages.map(named), "package", "packages", config.packages ?? MOST),
      ...exceeding(domains.map(named), "registered domain", "domains", config.domains ?? MOST),
      ...[...limits].flatMap(([id, most]) => {
        const count = counts.get(id) ?? 0;
        if (count <= most) return [];
        return [
          `This run would buy, or change, ${count} of product ${id}; the limit is ${most}. ${wayOut("products")}`,
        ];
      }),
    ],
    untold: limits.size > 0 ? unclear.map(name => `Products of "${name}" are only known later.`) : [],
  };
}

/** Whether it exists and stays as it is; or is only read, and has no arguments of a purchase. */
function isThere({ kind, args }: Resource): boolean {
  if (kind === "Package") return typeof args.packageId === "string" || args.products === undefined;
  return typeof args.status === "string" || args.productInstanceId === undefined;
}

const named = ({ name }: Resource): string => `"${name}"`;

function exceeding(names: readonly string[], what: string, setting: string, most: number): string[] {
  if (names.length <= most) return [];
  const some = names.toSorted().slice(0, 10).join(", ") + (names.length > 10 ? ", …" : "");
  return [
    `This run would buy, or change, ${names.length} ${what}${names.length === 1 ? "" : "s"} (${some}); the limit is ${most}. ${wayOut(setting)}`,
  ];
}

const wayOut = (setting: string): string =>
  `Do it in several runs, or raise "${setting}" of wix-purchase-ceiling.`;

/** `wix-purchase-ceiling`. Refuses more than one run may buy or change. Settings: `packages` and `domains`, 5 each by default; `products`. */
export const purchaseCeiling = stackRule<Config>(
  {
    name: "wix-purchase-ceiling",
    description: "One run buys a limited number of things.",
    enforcementLevel: "mandatory",
    settings: {
      packages: limit("Packages that one run may buy or change.", MOST),
      domains: limit("Domains that one run may register or change.", MOST),
      products: limitOfEach("How many of each product one run may buy or change, by catalog id."),
    },
  },
  judge,
);
