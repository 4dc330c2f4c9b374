import { domainToASCII } from "node:url";
import { listRule, type Named } from "../allowed";
import { UNKNOWN } from "../known";
import type { Resource } from "../rule";

/** An entry counts for all below it: `uk` allows `example.co.uk`, `co.uk` does not allow `example.uk`. */
export const listing = {
  name: "wix-allowed-tlds",
  description: "Domains are registered below allowed TLDs only.",
  entry: "TLD or longer suffix, e.g. com, co.uk",
  valuesOf: ({ kind, args: { domain } }: Resource): readonly Named[] =>
    kind === "RegisteredDomain"
      ? [{ at: "domain", value: typeof domain === "string" ? domain : UNKNOWN }]
      : [],
  matches: (domain: string, entry: string): boolean => spelled(domain).endsWith(`.${spelled(entry)}`),
};

const spelled = (name: string): string => domainToASCII(name.replace(/^\.|\.$/g, ""));

/** `wix-allowed-tlds`. Refuses registrations below other TLDs or longer suffixes. Settings: `allow`, all by default; `deny`. */
export const allowedTlds = listRule(listing);
