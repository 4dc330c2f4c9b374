/*
 * Mailbox providers by what their customers' zones hold: where mail goes, and what SPF lets them send. Sources are in
 * the docstrings of the helpers beside; those without one are known from the providers' public zones.
 */

export interface MailProvider {
  readonly name: string;
  /** The mail servers that customers name in MX. */
  readonly servers: RegExp;
  /** The domains that customers include in SPF. */
  readonly senders: RegExp;
  /** Where its programs look for their settings, by `autodiscover`. */
  readonly discovery?: RegExp;
}

export const MAIL_PROVIDERS: readonly MailProvider[] = [
  {
    name: "Google Workspace",
    servers: /(^|\.)(aspmx\d?\.(l\.google|googlemail)|smtp\.google|googlemail)\.com$/,
    senders: /^_spf\.google\.com$/,
  },
  {
    name: "Microsoft 365",
    servers: /\.(mail\.protection\.outlook\.com|mx\.microsoft)$/,
    senders: /^spf\.protection\.outlook\.com$/,
    discovery: /^autodiscover\.outlook\.com$/,
  },
  {
    name: "Zoho Mail",
    servers: /^mx\d?\.zoho(mail)?\.(com|eu|in|jp|ca|sa|com\.au|com\.cn)$/,
    senders: /(^|\.)zoho(mail)?\.(com|eu|in|jp|ca|sa|com\.au|com\.cn)$/,
  },
  { name: "Fastmail", servers: /^in\d-smtp\.messagingengine\.com$/, senders: /^spf\.messagingengine\.com$/ },
  {
    name: "Proton Mail",
    servers: /^mail(sec)?\.protonmail\.ch$/,
    senders: /^_spf\.protonmail\.ch$/,
  },
  { name: "iCloud Mail", servers: /^mx\d\d\.mail\.icloud\.com$/, senders: /^icloud\.com$/ },
];

export const providerOfServer = (host: string): MailProvider | undefined =>
  MAIL_PROVIDERS.find(({ servers }) => servers.test(host));

export const providerOfSender = (domain: string): MailProvider | undefined =>
  MAIL_PROVIDERS.find(({ senders }) => senders.test(domain));

/** @param host that `autodiscover` is an alias for */
export const providerOfDiscovery = (host: string): MailProvider | undefined =>
  MAIL_PROVIDERS.find(({ discovery }) => discovery?.test(host));
