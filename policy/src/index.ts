import type { Policies } from "@pulumi/policy";
import { allowedCountries } from "./rules/allowed-countries";
import { allowedProducts } from "./rules/allowed-products";
import { allowedTlds } from "./rules/allowed-tlds";
import { costlyDomains } from "./rules/costly-domains";
import { forcedDisconnect } from "./rules/forced-disconnect";
import { mailDeclared } from "./rules/mail-declared";
import { mailKept } from "./rules/mail-kept";
import { paidCeiling } from "./rules/paid-ceiling";
import { paidKept } from "./rules/paid-kept";
import { paidProtected } from "./rules/paid-protected";
import { purchaseCeiling } from "./rules/purchase-ceiling";

export {
  allowedCountries,
  allowedProducts,
  allowedTlds,
  costlyDomains,
  forcedDisconnect,
  mailDeclared,
  mailKept,
  paidCeiling,
  paidKept,
  paidProtected,
  purchaseCeiling,
};

/**
 * All rules, for a pack of one's own.
 *
 * @example
 * ```ts
 * import { PolicyPack } from "@pulumi/policy";
 * import { policies } from "pulumi-wix-policy";
 *
 * new PolicyPack("acme", { policies: [...policies, ...ours] }, { "wix-paid-ceiling": { packages: 40 } });
 * ```
 */
export const policies: Policies = [
  paidProtected,
  paidKept,
  paidCeiling,
  purchaseCeiling,
  allowedProducts,
  allowedCountries,
  allowedTlds,
  costlyDomains,
  mailKept,
  mailDeclared,
  forcedDisconnect,
];
