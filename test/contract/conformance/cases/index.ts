import type { Case } from "../vocabulary.ts";
import { DNS_ZONE_RECORDS_ARGUMENTS } from "./dns-zone-records-arguments.ts";
import { DNS_ZONE_RECORDS_TROUBLE } from "./dns-zone-records-trouble.ts";
import { DNS_ZONE_RECORDS } from "./dns-zone-records.ts";
import { PACKAGES } from "./packages.ts";

/** Every promise that both shells keep. */
export const CASES: readonly Case[] = [
  ...DNS_ZONE_RECORDS_ARGUMENTS,
  ...DNS_ZONE_RECORDS,
  ...DNS_ZONE_RECORDS_TROUBLE,
  ...PACKAGES,
];
