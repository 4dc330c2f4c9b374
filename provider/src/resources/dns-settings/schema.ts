import * as z from "zod";
import type { Claim } from "../../core/ownership";
import { UNKNOWN, type Partly } from "../../core/unknown";
import { readZoneName } from "../../domains/zone-names";
import { guid, oneOf, optional, orUnknown } from "../../lifecycle/inputs";
import type { Environment } from "../../lifecycle/lifecycle";
import type { InputsOf, Judged } from "../../lifecycle/resource";
import { dnssecThing, zoneThing } from "../../lifecycle/things";

export const SHAPE = {
  domainName: orUnknown(z.string('not a domain name such as "example.com"')),
  dnssecEnabled: orUnknown(z.boolean("write true or false")),
  onDestroy: optional(oneOf("restore", "keep")),
  accountId: optional(guid),
};

/** Arguments of `DnsSettings` in canonical form. */
export type DnsSettingsInputs = InputsOf<typeof SHAPE>;

export const judge = ({ domainName }: Partly<DnsSettingsInputs>): Judged => readZoneName(domainName);

/** The zone itself is wanted too: a domain that is connected by name servers is not disconnected meanwhile. */
export const claims = (
  { domainName, accountId }: Partly<DnsSettingsInputs>,
  environment: Environment,
): Claim[] => {
  if (typeof domainName !== "string" || accountId === UNKNOWN) return [];
  const account = environment.account(accountId);
  return [
    { key: dnssecThing(account, domainName), property: "domainName" },
    { key: zoneThing(account, domainName), property: "domainName", shared: true },
  ];
};
