/* The TypeScript files of a program. */
import { printResource, quoted, referencesIn } from "./code";
import type { Declared, Type } from "./declared";
import type { NamedSite } from "./site-names";

/** Whose end would take something away at Wix, although an export has only found it: `pulumi import` protects such, too. */
const PROTECTED: readonly Type[] = ["ConnectedDomain", "ProductInstanceAssignment"];

/** From one file of the program to another, as an import names it. */
const importPath = (from: string, to: string): string => `${from.includes("/") ? "../" : "./"}${to}`;

const importLine = (names: readonly string[], path: string): string => {
  const line = `import { ${names.join(", ")} } from ${quoted(path)};`;
  return line.length <= 80
    ? line
    : `import {\n${names.map(name => `  ${name},\n`).join("")}} from ${quoted(path)};`;
};

const importsOf = (file: string, resources: readonly Declared[]): string[] => {
  const wanted = new Map<string, Set<string>>();
  for (const reference of resources.flatMap(({ args }) => referencesIn(args))) {
    if (reference.file === file) continue;
    const names = wanted.get(reference.file) ?? new Set();
    wanted.set(reference.file, names.add(reference.variable));
  }
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([other, names]) => importLine([...names].sort(), importPath(file, other)));
};

const moduleOf = (file: string, resources: readonly Declared[]): string => {
  const imports = ['import * as wix from "pulumi-wix";', ...importsOf(file, resources)].join("\n");
  const statements = resources.map(({ variable, type, name, args }) =>
    printResource(variable, type, name, args, PROTECTED.includes(type) ? { protect: true } : undefined),
  );
  return `${[imports, ...statements].join("\n\n")}\n`;
};

/** Display names may hold anything; a comment is one line of visible characters. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();

const sitesModule = (sites: readonly NamedSite[]): string => {
  const lines = sites.map(
    ({ id, title, variable }) =>
      `  // ${oneLine(title) || "without a name"}\n  ${variable}: ${quoted(id)},\n`,
  );
  return `/** Ids of the sites that this program speaks of. */\nexport const sites = {\n${lines.join("")}};\n`;
};

const CONTACTS_MODULE = `import * as pulumi from "@pulumi/pulumi";
import type { DomainContactsArgs } from "pulumi-wix";

/** Set as a secret: see README.md. */
const contacts = new pulumi.Config().requireSecretObject<
  Record<string, DomainContactsArgs>
>("contacts");

/** The contacts of a registered domain. */
export const contactsOf = (domain: string): pulumi.Output<DomainContactsArgs> =>
  contacts.apply((all) => {
    const found = all[domain];
    if (found === undefined)
      throw new Error(\`the configuration has no contacts of \${domain}\`);
    return found;
  });
`;

/** @returns text by path from the program's folder */
export const modulesOf = (
  resources: readonly Declared[],
  sites: readonly NamedSite[],
): Record<string, string> => {
  const byFile = Map.groupBy(resources, ({ file }) => file);
  const files = [...byFile.keys()].sort();
  const needsContacts = resources.some(({ type }) => type === "RegisteredDomain");
  return {
    "index.ts": files.map(file => `import ${quoted(`./${file}`)};\n`).join("") || "export {};\n",
    ...(sites.length > 0 && { "sites.ts": sitesModule(sites) }),
    ...(needsContacts && { "contacts.ts": CONTACTS_MODULE }),
    ...Object.fromEntries(files.map(file => [`${file}.ts`, moduleOf(file, byFile.get(file) ?? [])])),
  };
};
