import { readZone, type Zone } from "../../dns/zone";
import type { RecordSets } from "../../dns/types";
import type { Context } from "../../lifecycle/context";
import { waitUntil } from "../../core/wait";
import { disconnectDomain, getConnectedDomain } from "../../wix/connected-domains";
import { getZone } from "../../wix/dns-zones";
import { listAssignments } from "../../wix/domain-assignments";
import { isUnknownOutcome } from "../../wix/errors";
import { ZoneInUse } from "./errors";
import type { ConnectedDomainState } from "./state";

const DEFAULT_TIMEOUT = 10 * 60_000;

/** What Wix puts into a zone by itself. */
const isWixsOwn = (domain: string, type: string, hostName: string): boolean =>
  ((type === "NS" || type === "SOA" || type === "A") && hostName === domain) ||
  (type === "CNAME" && hostName === `www.${domain}`);

const leftIn = ({ domainName, sets }: Zone): RecordSets =>
  Object.fromEntries(
    [...sets]
      .filter(([, { type, hostName }]) => !isWixsOwn(domainName, type, hostName))
      .map(([key, { content }]) => [key, content]),
  );

/** Declared records are gone by now, so whatever is left in the zone is somebody else's. */
const refuseLoss = async (
  ctx: Context,
  { domain, force, accountId }: ConnectedDomainState,
): Promise<void> => {
  if (force === true) return;
  const zone = await getZone(ctx.wix, domain, accountId);
  if (zone === undefined) return;
  const left = leftIn(readZone(domain, zone.records));
  if (Object.keys(left).length > 0) throw new ZoneInUse(domain, left);
};

/** Wix may take a site's other domains along with its primary one (fact sheet connected-domains.md, "Delete"). */
const sayWhoLeavesToo = async (
  ctx: Context,
  domain: string,
  siteId: string,
  accountId: string | undefined,
) => {
  const others = (await listAssignments(ctx.wix, siteId, accountId)).filter(other => other.domain !== domain);
  if (others.length > 0)
    ctx.log(
      `${domain} was primary of site ${siteId}: ${others.map(other => other.domain).join(", ")} may leave the site with ` +
        "it; `pulumi refresh` shows that, and `pulumi up` puts them back",
    );
};

/**
 * Disconnects a domain; done where it is not connected any more. Settles once Wix proves it gone, so that it can be
 * connected again.
 * @throws ZoneInUse where its zone holds what would be lost
 */
export const disconnect = async (ctx: Context, state: ConnectedDomainState): Promise<void> => {
  const { domain, accountId } = state;
  const first = await getConnectedDomain(ctx.wix, domain, accountId);
  if (first === undefined) return;
  if (first.connectionType === "NAMESERVERS") await refuseLoss(ctx, state);
  if (first.site?.assignmentType === "PRIMARY")
    await sayWhoLeavesToo(ctx, domain, first.site.siteId, accountId);
  await waitUntil<boolean, true>(ctx, {
    what: `disconnection of ${domain}`,
    probe: async () => {
      try {
        await disconnectDomain(ctx.wix, domain, accountId);
      } catch (error) {
        if (!isUnknownOutcome(error)) throw error;
      }
      return (await getConnectedDomain(ctx.wix, domain, accountId)) === undefined;
    },
    judge: gone => (gone ? { kind: "settled", value: true } : { kind: "waiting", status: "still connected" }),
    within: ctx.timeout ?? DEFAULT_TIMEOUT,
    interval: ctx.wix.settings.pollInterval(),
    remediation: "Run again.",
  });
};
