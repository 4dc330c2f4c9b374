/* What is refused unless the program allows it by name: a program loads this, so it holds nothing but words. */

/** Each word, and what it allows. */
export const ALLOWANCES = {
  "broken-dkim": "a DKIM record that no receiver can read as a key",
  "broken-dmarc": "a DMARC record that receivers ignore",
  "broken-spf": "an SPF record that receivers cannot read",
  "mass-change": "a large part of the declared sets going or changing at once",
  "mx-to-cname": "a mail server that is only an alias (a CNAME)",
  "mx-twice-in-zone": "a provider's mail server with the zone's own name behind it",
  "remove-all": "all declared sets of the zone going at once",
  "remove-dkim": "the last DKIM key of a domain going",
  "remove-dmarc": "an enforced DMARC policy going",
  "remove-mx": "the last mail server of a domain going",
  "remove-mx-host": "the address of a mail server going while mail is still sent to it",
  "remove-sender": "SPF no longer naming the provider that the domain's mail is with",
  "remove-spf": "the SPF record going while the domain has mail",
  "spf-lookups": "an SPF record that needs more look-ups than receivers make",
  "spf-pass-all": "an SPF record that lets everybody send",
} as const;

/** A word that allows what is refused at preview without it. */
export type Allowance = keyof typeof ALLOWANCES;

export const ALLOWANCE_WORDS = Object.keys(ALLOWANCES) as [Allowance, ...Allowance[]];
