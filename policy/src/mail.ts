import { UNKNOWN } from "./known";
import type { RecordSet } from "./record-sets";

/** What mail needs in a zone. Records of mail clients (`autodiscover`, SRV) are not among them. */
export const MAIL_KINDS = ["MX", "SPF", "DKIM", "DMARC", "MTA-STS", "TLS-RPT"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** A record that mail needs. */
export interface MailRecord {
  readonly kind: MailKind;
  /** Whose mail it is for; of DKIM, the selector's own name. */
  readonly hostName: string;
  /** Only its values, which are known later, could tell. */
  readonly isUncertain: boolean;
}

/** Texts that stand below a name of their own; RFC 7489, RFC 8461, RFC 8460. */
const PREFIXED: readonly (readonly [MailKind, string])[] = [
  ["DMARC", "_dmarc"],
  ["MTA-STS", "_mta-sts"],
  ["TLS-RPT", "_smtp._tls"],
];

/** What of mail's records a set is; undefined where it is none. */
export function mailRecordOf({ type, hostName, values }: RecordSet): MailRecord | undefined {
  const certain = (kind: MailKind, name = hostName): MailRecord => ({
    kind,
    hostName: name,
    isUncertain: false,
  });
  if (values.length === 0) return undefined;
  if (type === "MX") return values.every(isNullMx) ? undefined : certain("MX");
  if (type === "SPF") return certain("SPF");
  if (type !== "TXT" && type !== "CNAME") return undefined;
  if (/(^|\.)_domainkey\./.test(hostName)) return certain("DKIM");
  const prefixed = PREFIXED.find(([, prefix]) => hostName.startsWith(`${prefix}.`));
  if (prefixed !== undefined) return certain(prefixed[0], hostName.slice(prefixed[1].length + 1));
  if (type === "CNAME") return undefined;
  if (values.some(isSpf)) return certain("SPF");
  return values.includes(UNKNOWN) ? { kind: "SPF", hostName, isUncertain: true } : undefined;
}

type Value = RecordSet["values"][number];

/** Says that there is no mail; RFC 7505. */
const isNullMx = (value: Value): boolean => value !== UNKNOWN && /^\s*\d+\s+\.?\s*$/.test(value);

/** RFC 7208, 4.5. */
const isSpf = (value: Value): boolean => value !== UNKNOWN && /^\s*"?v=spf1(\s|"|$)/i.test(value);
