/*
 * The end of a connection, which takes more along than the domain: the zone at Wix with all its records where it is
 * connected by name servers, and perhaps the site's other domains where it is the primary one. Nothing of that which
 * the program declares is taken away. To put the others back afterwards would not do: the site would be out of reach
 * meanwhile, and would stay so if the run was killed in between. So that is refused, and the way out promotes first.
 */
import { isAborted } from "../../core/aborted";
import { describeOwner, sameOwner, type Ownership } from "../../core/ownership";
import { UNKNOWN } from "../../core/unknown";
import { readZone, type Zone } from "../../dns/zone";
import type { RecordSets } from "../../dns/types";
import type { DomainUse } from "../../domains/claims";
import { TakesOthersAlong } from "../../domains/errors";
import { othersOn } from "../../domains/placement";
import { repeated } from "../../domains/repeat";
import type { Context } from "../../lifecycle/context";
import { domainsOfSiteThing, domainThing, placeOfDomainThing, zoneThing } from "../../lifecycle/things";
import { disconnectDomain, getConnectedDomain, type WireConnectedDomain } from "../../wix/connected-domains";
import { getZone } from "../../wix/dns-zones";
import { declaredOtherwise, placeDeclared, stillConnected, zoneInUse, zoneDeclared } from "./errors";
import { connectionTypeOf, type ConnectedDomainState } from "./state";

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

/**
 * `force` speaks of records that nobody declares. Declared ones that are to go are gone by now, so what is left in the
 * zone is somebody else's.
 */
const refuseLoss = async (
  ctx: Context,
  { domain, force, accountId }: ConnectedDomainState,
): Promise<void> => {
  const { ledger } = ctx.session;
  const zoneKey = zoneThing(ctx.account(accountId), domain);
  const [records] = [...ledger.declarers(zoneKey), ...ledger.declaredHolders(zoneKey)];
  if (records !== undefined) throw zoneDeclared(domain, describeOwner(records.owner));
  if (force === true) return;
  const zone = await getZone(ctx.wix, domain, accountId);
  if (zone === undefined) return;
  const left = leftIn(readZone(domain, zone.records));
  if (Object.keys(left).length > 0) throw zoneInUse(domain, left);
};

/** The site's other domains; undefined where Wix does not tell, which keeps nobody from leaving. */
const othersShown = async (
  ctx: Context,
  siteId: string,
  { domain, accountId }: ConnectedDomainState,
): Promise<string[] | undefined> => {
  try {
    return (await othersOn(ctx, siteId, { domain, accountId })).map(other => other.domain);
  } catch (error) {
    if (isAborted(error)) throw error;
    return undefined;
  }
};

/**
 * Wix may take a site's other domains along with its primary one (docs/wix/connected-domains.md#delete).
 * @throws TakesOthersAlong where one of them is declared
 */
const refuseTakingAlong = async (
  ctx: Context,
  siteId: string,
  state: ConnectedDomainState,
): Promise<void> => {
  const { domain } = state;
  const others = await othersShown(ctx, siteId, state);
  const declared = ctx.session.ledger
    .declarers<DomainUse>(domainsOfSiteThing(siteId))
    .flatMap(({ owner, detail }) => (detail === undefined ? [] : [{ owner, domain: detail.domain }]))
    .filter(other => other.domain !== domain && (others === undefined || others.includes(other.domain)));
  if (declared.length > 0)
    throw new TakesOthersAlong(
      domain,
      siteId,
      declared.map(other => `${other.domain} (${describeOwner(other.owner, ctx.owner)})`),
    );
  if (others !== undefined && others.length > 0)
    ctx.log(
      `${domain} was primary of site ${siteId}: ${others.join(", ")} may leave the site with it; \`pulumi refresh\` ` +
        "shows that, and `pulumi up` puts them back",
    );
};

/**
 * Who declares a connection of this type, so that it stays. In doubt somebody does: an argument that is not known may
 * turn out to be this one.
 */
const declarerOf = (
  declarers: readonly Ownership<DomainUse>[],
  connectionType: string | undefined,
): Ownership<DomainUse> | undefined =>
  declarers.find(
    ({ detail }) =>
      detail?.kind !== "connected" ||
      detail.connectionType === UNKNOWN ||
      detail.connectionType === connectionType,
  );

/**
 * Looks for a connection that may go.
 * @returns undefined where there is none, or where it is declared: it is the connection of the next generation, or of a
 *   resource that took it over
 */
const findLeaving = async (
  ctx: Context,
  { domain, connectionType, accountId }: ConnectedDomainState,
): Promise<WireConnectedDomain | undefined> => {
  const declarers = ctx.session.ledger.declarers<DomainUse>(domainThing(ctx.account(accountId), domain));
  // What the state says is enough to keep it: then nothing has to be asked.
  let heir = declarerOf(declarers, connectionType);
  const found = heir ? undefined : await getConnectedDomain(ctx.wix, domain, accountId);
  if (found !== undefined) heir = declarerOf(declarers, connectionTypeOf(found));
  if (heir !== undefined && !sameOwner(heir.owner, ctx.owner))
    ctx.log(`${domain} stays connected: ${describeOwner(heir.owner, ctx.owner)} declares it now`);
  if (found === undefined || heir !== undefined) return undefined;
  const other = declarers.find(({ owner }) => !sameOwner(owner, ctx.owner));
  if (other !== undefined) throw declaredOtherwise(domain, describeOwner(other.owner, ctx.owner));
  return found;
};

/**
 * A domain that is not connected serves no site. Where it is only to be connected in another way, that is said.
 * @throws Error where another resource declares its place
 */
const refuseLosingPlace = (ctx: Context, { domain, accountId }: ConnectedDomainState): void => {
  const { ledger } = ctx.session;
  const account = ctx.account(accountId);
  const [placed] = ledger.declarers(placeOfDomainThing(account, domain), ctx.owner);
  if (placed === undefined) return;
  const owner = describeOwner(placed.owner, ctx.owner);
  if (ledger.declarers(domainThing(account, domain)).length === 0) throw placeDeclared(domain, owner);
  ctx.log(
    `${domain} leaves its site with its connection, which ${owner} declares: \`pulumi up --refresh\` puts it back`,
  );
};

/**
 * Disconnects a domain; done where it is not connected any more, or declared. Settles once Wix proves it gone, so that
 * it can be connected again.
 * @throws Error where its zone holds what would be lost @throws TakesOthersAlong
 */
export const disconnect = async (ctx: Context, state: ConnectedDomainState): Promise<void> => {
  const { domain, accountId } = state;
  const leaving = await findLeaving(ctx, state);
  if (leaving === undefined) return;
  refuseLosingPlace(ctx, state);
  if (leaving.connectionType === "NAMESERVERS") await refuseLoss(ctx, state);
  if (leaving.site?.assignmentType === "PRIMARY") await refuseTakingAlong(ctx, leaving.site.siteId, state);
  await repeated<WireConnectedDomain | undefined, undefined>(ctx, {
    write: () => disconnectDomain(ctx.wix, domain, accountId),
    look: () => getConnectedDomain(ctx.wix, domain, accountId),
    shown: seen => seen === undefined,
    notShown: (_seen, lost) => stillConnected(domain, lost),
  });
};
