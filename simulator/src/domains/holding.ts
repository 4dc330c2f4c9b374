import { parse } from "tldts";
import { after } from "../kernel/clock";
import { type CallerRefusals, plainCallers } from "../kernel/family";
import { applicationError, type Refusal } from "../kernel/refusal";
import type { StateFault } from "../kernel/world";
import type { ConnectedDomain, Domain, RegisteredDomain, State, World } from "./state";

export interface DomainName {
  /** The part that can be registered. */
  readonly root: string;
  /** The root without its top-level domain. */
  readonly label: string;
  /** By the public suffix list, such as `com` or `co.uk`. */
  readonly tld: string;
  readonly isRoot: boolean;
}

/** @returns `undefined` for what is no lower-case ASCII name, and for a top-level domain itself */
export const parseDomainName = (name: string): DomainName | undefined => {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) || /(^|\.)-|-(\.|$)|\.\d+$/.test(name)) return undefined;
  const { domain, domainWithoutSuffix, publicSuffix } = parse(name, {
    extractHostname: false,
    validateHostname: false,
  });
  if (domain === null || domainWithoutSuffix === null || publicSuffix === null) return undefined;
  return { root: domain, label: domainWithoutSuffix, tld: publicSuffix, isRoot: domain === name };
};

/** The root of a name that is known to have one. */
export const rootOf = (name: string): string => parseDomainName(name)?.root ?? name;

export const registeredDomain = (state: State, name: string): RegisteredDomain | undefined => {
  const domain = state.domains[name];
  return domain?.kind === "registered" ? domain : undefined;
};

export const connectedDomain = (state: State, name: string): ConnectedDomain | undefined => {
  const domain = state.domains[name];
  return domain?.kind === "connected" ? domain : undefined;
};

/** The account's domains of one kind, the newest first, as those see them who read. */
export const heldBy = <Kind extends Domain["kind"]>(
  world: World,
  accountId: string,
  kind: Kind,
): { name: string; domain: Extract<Domain, { kind: Kind }> }[] => {
  const isSought = (domain: Domain): domain is Extract<Domain, { kind: Kind }> =>
    domain.kind === kind && domain.accountId === accountId && isVisible(world, domain);
  return Object.entries(world.state.domains)
    .flatMap(([name, domain]) => (isSought(domain) ? [{ name, domain }] : []))
    .toSorted((a, b) => Date.parse(b.domain.createdDate) - Date.parse(a.domain.createdDate));
};

/** Whether Wix, or Wix's registrar, has the name: not so after a failure, and not any more once it is canceled. */
export const isLive = ({ status }: RegisteredDomain): boolean =>
  status !== "FAILED_REGISTRATION" && status !== "CANCELED";

/** The root domains that cannot be bought. */
export const takenRoots = ({ domains, domainMarket }: State): Set<string> => {
  const held = Object.entries(domains).filter(([, domain]) => domain.kind === "connected" || isLive(domain));
  return new Set([...Object.keys(domainMarket.outside), ...held.map(([name]) => rootOf(name))]);
};

/** Not yet to those who read, for so long as the settings say. */
export const isVisible = ({ state, clock }: World, { createdDate }: { createdDate: string }): boolean =>
  clock.now() >= after(new Date(createdDate), state.settings.readLagMs);

/** What a state document says of domains that it does not hold. */
export const withoutDomain = (
  { domains }: State,
  field: string,
  held: Readonly<Record<string, unknown>>,
): StateFault[] =>
  Object.keys(held)
    .filter(name => !(name in domains))
    .map(name => ({ path: [field, name], message: "no domain of that name" }));

/** As the tables of Connected Domains have it. */
export const connectedDomainCallers: CallerRefusals = {
  ...plainCallers,
  account: (...breaches) => applicationError(403, "DOMAINS_GUID_NOT_FOUND", "no such account", ...breaches),
  malformedAccount: () => applicationError(400, "DOMAINS_GUID_NOT_VALID", "wix-account-id is no GUID"),
  foreignAccount: () =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", "the key does not act for the account"),
  permission: permission =>
    applicationError(403, "DOMAINS_PERMISSION_DENIED", `the key lacks the permission ${permission}`),
  malformedSite: () => applicationError(400, "DOMAINS_GUID_NOT_VALID", "wix-site-id is no GUID"),
  foreignSite: () => applicationError(403, "DOMAINS_GUID_NOT_FOUND", "the account has no such site"),
};

/** 403: the domain is another account's, or, where no 404 is known, none of this account's. */
export const domainNotPermitted = (name: string): Refusal =>
  applicationError(403, "DOMAINS_DOMAIN_NOT_PERMITTED", `domain ${name} is not permitted to the account`);
