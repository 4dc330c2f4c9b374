/** A block of code of a Markdown page. */
export interface Block {
  readonly language: string;
  /** What stands behind the language: a file's name, or how the block is tested; empty where nothing does. */
  readonly mark: string;
  readonly text: string;
}

/** All blocks of a page, in their order; those in lists without what they are indented by. */
export const blocksIn = (page: string): Block[] =>
  [...page.matchAll(/^( *)```(\w+)(?: (.+))?\n([^]*?)^\1```$/gm)].map(
    ([, indent = "", language = "", mark = "", text = ""]) => ({
      language,
      mark,
      text: text.replace(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
