import * as z from "zod";
import { isNotFound, unlessAbsent } from "./absence";
import type { Wix } from "./client";
import { SiteInfoAnswer } from "./domain-assignments";
import { listDomains } from "./domain-list";
import { named, Paging } from "./paging";

/** How a root domain is connected; subdomains have no type. */
export type ConnectionType =
  /** Wix hosts the domain's DNS. */
  | "NAMESERVERS"
  /** The domain's DNS stays where it is, and points to Wix. */
  | "POINTING";

const ConnectedDomain = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    domain: z.string().optional().catch(undefined),
    connectionType: z.string().optional().catch(undefined),
    siteInfo: SiteInfoAnswer,
    dnsPropagationStatus: z.string().optional().catch(undefined),
  })
  .transform(wire => ({
    domain: wire.domain ?? wire.id,
    /** `NAMESERVERS`, `POINTING`, or what Wix shows for subdomains: `UNKNOWN_CONNECTION_TYPE`. */
    connectionType: wire.connectionType,
    site: wire.siteInfo,
    /** `IN_PROGRESS`, `COMPLETED`, `FAILED`, or a word that Wix adds later. */
    dnsPropagationStatus: wire.dnsPropagationStatus,
  }));

/** A connected domain as Wix sends it. */
export type WireConnectedDomain = z.infer<typeof ConnectedDomain>;

const Answer = z
  .looseObject({ connectedDomain: ConnectedDomain })
  .transform(({ connectedDomain }) => connectedDomain);

/** A record as setup info shows it. */
export interface SetupRecord {
  /** As Wix writes it. */
  hostName: string;
  /** Seconds. */
  ttl?: number;
  /** What to set. */
  values: string[];
}

const setupRecord = (hostName: string, ttl: number | undefined, values: string[]): SetupRecord => ({
  hostName,
  ...(ttl !== undefined && { ttl }),
  values,
});

const ttl = z.number().optional().catch(undefined);
const ValuesRecord = z
  .looseObject({ hostName: z.string(), ttl, values: z.array(z.string()).default([]) })
  .transform(({ hostName, ttl, values }) => setupRecord(hostName, ttl, values));
const ValueRecord = z
  .looseObject({ hostName: z.string(), ttl, value: z.string() })
  .transform(({ hostName, ttl, value }) => setupRecord(hostName, ttl, [value]));

const SetupInfo = z.looseObject({
  connectedDomainSetupInfo: z.looseObject({
    registrar: z
      .looseObject({
        name: z.string().optional().catch(undefined),
        nameServers: z.array(z.string()).catch([]),
      })
      .nullish()
      .catch(undefined),
    nameserverRecord: z.looseObject({ nsRecord: ValuesRecord.nullish() }).nullish(),
    pointingRecords: z
      .looseObject({ aRecord: ValuesRecord.nullish(), cnameRecord: ValueRecord.nullish() })
      .nullish(),
    subdomainRecords: z.looseObject({ cnameRecords: z.array(ValueRecord).default([]) }).nullish(),
  }),
});

/** Where a connected domain is registered. */
export interface OutsideRegistrar {
  /** Absent where Wix does not know it. */
  name?: string;
  /** Whom it delegates the domain to at present. */
  nameServers: string[];
}

/** What has to be set at the outside registrar, as Wix shows it (docs/wix/connected-domains.md#setup-info). */
export interface SetupInfo {
  /** The outside registrar. */
  registrar?: OutsideRegistrar;
  /** Of a domain that is connected by name servers; absent where Wix shows pointing records instead. */
  nsRecord?: SetupRecord;
  /** Where connected by `POINTING`. */
  aRecord?: SetupRecord;
  /** Where connected by `POINTING`. */
  cnameRecord?: SetupRecord;
  /** Of a subdomain. */
  cnameRecords?: SetupRecord[];
}

const SetupInfoAnswer = SetupInfo.transform(({ connectedDomainSetupInfo: wire }): SetupInfo => {
  const { registrar, nameserverRecord, pointingRecords, subdomainRecords } = wire;
  return {
    ...(registrar && {
      registrar: {
        ...(registrar.name !== undefined && { name: registrar.name }),
        nameServers: registrar.nameServers,
      },
    }),
    ...(nameserverRecord?.nsRecord && { nsRecord: nameserverRecord.nsRecord }),
    ...(pointingRecords?.aRecord && { aRecord: pointingRecords.aRecord }),
    ...(pointingRecords?.cnameRecord && { cnameRecord: pointingRecords.cnameRecord }),
    ...(subdomainRecords && { cnameRecords: subdomainRecords.cnameRecords }),
  };
});

const PATH = "/domains/v1/connected-domains";
const pathOf = (domain: string): string => `${PATH}/${encodeURIComponent(domain)}`;

/** @returns undefined where Wix proves that the domain is not connected to the account */
export const getConnectedDomain = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<WireConnectedDomain | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read connected domain ${domain}`,
      method: "GET",
      path: pathOf(domain),
      effect: "read",
      accountId,
      answer: Answer,
    }),
    isNotFound,
  );

const PageAnswer = z
  .looseObject({ connectedDomains: z.array(named(ConnectedDomain)), pagingMetadata: Paging })
  .transform(({ connectedDomains, pagingMetadata }) => ({ items: connectedDomains, ...pagingMetadata }));

/** All that is connected to the account, newest first (docs/wix/connected-domains.md#connected-domains). */
export const listConnectedDomains = (
  wix: Wix,
  accountId: string | undefined,
): Promise<(WireConnectedDomain & { domain: string })[]> =>
  listDomains(wix, { what: "list the connected domains", path: PATH, answer: PageAnswer }, accountId);

export interface Connection {
  domain: string;
  connectionType: ConnectionType | undefined;
  /** The site to put it on, as a redirect. */
  siteId: string | undefined;
  suppressNotifications: boolean | undefined;
  accountId: string | undefined;
}

/** Connects a domain that is registered elsewhere (docs/wix/connected-domains.md#create). */
export const connectDomain = (
  wix: Wix,
  { domain, connectionType, siteId, suppressNotifications, accountId }: Connection,
): Promise<WireConnectedDomain> =>
  wix.call({
    what: `connect domain ${domain}`,
    method: "POST",
    path: PATH,
    body: {
      connectedDomain: {
        domain,
        ...(connectionType !== undefined && { connectionType }),
        ...(siteId !== undefined && { siteInfo: { assignmentType: "REDIRECT" } }),
        ...(suppressNotifications !== undefined && { suppressNotifications }),
      },
    },
    effect: "write",
    ...(siteId !== undefined && { siteId }),
    accountId,
    answer: Answer,
  });

/** Disconnects a domain; one that was connected by name servers loses its DNS zone with all records. */
export const disconnectDomain = async (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<void> => {
  const answer = wix.call({
    what: `disconnect domain ${domain}`,
    method: "DELETE",
    path: pathOf(domain),
    effect: "write",
    accountId,
    answer: z.unknown(),
  });
  await unlessAbsent(answer, isNotFound);
};

/** @returns undefined where Wix does not know the domain as connected, as may be right after it was connected */
export const getSetupInfo = (
  wix: Wix,
  domain: string,
  accountId: string | undefined,
): Promise<SetupInfo | undefined> =>
  unlessAbsent(
    wix.call({
      what: `read the setup info of connected domain ${domain}`,
      method: "GET",
      path: `/domains/v1/connected-domain-setup-info/${encodeURIComponent(domain)}`,
      effect: "read",
      accountId,
      answer: SetupInfoAnswer,
    }),
    isNotFound,
  );
