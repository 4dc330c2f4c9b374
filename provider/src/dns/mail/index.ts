/**
 * Record sets of well-known mail providers, as `records` of a `DnsZoneRecords` takes them.
 * @module
 */
export {
  fastmail,
  googleWorkspace,
  microsoft365,
  wixBusinessEmail,
  zohoMail,
  type DkimArgs,
  type FastmailArgs,
  type GoogleWorkspaceArgs,
  type Microsoft365Args,
  type Microsoft365Keys,
  type ZohoMailArgs,
} from "./mailboxes";
export { mailgun, sendGrid, type MailgunArgs, type MailgunKeys, type SendGridArgs } from "./senders";
export { dmarc, noMail, type DmarcArgs } from "./policies";
export { combine, type MailRecordSet, type SenderArgs } from "./records";
