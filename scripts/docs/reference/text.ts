/* Texts of the schema and of comments, for pages in MDX. */

/** Where a class says which page of Wix's it is about. */
export const withPage = (markdown: string): string =>
  markdown.replace(/See Wix, "([^"]+)":\s+(https:\S+)/g, 'See Wix, "[$1]($2)".');

/** Braces and angle brackets mean something else in MDX, unless they stand in code. */
export const safe = (markdown: string): string =>
  markdown
    .split(/(```[^]*?```|`[^`\n]*(?:\n[^`\n]*)?`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[{}]/g, "\\$&").replaceAll("<", "&lt;")))
    .join("");

/** On one line, for cells of tables. */
export const cell = (markdown: string): string =>
  safe(markdown).replace(/\s+/g, " ").replaceAll("|", "\\|").trim();

/** What a description says of the value that counts where none is given, apart from the rest. */
export const defaultIn = (description: string): { text: string; value: string | undefined } => {
  const [, text = description, value] =
    /^([^]*?)(?:^|\n\n)Default: ([^]*?)\.(?=\n\n|$)/.exec(description) ?? [];
  return { text: text.trim(), value };
};

/** As file names and routes: `dns-zone-records`. */
export const kebab = (name: string): string => name.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
