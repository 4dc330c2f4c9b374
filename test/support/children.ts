import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { killSession } from "../../engine/session.ts";

/** What a finished command left. */
export interface Run {
  /** The exit code, or `undefined` if a signal ended the command. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output, then standard error, without colours. */
  readonly text: string;
}

/** A command under way. */
export interface Running {
  readonly finished: Promise<Run>;
  /** Everything that was written to standard output so far. */
  stdout(): string;
  /** Resolves as soon as standard output matches; rejects if the command ends before that. */
  seen(pattern: RegExp): Promise<void>;
  /** Writes to its standard input, where that is open. */
  write(text: string): void;
  /** Ends its standard input, as the death of whoever has started it does. */
  hangUp(): void;
  /** Sends a signal to the command alone. */
  signal(name: NodeJS.Signals): void;
  /** Sends SIGKILL to the command and to all that it started. */
  kill(): void;
  /** Sends SIGINT to the command alone, which then has time to end in order. */
  interrupt(): void;
  /** What it does at present, and what it said last, for who waits for it in vain. */
  report(): string;
}

export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether its standard input stays open until somebody hangs up. @default it is empty */
  readonly openInput?: boolean;
}

/** Starts a command in a session of its own, by which its offspring can be told from everybody else's processes. */
export function start(
  command: string,
  args: readonly string[],
  { openInput = false, ...place }: Place,
): Running {
  const child = spawn(command, args, { ...place, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  // Whom it is sent to may be gone.
  child.stdin.on("error", () => undefined);
  if (!openInput) child.stdin.end();
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const finished = ending(child).then(code => ({
    code,
    stdout: stdout(),
    stderr: stderr(),
    text: stripVTControlCharacters(stdout() + stderr()),
  }));
  return {
    finished,
    stdout,
    seen: pattern => matched(child.stdout, stdout, pattern),
    write: text => void child.stdin.write(text),
    hangUp: () => void child.stdin.end(),
    signal: name => void child.kill(name),
    kill: () => killSession(child),
    interrupt: () => void child.kill("SIGINT"),
    report: () =>
      [
        `${command} ${args.map(shortened).join(" ")} has not ended. Its processes:`,
        ...processesOf(child),
        "It said last:",
        ...stripVTControlCharacters(`${stdout()}\n${stderr()}`).trimEnd().split("\n").slice(-SAID_LAST),
        "",
      ].join("\n"),
  };
}

/** Lines. */
const SAID_LAST = 40;

/** An argument may be a whole file. */
const shortened = (argument: string): string =>
  argument.length > 80 ? `${argument.slice(0, 79)}…` : argument;

/** How long each process of a child's session has run, worked and what it waits for, with a line of names on top. */
function processesOf({ pid }: ChildProcess): string[] {
  const columns = "sess,pid,ppid,stat,etime,time,wchan:24,args";
  const [names = "", ...lines] = execFileSync("ps", ["-A", "-ww", "-o", columns], { encoding: "utf8" }).split(
    "\n",
  );
  return [names, ...lines.filter(line => line.trim().split(" ")[0] === String(pid))].map(line =>
    line.slice(0, 200),
  );
}

function collect(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

function ending(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", code => resolve(code ?? undefined));
  });
}

function matched(stream: Readable, text: () => string, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!pattern.test(text())) return;
      stream.off("data", look).off("close", fail);
      resolve();
    };
    const fail = (): void => {
      reject(new Error(`ended without ${pattern}:\n${text()}`));
    };
    stream.on("data", look).once("close", fail);
    look();
  });
}
