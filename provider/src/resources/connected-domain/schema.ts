import * as z from "zod";
import type { Failure } from "../../core/failure";
import type { Claim } from "../../core/ownership";
import type { Partly } from "../../core/unknown";
import { claimDomain } from "../../domains/claims";
import { isRootDomain, readDomain, rootDomain } from "../../domains/names";
import { ASSIGNMENT_TYPES } from "../../domains/placement";
import { judgeRole } from "../../domains/roles";
import { guid, oneOf, optional, orUnknown } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";

export const CONNECTION_TYPES = ["NAMESERVERS", "POINTING"] as const;

const flag = z.boolean("write true or false");

export const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  connectionType: optional(oneOf(...CONNECTION_TYPES)),
  siteId: optional(guid),
  assignmentType: optional(oneOf(...ASSIGNMENT_TYPES)),
  suppressNotifications: optional(flag),
  waitFor: optional(oneOf("created", "propagated")),
  force: optional(flag),
  accountId: optional(guid),
};

/** Arguments of `ConnectedDomain` in canonical form. */
export type ConnectedDomainInputs = InputsOf<typeof SHAPE>;

const judgeConnectionType = (domain: string, connectionType: unknown): Failure[] => {
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

export const judge = (read: Partly<ConnectedDomainInputs>): Judged => {
  const { inputs, failures = [] } = readDomain(read.domain);
  return {
    ...(inputs && { inputs }),
    failures: [
      ...failures,
      ...(inputs ? judgeConnectionType(inputs.domain, read.connectionType) : []),
      ...judgeRole(read),
    ],
  };
};

export const claims = (inputs: Partly<ConnectedDomainInputs>, environment: Environment): Claim[] =>
  claimDomain("connected", inputs, environment);
