import { domainToASCII } from "node:url";
import { parse } from "tldts";

/**
 * A name in canonical form: lower-case ASCII (IDNA) without trailing dot. What is no name stays as it is, for the
 * rules to refuse; applied to its own output it changes nothing.
 */
export function canonicalName(name: string): string {
  const ascii = toAscii(name);
  return /[^.]\.$/.test(ascii) ? ascii.slice(0, -1) : ascii;
}

/**
 * The full name that `hostName` means in the zone: `@` is the apex, a relative name gets the zone appended. A name
 * that ends with a dot, or that looks like the full name of another domain, is not made relative: it comes back
 * as it is, outside the zone.
 */
export function fullHostName(zone: string, hostName: string): string {
  if (hostName === "@") return zone;
  const name = canonicalName(hostName);
  const absolute = toAscii(hostName) !== name;
  return isInZone(zone, name) || absolute || looksLikeFullName(name) ? name : `${name}.${zone}`;
}

export const isInZone = (zone: string, name: string): boolean => name === zone || name.endsWith(`.${zone}`);

/** Whether somebody could have registered the name, or one above it. */
export const hasRegistrableDomain = (name: string): boolean => publicSuffix(name).domain !== null;

function looksLikeFullName(name: string): boolean {
  if (!name.includes(".")) return false;
  const { domain, isIcann } = publicSuffix(name);
  // Nobody can register `*.shop` or `_acme-challenge.dev`: those can only be meant relative.
  return domain !== null && isIcann === true && !/^[*_]/.test(domain);
}

const publicSuffix = (name: string) => parse(name, { extractHostname: false, validateHostname: false });

function toAscii(name: string): string {
  if (!/\P{ASCII}/u.test(name)) return name.toLowerCase();
  // domainToASCII parses a URL's host: it drops a port or path and reads `1.2` as an address. So it gets only
  // characters of names, and a last label that is no number.
  if (!/^[\w.*\P{ASCII}-]+$/u.test(name)) return name;
  const ascii = domainToASCII(`${name}.invalid`);
  return ascii === "" ? name : ascii.slice(0, -".invalid".length);
}
