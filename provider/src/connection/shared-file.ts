/* Files by which processes of one user on one machine tell each other something. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Of this user's, in the system's temporary folder. */
export const sharedFolder = (): string =>
  join(tmpdir(), `pulumi-wix-${process.getuid?.() ?? userInfo().username}`);

/** Makes the folder. In one that others may write to, a link could lead our writes anywhere. */
export const prepare = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`);
  if (process.getuid === undefined) return;
  if (found.uid !== process.getuid() || (found.mode & 0o022) !== 0)
    throw new Error(`others may write to ${folder}`);
};

/** Removes files of these names that nobody has written to since then. @param before ms since the epoch */
export const removeOld = (folder: string, names: RegExp, before: number): void => {
  for (const name of readdirSync(folder)) {
    if (!names.test(name)) continue;
    try {
      if (statSync(join(folder, name)).mtimeMs < before) unlinkSync(join(folder, name));
    } catch {
      // Another process was quicker.
    }
  }
};

/** Records to which all append. Each is a line of its own, written at once: what a dying process has cut off spoils no other. */
export class SharedFile {
  readonly #chunk = Buffer.alloc(16_384);
  #read: number;
  #rest = "";

  private constructor(
    private readonly fd: number,
    from: number,
  ) {
    this.#read = Math.max(0, from);
  }

  /** @param tail of what is there already, how many bytes are read. @default all */
  static open(path: string, tail = Infinity): SharedFile {
    const { O_RDWR, O_APPEND, O_CREAT } = constants;
    // Windows knows no such flag.
    const noLinks = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;
    const fd = openSync(path, O_RDWR | O_APPEND | O_CREAT | noLinks, 0o600);
    return new SharedFile(fd, fstatSync(fd).size - tail);
  }

  append(record: string): void {
    const bytes = Buffer.from(`\n${record}\n`);
    if (writeSync(this.fd, bytes) !== bytes.length) throw new Error("no room for a record");
  }

  /** What came since this was last asked. */
  news(): string[] {
    let length: number;
    // Less than was asked for is the end of a file.
    do {
      length = readSync(this.fd, this.#chunk, 0, this.#chunk.length, this.#read);
      this.#read += length;
      this.#rest += this.#chunk.toString("latin1", 0, length);
    } while (length === this.#chunk.length);
    if (this.#rest === "") return [];
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop() ?? "";
    return lines;
  }

  close(): void {
    closeSync(this.fd);
  }
}
