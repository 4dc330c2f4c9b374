import * as z from "zod";
import type { Failure } from "../../core/failure";
import type { Claim } from "../../core/ownership";
import type { Partly } from "../../core/unknown";
import { dayOf } from "../../core/expiry";
import { claimDomain } from "../../domains/claims";
import { isRootDomain, readDomain, rootDomain, tooLong, tooShort } from "../../domains/names";
import { ASSIGNMENT_TYPES } from "../../domains/placement";
import { judgeRole } from "../../domains/roles";
import { guid, oneOf, optional, orUnknown, strict } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";
import { instanceThing } from "../../lifecycle/things";
import { contacts } from "./contacts";

const EXPIRED = "write the expiration date that has passed, as Wix shows it, e.g. 2027-03-02";

const redeem = strict(
  {
    expired: orUnknown(
      z
        .string(EXPIRED)
        .trim()
        .regex(/^\d{4}-\d\d-\d\d(T|$)/, EXPIRED)
        .transform(given => dayOf(given) ?? "")
        .refine(day => day !== "", EXPIRED),
    ),
    priceClass: orUnknown(oneOf("REGULAR", "PREMIUM")),
  },
  'write an object: { expired: "2027-03-02", priceClass: "REGULAR" }',
);

export const SHAPE = {
  domain: orUnknown(z.string('not a domain such as "example.com"')),
  productInstanceId: orUnknown(guid),
  contacts: orUnknown(contacts),
  siteId: optional(guid),
  assignmentType: optional(oneOf(...ASSIGNMENT_TYPES)),
  allowPremium: optional(z.boolean("write true or false")),
  waitFor: optional(oneOf("PENDING_REGISTRATION", "ACTIVE")),
  redeem: optional(redeem),
  accountId: optional(guid),
};

/** Arguments of `RegisteredDomain` in canonical form. */
export type RegisteredDomainInputs = InputsOf<typeof SHAPE>;

const subdomain = (domain: string): string | undefined =>
  isRootDomain(domain)
    ? undefined
    : `${JSON.stringify(domain)} is a subdomain, and only root domains can be registered; register ${rootDomain(domain)} and add DNS records to it`;

/** @param registered the domain of the last run: what Wix has taken is not judged again */
const judgeName = (domain: string, registered: string | undefined): Failure[] => {
  if (domain === registered) return [];
  const reason = subdomain(domain) ?? tooShort(domain) ?? tooLong(domain);
  return reason === undefined ? [] : [{ property: "domain", reason }];
};

const judgeWait = ({ siteId, assignmentType, waitFor }: Partly<RegisteredDomainInputs>): Failure[] =>
  siteId !== undefined && assignmentType === "PRIMARY" && waitFor === "PENDING_REGISTRATION"
    ? [
        {
          property: "waitFor",
          reason:
            'is "PENDING_REGISTRATION", and a domain that is not registered yet cannot be made primary of a site; ' +
            'leave waitFor out, or write assignmentType: "REDIRECT"',
        },
      ]
    : [];

export const judge = (
  read: Partly<RegisteredDomainInputs>,
  _environment: Environment,
  olds: RegisteredDomainInputs | undefined,
): Judged => {
  const { inputs, failures = [] } = readDomain(read.domain);
  return {
    ...(inputs && { inputs }),
    failures: [
      ...failures,
      ...(inputs ? judgeName(inputs.domain, olds?.domain) : []),
      ...judgeRole(read),
      ...judgeWait(read),
    ],
  };
};

/** The domain lives as long as the product instance that pays for it. */
export const claims = (inputs: Partly<RegisteredDomainInputs>, environment: Environment): Claim[] => {
  const { productInstanceId } = inputs;
  const payer: Claim[] =
    typeof productInstanceId === "string"
      ? [{ key: instanceThing(productInstanceId), property: "productInstanceId", shared: true }]
      : [];
  return [...claimDomain("registered", inputs, environment), ...payer];
};
