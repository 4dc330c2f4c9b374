import { existsSync } from "node:fs";
import { join } from "node:path";

/** What examples are written in. */
export const LANGUAGES = ["typescript", "yaml", "python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The folder of an example's program, below `examples/`; that in TypeScript is the example's own. */
export const programFolder = (name: string, language: Language): string =>
  language === "typescript" ? name : join(name, language);

/** Those that the example is written in. */
export const languagesOf = (examples: string, name: string): Language[] =>
  LANGUAGES.filter(language => existsSync(join(examples, programFolder(name, language), "Pulumi.yaml")));

/** What an engine needs to run it, beside what it needs for Node.js. */
export const engineLanguages = (language: Language): ("yaml" | "python")[] =>
  language === "typescript" ? [] : [language];
