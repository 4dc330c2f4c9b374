/* What an export has read of an account: plain data, as it goes through the file that a killed run leaves. */
import type { ConnectionType } from "../../wix/connected-domains";
import type { SiteInfo } from "../../wix/domain-assignments";
import type { WirePackage } from "../../wix/packages";
import type { WireZone } from "../../wix/dns-zones";

export interface ReadSite {
  id: string;
  name: string;
  /** ISO 8601; empty where Wix does not say. */
  createdDate: string;
}

/** Neither contacts nor e-mail addresses: they are read at the very end, and kept in no such file. */
export interface ReadRegistered {
  domain: string;
  status: string;
  productInstanceId?: string;
  site?: SiteInfo;
  expirationDate?: string;
  icannConfirmationStatus?: string;
}

export interface ReadConnected {
  domain: string;
  /** Absent for subdomains. */
  connectionType?: ConnectionType;
  site?: SiteInfo;
}

export interface ReadAssignment {
  domain: string;
  site?: SiteInfo;
}

/** Something that could not be read, or is not declared. */
export interface Left {
  /** `package 3000… ("acme")`, `CAA example.com`. */
  what: string;
  why: string;
}

export interface Account {
  /** GUID. */
  accountId: string;
  /** Those in the trash are left out. */
  sites: ReadSite[];
  registered: ReadRegistered[];
  connected: ReadConnected[];
  assignments: ReadAssignment[];
  /** Each as Wix shows it by its id, which unlike the index is never behind. */
  packages: WirePackage[];
  /** By name; those that Wix hosts. */
  zones: Record<string, WireZone>;
  /** What Wix would put into a zone by itself, by zone; only where that was asked for. */
  computed: Record<string, WireZone>;
  unread: Left[];
}
