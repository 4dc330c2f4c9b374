/* Policies of a domain's mail, of whatever provider. */
import { mx, txt, under, type MailRecordSet } from "./records";

/** What a domain asks of receivers. */
export interface DmarcArgs {
  /** What receivers do with mail that fails: `none` asks for reports only. */
  readonly policy: "none" | "quarantine" | "reject";
  /** The same for subdomains. @default as `policy` */
  readonly subdomains?: "none" | "quarantine" | "reject";
  /** Where daily reports go, e.g. `dmarc@example.com`. */
  readonly reportsTo?: string;
  /** The domain of the addresses, as a host name of the zone. @default "@" */
  readonly hostName?: string;
}

/** A DMARC policy. @see https://www.rfc-editor.org/rfc/rfc7489#section-6.3 */
export const dmarc = ({ policy, subdomains, reportsTo, hostName = "@" }: DmarcArgs): MailRecordSet[] => {
  const tags = [
    "v=DMARC1",
    `p=${policy}`,
    ...(subdomains === undefined ? [] : [`sp=${subdomains}`]),
    ...(reportsTo === undefined ? [] : [`rua=mailto:${reportsTo}`]),
  ];
  return [txt(under("_dmarc", hostName), tags.join("; "))];
};

/**
 * A domain that neither takes nor sends mail: nobody can forge mail of it.
 * @see https://www.rfc-editor.org/rfc/rfc7505
 */
export const noMail = ({ hostName = "@" }: { readonly hostName?: string } = {}): MailRecordSet[] => [
  mx(hostName, "0 ."),
  txt(hostName, "v=spf1 -all"),
  ...dmarc({ policy: "reject", hostName }),
];
