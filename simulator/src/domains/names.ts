import { parse } from "tldts";

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
export function parseDomainName(name: string): DomainName | undefined {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) || /(^|\.)-|-(\.|$)|\.\d+$/.test(name)) return undefined;
  const { domain, domainWithoutSuffix, publicSuffix } = parse(name, {
    extractHostname: false,
    validateHostname: false,
  });
  if (domain === null || domainWithoutSuffix === null || publicSuffix === null) return undefined;
  return { root: domain, label: domainWithoutSuffix, tld: publicSuffix, isRoot: domain === name };
}

/** The root of a name that is known to have one. */
export function rootOf(name: string): string {
  return parseDomainName(name)?.root ?? name;
}
