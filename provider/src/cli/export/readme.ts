/* The README of an exported program: what it holds, what it does not, and how it is taken over. */
import type { Account, Left } from "./account";
import type { Declared, Type } from "./declared";

export interface Exported {
  account: Account;
  resources: readonly Declared[];
  left: readonly Left[];
  sets: { declared: number; wixs: number };
  /** Registered domains whose contacts are to be filled in. */
  toFillIn: readonly string[];
  needsContacts: boolean;
}

const number = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const countOf = ({ resources }: Pick<Exported, "resources">, ...types: Type[]): number =>
  resources.filter(({ type }) => types.includes(type)).length;

/** `20 domains, 500 record sets in 60 resources, …`: what is declared. */
export const summaryOf = (exported: Pick<Exported, "resources" | "sets">): string => {
  const records = countOf(exported, "DnsZoneRecords");
  return [
    number(countOf(exported, "RegisteredDomain"), "registered domain"),
    number(countOf(exported, "ConnectedDomain"), "connected domain"),
    number(countOf(exported, "DomainAssignment"), "other domain on a site", "other domains on sites"),
    `${number(exported.sets.declared, "record set")} in ${number(records, "resource")}`,
    number(countOf(exported, "DnsSettings"), "zone with DNSSEC", "zones with DNSSEC"),
    number(countOf(exported, "Package"), "package"),
    number(countOf(exported, "ProductInstanceAssignment"), "placed product instance"),
  ]
    .filter(part => !part.startsWith("0 "))
    .join(", ");
};

/** What Wix says, or was called by somebody, is text and no Markdown. */
const text = (words: string): string =>
  words.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").replace(/[\\`*_[\]<>|#~]/g, String.raw`\$&`);

const contactsStep = ({ needsContacts, toFillIn }: Exported): string => {
  if (!needsContacts) return "";
  const gaps =
    toFillIn.length === 0
      ? ""
      : `Wix does not show all of the contacts of ${toFillIn.join(", ")}: fill in what is empty there first.\n\n`;
  return `Contacts of registered domains are secrets. They are in \`contacts.secret.json\`, which only its owner can read and Git
ignores. ${gaps === "" ? "" : "\n\n"}${gaps}They go into the stack's configuration, encrypted, and then the file goes:

\`\`\`sh
pulumi config set --secret contacts < contacts.secret.json && rm contacts.secret.json
\`\`\`

Wix has no call that changes contacts, so what stands there is never sent for these domains.

`;
};

const leftOut = (left: readonly Left[]): string =>
  left.length === 0
    ? "Nothing of what can be declared.\n"
    : left.map(({ what, why }) => `- **${text(what)}**: ${text(why)}.\n`).join("");

const FILES: readonly [test: (file: string) => boolean, what: string][] = [
  [file => file === "index.ts", "imports all others"],
  [file => file === "sites.ts", "ids of sites, by their names"],
  [
    file => file.startsWith("domains/"),
    "a domain each, with its subdomains: registration or connection, place, records",
  ],
  [file => file.startsWith("packages/"), "a site each: the packages whose products are on it"],
  [file => file === "contacts.ts", "reads contacts from the stack's configuration"],
];

const filesTold = (files: readonly string[]): string =>
  FILES.flatMap(([test, what]) => {
    const those = files.filter(test);
    const [first = ""] = those;
    if (those.length === 0) return [];
    return [`- \`${first.includes("/") ? `${first.split("/")[0] ?? ""}/` : first}\`: ${what}\n`];
  }).join("");

export const readmeOf = (exported: Exported, files: readonly string[]): string => {
  const { account, left, sets } = exported;
  return `# Wix account ${account.accountId}

A Pulumi program, written by \`npx pulumi-wix export\` from what the account held. It declares
${summaryOf(exported) || "nothing: the account holds nothing that can be declared"}.

${filesTold(files)}
## Take it over

\`\`\`sh
npm install
pulumi stack init prod
pulumi config set --secret wix:apiKey
\`\`\`

${contactsStep(exported)}The first \`up\` only has to look: all of this is there already. \`WIX_READ_ONLY\` makes sure of it. Whatever would change
something at Wix, or cost money, is then refused before it is sent.

\`\`\`sh
WIX_READ_ONLY=1 pulumi up
pulumi preview --refresh --expect-no-changes
\`\`\`

If a resource is refused, it is no longer at Wix what it was when this was written. **Do not run \`pulumi up\` without
\`WIX_READ_ONLY\` then**: what is gone would be made, a package would be bought. Take the resource out, or export again.
Once everything is taken over, a plain \`pulumi up\` changes what you change.

## In another language

This program is TypeScript. For any other, \`import.json\` names the same things as resources of the native plugin, under the
same names: in a project that names the plugin, \`pulumi import --file import.json\` takes them over without a write and, in
languages that Pulumi generates code for, prints the program. Take one of the two ways, not both.

## What to know

- Things are adopted, not made. \`pulumi destroy\` leaves record sets, DNSSEC, packages and registrations as they are.
- \`protect: true\` stands at what a destroy would take away: connections of domains, and places of product instances.
- A ttl of an hour, which Wix gives by itself, is not written. Without a \`ttl\`, the one that is there stays.
- An export never touches a file that is there. To see what has changed at Wix, run \`pulumi preview --refresh\`.

## What is not declared

${leftOut(left)}
Never part of an export:

- ${number(sets.wixs, "record set")} of Wix's own: \`NS\` and \`SOA\`, and the \`A\` and the \`www\` \`CNAME\` that lead to the site
- sites and what is on them, people and their rights, mailboxes, payment methods: this provider does not manage them
- cancelled packages and product instances
- discount codes and reference instances of packages, which count at the purchase alone, and which Wix does not show
`;
};
