import { type EvidenceRow } from "../http/family";

export const siteEvidence: readonly EvidenceRow[] = [
  { behaviour: "Missing or wrong key: 401", evidence: "documented" },
  { behaviour: "Missing or unknown account: 403", evidence: "inferred" },
  { behaviour: "Missing permission: 403 SITE_LIST_READ_FORBIDDEN", evidence: "seen in a client" },
  {
    behaviour: "Query shows sites of the namespace WIX unless another one is asked for",
    evidence: "documented",
  },
  { behaviour: "A filter on id is refused (setting querySitesIdFilter)", evidence: "documented" },
  {
    behaviour: "Cursors stand under metadata, or under cursorPaging (setting querySitesPagingKey)",
    evidence: "documented",
  },
  { behaviour: "A site is premium while a Premium plan on it can be used", evidence: "inferred" },
  { behaviour: "Sites in the trash are shown, with their trashedDate", evidence: "inferred" },
  { behaviour: "name finds a phrase in name, display name and address, in any case", evidence: "documented" },
];

export const transferEvidence: readonly EvidenceRow[] = [
  {
    behaviour: "wix-account-id is the target; unknown: 428 TARGET_ACCOUNT_ID_NOT_FOUND",
    evidence: "documented",
  },
  {
    behaviour: "Target not under the key's account, or source not approved: 403 SITE_TRANSFER_NOT_ALLOWED",
    evidence: "documented",
  },
  {
    behaviour: "Site not in the source account: 400 SITE_NOT_FOUND, when repeated too",
    evidence: "documented",
  },
  { behaviour: "Site with paid services: 428 SITE_TRANSFER_NOT_SUPPORTED", evidence: "documented" },
  { behaviour: "An instance is paid for until it reads CANCELED or FAILED", evidence: "inferred" },
];
