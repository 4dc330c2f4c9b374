import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { start } from "./children.ts";

const server = join(__dirname, "..", "..", "node_modules", "typescript", "lib", "tsserver.js");

/** Where an editor goes for the definition of a word. */
export interface Definition {
  readonly file: string;
  /** The text of the line that it shows. */
  readonly line: string;
}

interface Answer {
  readonly request_seq: number;
  readonly body?: { file: string; start: { line: number } }[];
}

/**
 * Asks the compiler's server, as editors do, for definitions.
 * @param words each is looked for where it first stands in the program. @returns in their order; undefined: none is known
 */
export async function definitionsOf(
  program: string,
  words: readonly string[],
): Promise<(Definition | undefined)[]> {
  const lines = (await readFile(program, "utf8")).split("\n");
  const editor = start(process.execPath, [server, "--disableAutomaticTypingAcquisition"], {
    cwd: join(program, ".."),
    env: process.env,
    openInput: true,
  });
  const ask = (seq: number, command: string, place: object): void =>
    editor.write(
      `${JSON.stringify({ seq, type: "request", command, arguments: { file: program, ...place } })}\n`,
    );
  ask(0, "open", {});
  for (const [index, word] of words.entries()) {
    const line = lines.findIndex(text => text.includes(word));
    ask(index + 1, "definition", { line: line + 1, offset: (lines[line] ?? "").indexOf(word) + 1 });
  }
  await editor.seen(new RegExp(`"request_seq":${words.length},.*\n`));
  editor.hangUp();
  const { stdout } = await editor.finished;
  const answers = stdout
    .split("\n")
    .filter(text => text.includes('"command":"definition"'))
    .map(text => JSON.parse(text) as Answer);
  return Promise.all(
    words.map(async (_, index) => {
      const [found] = answers.find(({ request_seq }) => request_seq === index + 1)?.body ?? [];
      if (found === undefined) return undefined;
      const line = (await readFile(found.file, "utf8")).split("\n")[found.start.line - 1] ?? "";
      return { file: found.file, line };
    }),
  );
}
