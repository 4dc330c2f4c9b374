import type { Case } from "../vocabulary.ts";
import { DNS_ZONE_RECORDS_ARGUMENTS } from "./dns-zone-records-arguments.ts";

/** Every promise that both shells keep. */
export const CASES: readonly Case[] = [...DNS_ZONE_RECORDS_ARGUMENTS];
