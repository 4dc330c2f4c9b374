import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { blocksIn, type Block } from "../../scripts/docs/blocks.ts";

export type { Block } from "../../scripts/docs/blocks.ts";

const ROOT = resolve(__dirname, "../..");

/** Of a page, by its path from the repository's root. */
export const blocksOf = (page: string): Block[] => blocksIn(readFileSync(join(ROOT, page), "utf8"));

/** Texts of the blocks of a language that stand by themselves; those that are marked need something around them. */
export const textsOf = (page: string, language: string): string[] =>
  blocksOf(page).flatMap(block => (block.language === language && block.mark === "" ? [block.text] : []));
