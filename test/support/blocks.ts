import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** A block of code of a Markdown file. */
export interface Block {
  /** From the repository's root. */
  readonly file: string;
  readonly language: string;
  /** What stands behind the language: a file's name, or how the block is tested; empty where nothing does. */
  readonly mark: string;
  readonly text: string;
}

/** All blocks of a page, in their order; those in lists without what they are indented by. */
export const blocksOf = (file: string): Block[] => {
  const page = readFileSync(join(ROOT, file), "utf8");
  return [...page.matchAll(/^( *)```(\w+)(?: (.+))?\n([^]*?)^\1```$/gm)].map(
    ([, indent = "", language = "", mark = "", text = ""]) => ({
      file,
      language,
      mark,
      text: text.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
};

/** Texts of the blocks of a language that stand by themselves; those that are marked need something around them. */
export const textsOf = (file: string, language: string): string[] =>
  blocksOf(file).flatMap(block => (block.language === language && block.mark === "" ? [block.text] : []));
