import * as z from "zod";
import { domainClaims, isRootDomain, readDomain, rootDomain } from "../../domains/names";
import { ASSIGNMENT_TYPES } from "../../domains/placement";
import { guid, oneOf, optional, orUnknown, readInputs } from "../../lifecycle/inputs";
import type { Failure } from "../../core/failure";
import { UNKNOWN } from "../../core/unknown";
import type { Checked } from "../../lifecycle/lifecycle";

export const CONNECTION_TYPES = ["NAMESERVERS", "POINTING"] as const;
export const WAIT_FOR = ["created", "propagated"] as const;

/** Arguments of `ConnectedDomain` in canonical form. */
export interface ConnectedDomainInputs {
  domain: string;
  /** Root domains only. */
  connectionType?: (typeof CONNECTION_TYPES)[number];
  siteId?: string;
  assignmentType?: (typeof ASSIGNMENT_TYPES)[number];
  suppressNotifications?: boolean;
  waitFor?: (typeof WAIT_FOR)[number];
  force?: boolean;
  accountId?: string;
}

const flag = z.boolean("write true or false");

const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  connectionType: optional(oneOf(...CONNECTION_TYPES)),
  siteId: optional(guid),
  assignmentType: optional(oneOf(...ASSIGNMENT_TYPES)),
  suppressNotifications: optional(flag),
  waitFor: optional(oneOf(...WAIT_FOR)),
  force: optional(flag),
  accountId: optional(guid),
};

const connectionTypeFailures = (domain: string, connectionType: unknown): Failure[] => {
  const failure = (reason: string): Failure[] => [{ property: "connectionType", reason }];
  if (isRootDomain(domain))
    return connectionType === undefined
      ? failure(
          `is missing: ${domain} is a root domain; write "NAMESERVERS" (Wix hosts its DNS) or "POINTING" (its DNS ` +
            "stays where it is)",
        )
      : [];
  return connectionType === undefined
    ? []
    : failure(
        `is given: ${domain} is a subdomain of ${rootDomain(domain)}, which Wix connects in one way only; leave it out`,
      );
};

const placementFailures = ({ siteId, assignmentType }: Record<string, unknown>): Failure[] =>
  assignmentType === undefined || siteId !== undefined
    ? []
    : [
        {
          property: "assignmentType",
          reason: "is the domain's role on a site, and siteId names none; add siteId",
        },
      ];

export const check = (_olds: unknown, news: Record<string, unknown>): Checked<ConnectedDomainInputs> => {
  const { inputs, failures } = readInputs(SHAPE, news);
  const domain = readDomain(inputs.domain, failures);
  if (domain !== undefined && domain !== UNKNOWN)
    failures.push(...connectionTypeFailures(domain, inputs.connectionType));
  failures.push(...placementFailures(inputs));
  return {
    inputs: { ...inputs, ...(domain !== undefined && { domain }) } as ConnectedDomainInputs,
    failures,
    claims: failures.length > 0 ? [] : domainClaims(domain),
  };
};
