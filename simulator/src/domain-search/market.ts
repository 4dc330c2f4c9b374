import { z } from "zod";
import { contactRuleSchema } from "../registered-domains/contacts";

const outsideDomainSchema = z.strictObject({
  /** The registrar and the name servers that it delegates to, while nobody has changed them. */
  registrar: z
    .strictObject({ name: z.string(), nameServers: z.array(z.string()) })
    .nullable()
    .default({
      name: "Example Registrar",
      nameServers: ["ns1.example-registrar.net", "ns2.example-registrar.net"],
    }),
});

/** What the world outside the accounts holds: who has which name, and what can be had. */
export const marketSchema = z.strictObject({
  /** Top-level domains that Wix sells. */
  tlds: z.array(z.string()).default(["com", "net", "org", "info", "biz", "co", "online", "shop", "store"]),
  /** Root domains registered elsewhere, such as can be connected; `registrar: null` is one that Wix cannot tell. */
  outside: z.record(z.string(), outsideDomainSchema).default({}),
  /** Names that cost more. */
  premium: z.array(z.string()).default([]),
  /** Names that Wix does not connect. */
  restricted: z.array(z.string()).default([]),
  /** What registrars want of contacts; a breach ends in FAILED_REGISTRATION. */
  contactRules: z.array(contactRuleSchema).default([
    {
      countryCode: "US",
      phone: String.raw`^\+1[ ().-]*(\d[ ().-]*){10}$`,
      postalCode: String.raw`^\d{5}(-\d{4})?$`,
    },
  ]),
});

export type Market = z.output<typeof marketSchema>;
export type OutsideDomain = z.output<typeof outsideDomainSchema>;

/** A connected domain is one even where the state does not list it. */
export function outsideDomain({ outside }: Market, root: string): OutsideDomain {
  return outside[root] ?? outsideDomainSchema.parse({});
}
