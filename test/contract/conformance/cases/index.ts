import type { Case } from "../vocabulary.ts";
import { CONNECTED_DOMAINS } from "./connected-domains.ts";
import { DNS_SETTINGS } from "./dns-settings.ts";
import { DNS_ZONE_RECORDS_ARGUMENTS } from "./dns-zone-records-arguments.ts";
import { DNS_ZONE_RECORDS_LATER } from "./dns-zone-records-later.ts";
import { DNS_ZONE_RECORDS_TROUBLE } from "./dns-zone-records-trouble.ts";
import { DNS_ZONE_RECORDS } from "./dns-zone-records.ts";
import { DOMAIN_ASSIGNMENTS } from "./domain-assignments.ts";
import { LOOKUPS } from "./lookups.ts";
import { PACKAGES_TROUBLE } from "./packages-trouble.ts";
import { PACKAGES } from "./packages.ts";
import { REGISTERED_DOMAINS } from "./registered-domains.ts";
import { SERVICES } from "./services.ts";

/** Every promise that both shells keep. */
export const CASES: readonly Case[] = [
  ...DNS_ZONE_RECORDS_ARGUMENTS,
  ...DNS_ZONE_RECORDS,
  ...DNS_ZONE_RECORDS_LATER,
  ...DNS_ZONE_RECORDS_TROUBLE,
  ...PACKAGES,
  ...PACKAGES_TROUBLE,
  ...SERVICES,
  ...REGISTERED_DOMAINS,
  ...CONNECTED_DOMAINS,
  ...DOMAIN_ASSIGNMENTS,
  ...DNS_SETTINGS,
  ...LOOKUPS,
];
