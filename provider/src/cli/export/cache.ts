/*
 * What was read so far, so that a run that was killed is gone on with: a line of JSON each answer, appended as it comes.
 * The first line says of what; a last line that was cut is worth nothing. Holds neither key nor contacts.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

export const CACHE = ".pulumi-wix-export.jsonl";
const FORM = 1;
/** What was read longer ago is read anew; ms. */
const FRESH = 24 * 3_600_000;

/** Remembers answers by name. */
export interface Memory {
  /** When what it holds was begun to be read, ms since the epoch; undefined: it held nothing. */
  readonly since: number | undefined;
  readonly size: number;
  /** The answer of that name, read now where none is there. What throws is not remembered. */
  remember<Answer>(name: string, read: () => Promise<Answer>): Promise<Answer>;
}

const remembering =
  (answers: Map<string, unknown>, note: (name: string, answer: unknown) => void): Memory["remember"] =>
  async <Answer>(name: string, read: () => Promise<Answer>) => {
    if (answers.has(name)) return answers.get(name) as Answer;
    const answer = await read();
    answers.set(name, answer);
    note(name, answer);
    return answer;
  };

/** Remembers nothing beyond its own end. */
export const noMemory = (): Memory => ({
  since: undefined,
  size: 0,
  remember: remembering(new Map(), () => undefined),
});

const linesOf = (file: string): unknown[] => {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .flatMap((line): unknown[] => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
};

interface Header {
  form: number;
  of: string;
  since: number;
}

const isOf = (header: unknown, of: string, now: number): header is Header => {
  const { form, of: what, since } = (header ?? {}) as Partial<Header>;
  return form === FORM && what === of && since !== undefined && now - since < FRESH;
};

/**
 * The memory in a folder, which is made where there is none. One of another account, of another form or of yesterday is
 * begun anew.
 * @param of names what is read: account and server
 */
export const openMemory = (folder: string, of: string, now: number): Memory => {
  const file = join(folder, CACHE);
  const [header, ...lines] = linesOf(file);
  const write = (line: object): void => {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  const isKept = isOf(header, of, now);
  const kept = isKept ? (lines as { name: string; answer?: unknown }[]) : [];
  mkdirSync(folder, { recursive: true });
  // Written anew in any case, and as a whole: a line that was cut must not swallow the next one.
  const head = { form: FORM, of, since: isKept ? header.since : now };
  const text = [head, ...kept].map(line => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(`${file}.partial`, text, { mode: 0o600 });
  renameSync(`${file}.partial`, file);
  return {
    since: isKept && kept.length > 0 ? header.since : undefined,
    size: kept.length,
    remember: remembering(new Map(kept.map(({ name, answer }) => [name, answer])), (name, answer) => {
      write({ name, answer });
    }),
  };
};

export const forget = (folder: string): void => {
  rmSync(join(folder, CACHE), { force: true });
};
