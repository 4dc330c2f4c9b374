import * as z from "zod";
import { domainClaims, isRootDomain, readDomain, rootDomain } from "../../domains/names";
import { ASSIGNMENT_TYPES } from "../../domains/placement";
import { guid, oneOf, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Failure } from "../../core/failure";
import type { Checked } from "../../lifecycle/lifecycle";
import { contacts, type Contacts } from "./contacts";

export const WAIT_FOR = ["PENDING_REGISTRATION", "ACTIVE"] as const;

/** Arguments of `RegisteredDomain` in canonical form. */
export interface RegisteredDomainInputs {
  domain: string;
  productInstanceId: string;
  contacts: Contacts;
  siteId?: string;
  assignmentType?: (typeof ASSIGNMENT_TYPES)[number];
  allowPremium?: boolean;
  waitFor?: (typeof WAIT_FOR)[number];
  accountId?: string;
}

const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  productInstanceId: orUnknown(guid),
  contacts: orUnknown(contacts),
  siteId: optional(guid),
  assignmentType: optional(oneOf(...ASSIGNMENT_TYPES)),
  allowPremium: optional(z.boolean("write true or false")),
  waitFor: optional(oneOf(...WAIT_FOR)),
  accountId: optional(guid),
};

/** Of the name without its TLD (fact sheet registered-domains.md, "Errors of Create"). */
const nameFailures = (domain: string): Failure[] =>
  isRootDomain(domain)
    ? []
    : [
        {
          property: "domain",
          reason: `${JSON.stringify(domain)} is a subdomain, and only root domains can be registered; register ${rootDomain(domain)} and add DNS records to it`,
        },
      ];

const placementFailures = (inputs: Record<string, unknown>): Failure[] => {
  const { siteId, assignmentType, waitFor } = inputs;
  if (assignmentType === undefined) return [];
  if (siteId === undefined)
    return [
      {
        property: "assignmentType",
        reason: "is the domain's role on a site, and siteId names none; add siteId",
      },
    ];
  if (assignmentType === "PRIMARY" && waitFor === "PENDING_REGISTRATION")
    return [
      {
        property: "waitFor",
        reason:
          'is "PENDING_REGISTRATION", and a domain that is not registered yet cannot be made primary of a site; ' +
          'leave waitFor out, or write assignmentType: "REDIRECT"',
      },
    ];
  return [];
};

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<RegisteredDomainInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news, ["contacts"]);
  const domain = readDomain(inputs.domain, failures);
  if (typeof domain === "string") failures.push(...nameFailures(domain));
  failures.push(...placementFailures(inputs));
  return {
    inputs: { ...inputs, ...(domain !== undefined && { domain }) } as RegisteredDomainInputs,
    failures,
    claims: failures.length > 0 ? [] : domainClaims(domain),
  };
};
