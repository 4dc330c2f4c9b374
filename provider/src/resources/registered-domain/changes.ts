/*
 * Wix has no call that changes a registration. Whether a change must be refused depends on the state, since a
 * registration that failed may be tried again with other input: so this is asked by `diff`, which a preview runs too,
 * not by `check`.
 */
import { differenceOf, type Difference } from "../../core/fields";
import { surelyDiffer, type Partly } from "../../core/unknown";
import { unchangeable } from "./errors";
import { FIELDS } from "./fields";
import type { RegisteredDomainInputs } from "./schema";
import type { RegisteredDomainState } from "./state";
import { describeTrouble } from "./trouble";

const FIXED = ["domain", "productInstanceId", "contacts"] as const;

const REMEDIATION: Record<(typeof FIXED)[number], string> = {
  domain:
    "a registered name stays what it is. Declare the other name as a second RegisteredDomain; it is bought, and the first one is kept",
  productInstanceId: "the domain stays with the product instance that paid for it. Change it back",
  contacts:
    'Wix has no call for it. Change the contacts in Wix\'s domain settings, and put the old ones back here or add ignoreChanges: ["contacts"]',
};

const roleIn = (contacts: unknown, role: string): unknown =>
  typeof contacts === "object" && contacts !== null ? (contacts as Record<string, unknown>)[role] : undefined;

const pathsOf = (
  field: (typeof FIXED)[number],
  olds: RegisteredDomainInputs,
  news: Partly<RegisteredDomainInputs>,
): string[] => {
  if (field !== "contacts") return [field];
  return ["registrant", "admin", "tech"]
    .filter(role => surelyDiffer(roleIn(olds.contacts, role), roleIn(news.contacts, role)))
    .map(role => `contacts.${role}`);
};

/** What stays as it is, by what the last run knows of the registration. */
const fixedIn = ({ status }: RegisteredDomainState): readonly (typeof FIXED)[number][] => {
  if (status === "FAILED_REGISTRATION") return [];
  return status === undefined ? ["domain"] : FIXED;
};

/** Whether it is known what was declared; not of a domain that was only looked up by its name. */
const isKnown = (state: Partial<RegisteredDomainState>): boolean => state.contacts !== undefined;

const HINT: Partial<Record<string, string>> = {
  PENDING_REGISTRATION:
    ". If the registration has failed meanwhile, `pulumi refresh` shows it, and it may be tried again with other input",
};

/** @throws Error with all changes that Wix has no call for, and the way out of each */
export const refuseUnchangeable = (
  olds: RegisteredDomainState,
  news: Partly<RegisteredDomainInputs>,
): void => {
  const hint = HINT[olds.status ?? ""] ?? "";
  const reasons = fixedIn(olds)
    // Wix shows no contacts: of a domain that was taken over by its name, nobody knows them.
    .filter(field => field !== "contacts" || isKnown(olds))
    .filter(field => surelyDiffer(olds[field], news[field]))
    .flatMap(field => pathsOf(field, olds, news).map(path => `${path}: ${REMEDIATION[field]}${hint}.`));
  if (reasons.length > 0) throw unchangeable(olds.domain, reasons);
};

/**
 * A name whose registration failed may be given up for another one; nothing that was paid for is replaced. What is wrong
 * with the domain is a difference too: outputs alone are none to Pulumi, and a dying domain has to be seen.
 */
export const diff = (olds: RegisteredDomainState, news: Partly<RegisteredDomainInputs>): Difference => {
  refuseUnchangeable(olds, news);
  const before = isKnown(olds) ? olds : { ...olds, contacts: news.contacts };
  const difference = differenceOf(FIELDS, before, news);
  const because = describeTrouble(olds);
  return because === undefined ? difference : { ...difference, changes: true, because };
};
