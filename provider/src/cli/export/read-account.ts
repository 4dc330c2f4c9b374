import { present } from "../../core/present";
import { canonicalDomainName } from "../../dns/canonical";
import { isCancelled } from "../../resources/package/look";
import { connectionTypeOf } from "../../resources/connected-domain/state";
import type { Wix } from "../../wix/client";
import { listConnectedDomains } from "../../wix/connected-domains";
import { getZone, previewZone, type WireZone } from "../../wix/dns-zones";
import { listAssignmentsOf } from "../../wix/domain-assignments";
import { isWixError, type WixError } from "../../wix/errors";
import { getPackage, listPackages } from "../../wix/packages";
import { listRegisteredDomains } from "../../wix/registered-domains";
import { querySites } from "../../wix/sites";
import type { Account, Left } from "./account";
import type { Memory } from "./cache";
import type { Progress } from "./progress";
import { pointsToWix } from "./wix-own";

/** How many calls are under way at a time. The pace of the process bounds them too. */
const AT_ONCE = 4;

const nameOf = (domain: string): string => {
  const canonical = canonicalDomainName(domain);
  return "name" in canonical ? canonical.name : domain;
};

const inTurn = async <Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> => {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** Wix's word, without what it says to whom writes. */
const inShort = ({ code, status, requestId }: WixError): string =>
  `Wix refused to show it (${[code ?? `HTTP ${status}`, requestId].filter(part => part !== undefined).join(", request ")})`;

export interface Reading {
  wix: Wix;
  /** GUID. */
  accountId: string;
  memory: Memory;
  progress: Progress;
}

/**
 * Reads all of an account that can be declared. What Wix refuses is noted as unread.
 * @throws WixError where Wix refuses every list: a wrong key or account
 * @throws TransportError where Wix is out of reach; what was read so far is remembered
 */
export const readAccount = async ({ wix, accountId, memory, progress }: Reading): Promise<Account> => {
  const unread: Left[] = [];
  const refusals: WixError[] = [];

  const read = async <Answer>(name: string, act: () => Promise<Answer>): Promise<Answer | undefined> => {
    try {
      return await memory.remember(name, act);
    } catch (error) {
      if (!isWixError(error)) throw error;
      refusals.push(error);
      unread.push({ what: name, why: inShort(error) });
      return undefined;
    } finally {
      progress.did(name);
    }
  };

  progress.expect(5);
  const sites = await read("the list of sites", async () =>
    (await querySites(wix, {}, accountId))
      .filter(({ trashedDate }) => trashedDate === undefined)
      .map(({ id, name, displayName, createdDate = "" }) => ({
        id,
        name: displayName === "" ? name : displayName,
        createdDate,
      })),
  );
  const registered = await read("the list of registered domains", async () =>
    (await listRegisteredDomains(wix, accountId)).map(one =>
      present({
        domain: nameOf(one.domain),
        status: one.status,
        productInstanceId: one.productInstanceId?.toLowerCase(),
        site: one.site,
        expirationDate: one.expirationDate,
        icannConfirmationStatus: one.icannConfirmationStatus,
      }),
    ),
  );
  const connected = await read("the list of connected domains", async () =>
    (await listConnectedDomains(wix, accountId)).map(one =>
      present({ domain: nameOf(one.domain), connectionType: connectionTypeOf(one), site: one.site }),
    ),
  );
  const assignments = await read("the list of domain assignments", async () => {
    const found = await listAssignmentsOf(
      wix,
      (sites ?? []).map(({ id }) => id),
      accountId,
    );
    return found.map(({ domain, site }) => present({ domain: nameOf(domain), site }));
  });
  const indexed = await read("the list of packages", () =>
    listPackages(wix, { owner: accountId }, accountId),
  );
  const [refusal] = refusals;
  if (refusal !== undefined && [sites, registered, connected, indexed].every(list => list === undefined))
    throw refusal;

  const packages = new Map<string, Account["packages"][number]>();
  const zones: Account["zones"] = {};
  const computed: Account["computed"] = {};

  const live = (indexed ?? []).filter(one => !isCancelled(one)).map(({ id }) => id);
  const known = new Set([...(registered ?? []), ...(connected ?? [])].map(({ domain }) => domain));
  const hosted = new Set([
    ...(registered ?? []).filter(({ status }) => status === "ACTIVE").map(({ domain }) => domain),
    ...(connected ?? []).filter(one => one.connectionType === "NAMESERVERS").map(({ domain }) => domain),
    // Of whom no list tells how they came to Wix.
    ...(assignments ?? []).map(({ domain }) => domain).filter(domain => !known.has(domain)),
  ]);
  progress.expect(live.length + hosted.size);

  await inTurn(live, async id => {
    const found = await read(`package ${id}`, async () => (await getPackage(wix, id, accountId)) ?? null);
    if (found === null)
      unread.push({ what: `package ${id}`, why: "Wix lists it, and says that there is none" });
    else if (found !== undefined && !isCancelled(found)) packages.set(id, found);
  });
  await inTurn([...hosted], async domain => {
    const zone = await read(`zone ${domain}`, async () => (await getZone(wix, domain, accountId)) ?? null);
    if (zone === null && known.has(domain))
      unread.push({ what: `zone ${domain}`, why: "Wix hosts no zone of it" });
    else if (zone) zones[domain] = zone;
  });
  // One by one: what Wix would put into one zone mostly tells of all others.
  for (const [domain, zone] of Object.entries(zones).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (pointsToWix(domain, zone, Object.values(computed)) !== "perhaps") continue;
    progress.expect(1);
    const preview = await read(`what Wix computes for zone ${domain}`, (): Promise<WireZone> =>
      previewZone(wix, domain, accountId),
    );
    if (preview !== undefined) computed[domain] = preview;
  }

  return {
    accountId,
    sites: sites ?? [],
    registered: registered ?? [],
    connected: connected ?? [],
    assignments: assignments ?? [],
    // In the order of the list, whichever came first.
    packages: live.flatMap(id => packages.get(id) ?? []),
    zones,
    computed,
    unread,
  };
};
