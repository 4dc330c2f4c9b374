/* Well-known services that send mail for programs and newsletters: the record sets that their customers' zones need. */
import type { DkimArgs } from "./mailboxes";
import { cname, mx, spf, txt, under, type MailRecordSet, type SenderArgs } from "./records";

/** Keys that Mailgun keeps and changes itself ("Automatic Sender Security"): two aliases, with their targets. */
export interface MailgunKeys {
  /** Target of `pdk1._domainkey`: `pdk1._domainkey.<id>.dkim1.mailgun.com` */
  readonly pdk1: string;
  /** Target of `pdk2._domainkey`: `pdk2._domainkey.<id>.dkim1.mailgun.com` */
  readonly pdk2: string;
  /** Either these aliases or a key. */
  readonly key?: never;
}

/** What Mailgun needs to know. */
export interface MailgunArgs extends SenderArgs {
  /** The sending domain, in full: `mg.example.com`. Not the domain of people's addresses. */
  readonly hostName: string;
  /** Where the account lives. @default "us" */
  readonly region?: "us" | "eu";
  /** As Mailgun shows it: the targets of two aliases, or a key. The selector of a key is `mx` by default. */
  readonly dkim: DkimArgs | MailgunKeys;
  /** Whether Mailgun takes mail for the sending domain. @default true */
  readonly receives?: boolean;
  /** Name below the sending domain that counts opened messages and clicks; `false`: none. @default "email" */
  readonly tracking?: string | false;
}

const keysOf = (hostName: string, dkim: DkimArgs | MailgunKeys): MailRecordSet[] =>
  dkim.key === undefined
    ? (["pdk1", "pdk2"] as const).map(name => cname(under(`${name}._domainkey`, hostName), dkim[name]))
    : [txt(under(`${dkim.selector ?? "mx"}._domainkey`, hostName), dkim.key)];

/**
 * Mailgun.
 *
 * @see https://documentation.mailgun.com/docs/mailgun/user-manual/domains/domains-verify
 */
export const mailgun = (args: MailgunArgs): MailRecordSet[] => {
  const { hostName, region = "us", dkim, receives = true, tracking = "email" } = args;
  const home = region === "eu" ? "eu.mailgun.org" : "mailgun.org";
  return [
    ...(receives ? [mx(hostName, `10 mxa.${home}`, `10 mxb.${home}`)] : []),
    txt(hostName, spf("mailgun.org", args, "~all")),
    ...keysOf(hostName, dkim),
    ...(tracking === false ? [] : [cname(under(tracking, hostName), home)]),
  ];
};

/** What SendGrid needs to know. */
export interface SendGridArgs {
  /** Name that SendGrid gives, as a host name of the zone: `em1234`. */
  readonly subdomain: string;
  /** What stands before `sendgrid.net` in the targets that SendGrid gives: `u1234567.wl123`. */
  readonly account: string;
  /** The domain that is authenticated, as a host name of the zone. @default "@" */
  readonly hostName?: string;
}

/**
 * Twilio SendGrid with automated security: SPF and DKIM by CNAME.
 *
 * @see https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication
 */
export const sendGrid = ({ subdomain, account, hostName = "@" }: SendGridArgs): MailRecordSet[] => [
  cname(under(subdomain, hostName), `${account}.sendgrid.net`),
  ...["s1", "s2"].map(selector =>
    cname(under(`${selector}._domainkey`, hostName), `${selector}.domainkey.${account}.sendgrid.net`),
  ),
];
