import type { ZoneShape } from "../domains/wix-records";
import { SAMPLE_PRODUCTS } from "../resellers/sample";
import { SAMPLE_SITES } from "../sites/sample";
import { initialState } from "./initial-state";
import type { StateDocument } from "./state";

/** When somebody changes the registrar of a domain that was connected; there is no hand to do it. */
const REGISTRAR_CHANGE_MS = 3000;

/** What the command starts with: the initial state, in which whatever is begun comes to its end by itself. */
export const defaultWorld = (shape?: ZoneShape): StateDocument => ({
  ...initialState(shape),
  settings: { registrarChangeMs: REGISTRAR_CHANGE_MS },
});

const row = (name: string, id: string, what: string): string =>
  `  ${name.padEnd(14)}  ${id.padEnd(36)}  ${what}`;

/** The ids of the default world, one a line, as help and README show them. */
export const describeDefaultWorld = (): string => {
  const { accounts, apiKeys, resellers } = initialState();
  const [agency, customer] = accounts;
  const [bought] = resellers?.packages ?? [];
  const products = Object.entries(SAMPLE_PRODUCTS).map(([name, id]) => {
    const product = resellers?.catalog?.find(one => one.id === id);
    return row(name, id, `${product?.name ?? ""}, to resell`);
  });
  return [
    row("key", apiKeys[0]?.key ?? "", "of the agency, with all permissions"),
    row("account", agency?.id ?? "", "the agency"),
    row("account", customer?.id ?? "", "its customer, a child account"),
    row("site", SAMPLE_SITES.premium, "bakery, with a Business plan"),
    row("site", SAMPLE_SITES.free, "florist, without a plan"),
    row("site", SAMPLE_SITES.customer, "bookshop, the customer's, without a plan"),
    ...products,
    row("package", bought?.id ?? "", `${bought?.externalId ?? ""}: the bakery's plan`),
    row("instance", bought?.productInstances[0]?.instanceId ?? "", "the plan in it"),
    row("domain", "example.com", "registered through Wix"),
    row("domain", "example.org", "connected by name servers"),
    row("domain", "example.net", "connected by pointing"),
    row("domain", "bakery.example, florist.example", "registered elsewhere, to be connected"),
  ].join("\n");
};
