import { readFileSync } from "node:fs";

/** HTTP requests of one customer's run. */
export interface Calls {
  readonly all: number;
  /** Those that Wix throttled. */
  readonly throttled: number;
  /** Those that met another trouble: 5xx, or no whole answer. */
  readonly troubled: number;
}

export const NO_CALLS: Calls = { all: 0, throttled: 0, troubled: 0 };

/** @param file what the provider has written by `WIX_CALL_LOG`; need not be there */
export function countCalls(file: string): Calls {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const outcomes = text.split("\n").flatMap(line => line.split(" ")[3] ?? []);
  return {
    all: outcomes.length,
    throttled: outcomes.filter(outcome => outcome === "429").length,
    troubled: outcomes.filter(outcome => /^(5\d\d|lost|cut-short)$/.test(outcome)).length,
  };
}

export const sumOf = (all: readonly Calls[]): Calls =>
  all.reduce(
    (sum, one) => ({
      all: sum.all + one.all,
      throttled: sum.throttled + one.throttled,
      troubled: sum.troubled + one.troubled,
    }),
    NO_CALLS,
  );
