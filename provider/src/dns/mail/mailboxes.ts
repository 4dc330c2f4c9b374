/* Well-known providers of mailboxes: the record sets that their customers' zones need. */
import { cname, mx, spf, txt, under, type MailRecordSet, type SenderArgs } from "./records";

/** A DKIM key as the provider shows it. */
export interface DkimArgs {
  /** What stands before `._domainkey`. @default what the provider proposes */
  readonly selector?: string;
  /** The whole text of the TXT record, e.g. `v=DKIM1; k=rsa; p=…`. */
  readonly key: string;
}

interface MailboxArgs extends SenderArgs {
  /** The domain of the addresses, as a host name of the zone. @default "@" */
  readonly hostName?: string;
}

const dkimRecord = (hostName: string, usual: string, dkim: DkimArgs | undefined): MailRecordSet[] =>
  dkim === undefined ? [] : [txt(under(`${dkim.selector ?? usual}._domainkey`, hostName), dkim.key)];

/** What Google Workspace needs to know. */
export interface GoogleWorkspaceArgs extends MailboxArgs {
  /** From the Admin console, "Authenticate email". The selector is `google` by default. */
  readonly dkim?: DkimArgs;
  /** `google-site-verification=…`, as Google shows it. */
  readonly verification?: string;
  /** The five servers that Google gave to customers until 2023, which still work, in place of `smtp.google.com`. @default false */
  readonly legacyServers?: boolean;
}

const LEGACY_GOOGLE = [
  "1 aspmx.l.google.com",
  "5 alt1.aspmx.l.google.com",
  "5 alt2.aspmx.l.google.com",
  "10 alt3.aspmx.l.google.com",
  "10 alt4.aspmx.l.google.com",
];

/**
 * Google Workspace.
 *
 * @see MX: https://support.google.com/a/answer/174125
 * @see SPF: https://support.google.com/a/answer/33786
 * @see DKIM: https://support.google.com/a/answer/174124
 */
export const googleWorkspace = (args: GoogleWorkspaceArgs = {}): MailRecordSet[] => {
  const { hostName = "@", dkim, verification, legacyServers = false } = args;
  return [
    mx(hostName, ...(legacyServers ? LEGACY_GOOGLE : ["1 smtp.google.com"])),
    txt(
      hostName,
      spf("_spf.google.com", args, "~all"),
      ...(verification === undefined ? [] : [verification]),
    ),
    ...dkimRecord(hostName, "google", dkim),
  ];
};

/**
 * Mailboxes that are bought at Wix. Wix sells Google Workspace, so these are its records; whether Wix adds them itself to a
 * zone that it hosts is not confirmed by a page of Wix's.
 *
 * @see https://www.wix.com/about/customer-agreement
 */
export const wixBusinessEmail = googleWorkspace;

/** Keys that Microsoft keeps and changes itself: the targets of two aliases. */
export interface Microsoft365Keys {
  /** Target of `selector1._domainkey`. */
  readonly selector1: string;
  /** Target of `selector2._domainkey`. */
  readonly selector2: string;
}

/** What Microsoft 365 needs to know. */
export interface Microsoft365Args extends MailboxArgs {
  /**
   * The server of your domain, as the admin center shows it: `example-com.mail.protection.outlook.com`, or one that ends in
   * `mx.microsoft`.
   */
  readonly server: string;
  /** Targets of the CNAME records `selector1` and `selector2`, as the Defender portal shows them. */
  readonly dkim?: Microsoft365Keys;
  /** `MS=ms…`, as the admin center shows it. */
  readonly verification?: string;
  /** Whether Outlook finds the mailboxes by `autodiscover`. @default true */
  readonly autodiscover?: boolean;
}

/**
 * Microsoft 365, Exchange Online.
 *
 * @see https://learn.microsoft.com/en-us/microsoft-365/enterprise/external-domain-name-system-records
 * @see DKIM: https://learn.microsoft.com/en-us/defender-office-365/email-authentication-dkim-configure
 */
export const microsoft365 = (args: Microsoft365Args): MailRecordSet[] => {
  const { hostName = "@", server, dkim, verification, autodiscover = true } = args;
  const selectors = Object.entries<string>(dkim === undefined ? {} : { ...dkim });
  return [
    mx(hostName, `0 ${server}`),
    txt(
      hostName,
      spf("spf.protection.outlook.com", args, "-all"),
      ...(verification === undefined ? [] : [verification]),
    ),
    ...(autodiscover ? [cname(under("autodiscover", hostName), "autodiscover.outlook.com")] : []),
    ...selectors.map(([selector, target]) => cname(under(`${selector}._domainkey`, hostName), target)),
  ];
};

/** What Zoho Mail needs to know. */
export interface ZohoMailArgs extends MailboxArgs {
  /** Where the account lives: the end of the address at which you sign in. @default "com" */
  readonly region?: "com" | "eu" | "in" | "com.au" | "jp" | "com.cn";
  /** From the admin console. The selector is `zmail` by default. */
  readonly dkim?: DkimArgs;
  /** `zoho-verification=…`, as Zoho shows it. */
  readonly verification?: string;
}

/**
 * Zoho Mail.
 *
 * @see https://www.zoho.com/mail/help/adminconsole/configure-email-delivery.html
 * @see SPF: https://www.zoho.com/mail/help/adminconsole/spf-configuration.html (the page could not be read; zones in public
 * use `zohomail.<region>`, older guides `zoho.<region>`: compare with what the admin console shows)
 */
export const zohoMail = (args: ZohoMailArgs = {}): MailRecordSet[] => {
  const { hostName = "@", region = "com", dkim, verification } = args;
  const servers = ["10 mx", "20 mx2", "50 mx3"].map(server => `${server}.zoho.${region}`);
  return [
    mx(hostName, ...servers),
    txt(
      hostName,
      spf(`zohomail.${region}`, args, "~all"),
      ...(verification === undefined ? [] : [verification]),
    ),
    ...dkimRecord(hostName, "zmail", dkim),
  ];
};

/** What Fastmail needs to know. */
export interface FastmailArgs extends MailboxArgs {
  /** The domain of the addresses, in full: `example.com`. */
  readonly domainName: string;
  /**
   * Whether mail programs find their settings by SRV. Fastmail shows some customers hosts of their own for calendars and
   * contacts; declare those instead then. @default true
   */
  readonly services?: boolean;
}

const FASTMAIL_SERVICES = {
  _imaps: "0 1 993 imap.fastmail.com",
  _pop3s: "10 1 995 pop.fastmail.com",
  _submissions: "0 1 465 smtp.fastmail.com",
  _jmap: "0 1 443 api.fastmail.com",
  _carddavs: "0 1 443 carddav.fastmail.com",
  _caldavs: "0 1 443 caldav.fastmail.com",
};

/**
 * Fastmail, of a domain whose zone is not at Fastmail.
 *
 * @see https://www.fastmail.help/hc/en-us/articles/360060591153
 */
export const fastmail = (args: FastmailArgs): MailRecordSet[] => {
  const { hostName = "@", domainName, services = true } = args;
  return [
    mx(hostName, "10 in1-smtp.messagingengine.com", "20 in2-smtp.messagingengine.com"),
    txt(hostName, spf("spf.messagingengine.com", args, "?all")),
    ...["fm1", "fm2", "fm3"].map(selector =>
      cname(under(`${selector}._domainkey`, hostName), `${selector}.${domainName}.dkim.fmhosted.com`),
    ),
    ...(services
      ? Object.entries(FASTMAIL_SERVICES).map(([service, value]): MailRecordSet => ({
          type: "SRV",
          hostName: under(`${service}._tcp`, hostName),
          values: [value],
        }))
      : []),
  ];
};
