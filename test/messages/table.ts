import type { Subject } from "./mistake.ts";
import { CONFIGURATION } from "./mistakes/configuration.ts";
import { DNS } from "./mistakes/dns.ts";
import { DOMAINS } from "./mistakes/domains.ts";
import { IMPORT } from "./mistakes/import.ts";
import { LOOKUPS } from "./mistakes/lookups.ts";
import { MAIL } from "./mistakes/mail.ts";
import { MONEY } from "./mistakes/money.ts";
import { NETWORK } from "./mistakes/network.ts";
import { PROGRAM } from "./mistakes/program.ts";
import { PERMISSIONS, REFUSALS } from "./mistakes/refusals.ts";
import { WAITING } from "./mistakes/waiting.ts";

/** In the order of the page. */
export const SUBJECTS: readonly Subject[] = [
  PROGRAM,
  CONFIGURATION,
  PERMISSIONS,
  MONEY,
  DNS,
  MAIL,
  DOMAINS,
  WAITING,
  IMPORT,
  LOOKUPS,
  REFUSALS,
  NETWORK,
];
