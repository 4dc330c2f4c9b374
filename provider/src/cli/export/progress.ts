import { Presets, SingleBar } from "cli-progress";
import type { Surroundings } from "../command";

/** Shows a person how far the reading is: a bar on a terminal, a line each quarter elsewhere. */
export interface Progress {
  /** More is to be done than was known. */
  expect(more: number): void;
  /** @param what is being looked at now */
  did(what: string): void;
  end(): void;
}

const onTerminal = (stream: NodeJS.WritableStream): Progress => {
  const bar = new SingleBar(
    { stream, format: "Reading [{bar}] {value}/{total} {what}", hideCursor: true, clearOnComplete: true },
    Presets.rect,
  );
  let total = 0;
  return {
    expect: more => {
      total += more;
      if (bar.isActive) bar.setTotal(total);
      else bar.start(total, 0, { what: "" });
    },
    did: what => {
      bar.increment(1, { what });
    },
    end: () => {
      bar.stop();
    },
  };
};

const inLines = (stream: NodeJS.WritableStream): Progress => {
  let [total, done, quarter] = [0, 0, 0];
  return {
    expect: more => void (total += more),
    did: () => {
      done += 1;
      const now = Math.floor((4 * done) / total);
      // Of few things nobody wants to know how far they are.
      if (total >= 20 && now > quarter) stream.write(`read ${done} of ${total}\n`);
      quarter = Math.max(quarter, now);
    },
    end: () => undefined,
  };
};

export const showProgress = ({ stderr }: Pick<Surroundings, "stderr">): Progress =>
  stderr.isTTY === true ? onTerminal(stderr) : inLines(stderr);
