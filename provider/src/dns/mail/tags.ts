/* Lists of tags, as DKIM keys (RFC 6376, 3.2), DMARC policies (RFC 7489, 6.3) and their kin are written. */

/** By name in lower case; the first one counts. What is no tag is left out. */
export const readTags = (text: string): Map<string, string> => {
  const tags = new Map<string, string>();
  for (const part of text.split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (name !== "" && !tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
};

export const isDmarc = (text: string): boolean => /^v\s*=\s*DMARC1\s*(;|$)/.test(text);

/** Whether a text is meant to be a DMARC policy. */
export const isAlmostDmarc = (text: string): boolean =>
  !isDmarc(text) && /^\s*"?v\s*[=:]\s*dmarc/i.test(text);

export const POLICIES = ["none", "quarantine", "reject"] as const;
export type Policy = (typeof POLICIES)[number];

const policyIn = (word: string | undefined): Policy | undefined =>
  POLICIES.find(policy => policy === word?.toLowerCase());

export interface Dmarc {
  /** Undefined where it is missing or no policy. */
  readonly policy: Policy | undefined;
  /** For subdomains; as for the domain where nothing is said. */
  readonly subdomains: Policy | undefined;
  /** How much of the mail it applies to, in percent. */
  readonly percent: number;
  readonly tags: ReadonlyMap<string, string>;
}

export const readDmarc = (text: string): Dmarc => {
  const tags = readTags(text);
  const policy = policyIn(tags.get("p"));
  const percent = Number(tags.get("pct") ?? "100");
  return {
    policy,
    subdomains: tags.has("sp") ? policyIn(tags.get("sp")) : policy,
    percent: Number.isNaN(percent) ? 100 : percent,
    tags,
  };
};

/** What a DKIM key is to a receiver; bits only of an RSA key that can be read. */
export type DkimKey =
  { kind: "key"; bits: number | undefined } | { kind: "revoked" } | { kind: "broken"; why: string };

const bytesOf = (base64: string): Buffer | undefined =>
  /^[A-Za-z\d+/]+={0,2}$/.test(base64) && base64.length % 4 === 0 ? Buffer.from(base64, "base64") : undefined;

/** Length of a DER sequence, its head included; undefined: none begins here. */
const derLength = (bytes: Buffer): number | undefined => {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 2 || bytes.length < 2 + count) return undefined;
  return 2 + count + bytes.readUIntBE(2, count);
};

/** Modulus of an RSA key of so many bytes, in bits: what else is in it is some 34 bytes, and 12 for short ones. */
const bitsOf = (bytes: number): number =>
  bytes < 100 ? 512 : bytes < 200 ? 1024 : bytes < 330 ? 2048 : 4096;

/** @param text of a TXT record below `_domainkey` */
export const readDkim = (text: string): DkimKey => {
  const tags = readTags(text);
  const version = tags.get("v");
  if (version !== undefined && version !== "DKIM1")
    return { kind: "broken", why: "it does not begin with `v=DKIM1;`" };
  const key = tags.get("p")?.replaceAll(/\s/g, "");
  if (key === undefined) return { kind: "broken", why: "it has no key (`p=`)" };
  if (key === "") return { kind: "revoked" };
  const bytes = bytesOf(key);
  const cut = "its key is cut off or has stray characters";
  if (bytes === undefined) return { kind: "broken", why: cut };
  if (tags.get("k")?.toLowerCase() === "ed25519")
    return bytes.length === 32 ? { kind: "key", bits: undefined } : { kind: "broken", why: cut };
  const length = derLength(bytes);
  if (length === undefined) return { kind: "key", bits: undefined };
  return length === bytes.length ? { kind: "key", bits: bitsOf(bytes.length) } : { kind: "broken", why: cut };
};
