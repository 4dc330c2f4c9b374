import type { Case } from "../vocabulary.ts";
import { DNS_ZONE_RECORDS_ARGUMENTS } from "./dns-zone-records-arguments.ts";
import { DNS_ZONE_RECORDS_TROUBLE } from "./dns-zone-records-trouble.ts";
import { DNS_ZONE_RECORDS } from "./dns-zone-records.ts";
import { DOMAINS } from "./domains.ts";
import { LOOKUPS } from "./lookups.ts";
import { PACKAGES } from "./packages.ts";
import { SERVICES } from "./services.ts";

/** Every promise that both shells keep. */
export const CASES: readonly Case[] = [
  ...DNS_ZONE_RECORDS_ARGUMENTS,
  ...DNS_ZONE_RECORDS,
  ...DNS_ZONE_RECORDS_TROUBLE,
  ...PACKAGES,
  ...SERVICES,
  ...DOMAINS,
  ...LOOKUPS,
];
