import { Readable } from "node:stream";
import type { Reply } from "../http/reply";
import type { Simulation } from "../http/simulation";

/** How many answers are kept to be shown. */
const MOST_ANSWERS = 200;
/** What happens within this time is told at once. */
const GATHER_MS = 80;
/** So that a reader who has gone is noticed. */
const HEARTBEAT_MS = 15_000;
/** What is due already settles as soon as anybody looks. */
const LEAST_WAIT_MS = 250;
/** The longest that a timer of Node.js waits. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

const CHANGED = "event: changed\ndata: now\n\n";

/** Tells who looks on that something has changed, and keeps the latest answers. */
export interface Feed {
  /** Server-sent events: `changed` at once, and after each change. */
  open(): Readable;
  /** The answer to the request of that number; `undefined` where there is none, or no longer. */
  answerTo(sequence: number): Reply | undefined;
  close(): void;
}

export const createFeed = ({ events, world }: Simulation): Feed => {
  const answers = new Map<number, Reply>();
  const readers = new Set<Readable>();
  let gathering: NodeJS.Timeout | undefined;
  let due: NodeJS.Timeout | undefined;

  const tell = () => {
    gathering = undefined;
    for (const reader of readers) reader.push(CHANGED);
    awaitDue();
  };
  const gather = () => {
    if (readers.size > 0) gathering ??= setTimeout(tell, GATHER_MS).unref();
  };
  /** What time alone brings about, on a clock that runs. */
  const awaitDue = () => {
    clearTimeout(due);
    const instants = world.state.schedule.map(({ dueAt }) => Date.parse(dueAt));
    if (world.clock.mode === "frozen" || instants.length === 0 || readers.size === 0) return;
    const wait = Math.min(...instants) - world.clock.now().getTime();
    due = setTimeout(gather, Math.min(Math.max(wait, LEAST_WAIT_MS), LONGEST_WAIT_MS)).unref();
  };
  const keep = (sequence: number, reply: Reply) => {
    answers.set(sequence, reply);
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size > MOST_ANSWERS) answers.delete(oldest);
    gather();
  };
  const heartbeat = setInterval(() => {
    for (const reader of readers) reader.push(":\n\n");
  }, HEARTBEAT_MS).unref();
  events.on("changed", gather);
  events.on("answered", keep);

  return {
    open() {
      const reader = new Readable({ read: () => undefined });
      reader.once("close", () => readers.delete(reader));
      readers.add(reader);
      reader.push(CHANGED);
      awaitDue();
      return reader;
    },
    answerTo: sequence => answers.get(sequence),
    close() {
      events.off("changed", gather);
      events.off("answered", keep);
      clearInterval(heartbeat);
      clearTimeout(gathering);
      clearTimeout(due);
      for (const reader of readers) reader.destroy();
    },
  };
};
