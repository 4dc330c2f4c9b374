import type { Control } from "wix-simulator";
import type { Language } from "./example-languages.ts";

/** What happens after the first `up` of an example: things outside of Pulumi, another configuration, a command. */
export interface Turn {
  /** What a person would say of it. */
  readonly why: string;
  /** What happens in the world or at Wix without the program. */
  readonly outside?: (control: Control) => Promise<unknown>;
  /** @param outputs of the stack, as the last command left them */
  readonly config?: (
    outputs: Readonly<Record<string, unknown>>,
    language: Language,
  ) => Readonly<Record<string, string>>;
  /** @default `pulumi up` */
  readonly command?: readonly string[];
}

export interface Play {
  /** Prepares the simulated account. */
  readonly before?: (control: Control) => Promise<unknown>;
  /**
   * Folder of another project, below the program's, which the first `up` is for: YAML has no conditions, so that what
   * looks first and what acts then are two.
   */
  readonly beginsIn?: Partial<Record<Language, string>>;
  readonly turns: readonly Turn[];
}

const HOUR = 3_600_000;

const registrarChanges = (domain: string, what: string): Turn => ({
  why: `Somebody sets ${what} at the registrar`,
  outside: control => control.edit("dns-propagation", domain, { registrarChanged: true }),
  config: (_, language) => (language === "yaml" ? { waitFor: "propagated" } : { registrarChanged: "true" }),
});

/** Of the agency, beside those that a simulator starts with; without a plan. */
const OTHER_SITE = "20000000-0000-4000-8000-000000000004";

const addOtherSite = async (control: Control): Promise<void> => {
  const state = await control.state();
  const ownerAccountId = "00000000-0000-4000-8000-000000000001";
  const site = { ownerAccountId, name: "cobbler", displayName: "Cobbler" };
  await control.loadState({ ...state, sites: { ...state.sites, [OTHER_SITE]: site } });
};

/** A name, or as the lookup gives it. */
type Suggestion = string | { readonly domain: string };

const nameOf = (suggestion: Suggestion = ""): string =>
  typeof suggestion === "string" ? suggestion : suggestion.domain;

/** How each example is played; the configuration that it begins with stands in its `Pulumi.simulated.yaml`. */
export const PLAYS: Readonly<Record<string, Play>> = {
  "change-the-primary-domain": { turns: [] },
  "connect-a-subdomain": { turns: [registrarChanges("shop.bakery.example", "the records")] },
  "connect-by-name-servers": { turns: [registrarChanges("bakery.example", "the name servers")] },
  "connect-by-pointing": { turns: [registrarChanges("florist.example", "the records")] },
  "dns-records": {
    turns: [{ why: "Another mail server", config: () => ({ mailHost: "mx2.example.net" }) }],
  },
  "hand-over-a-site": { turns: [] },
  "purchase-a-domain": {
    beginsIn: { yaml: "suggest" },
    turns: [
      {
        why: "A name is chosen among the suggestions",
        config: ({ suggestions }) => ({ domain: nameOf((suggestions as readonly Suggestion[])[0]) }),
      },
    ],
  },
  "reassign-a-service": {
    before: addOtherSite,
    turns: [{ why: "The customer wants it on another site", config: () => ({ siteId: OTHER_SITE }) }],
  },
  "register-a-domain-with-mail": {
    turns: [
      {
        why: "An hour later: the registration has gone on at Wix",
        outside: control => control.advanceClock(HOUR),
        command: ["up", "--refresh"],
      },
    ],
  },
};
