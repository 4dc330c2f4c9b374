/** How a finding is to be taken: `warn` stops nothing, or could not be told; `fail` makes the exit code 1. */
export type Mark = "ok" | "warn" | "fail";

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at, in a word: `key`, `clock`, `scope packages`. */
  readonly check: string;
  readonly mark: Mark;
  /** One line. */
  readonly text: string;
  /** What to do. */
  readonly wayOut?: string;
}

export const ok = (check: string, text: string): Finding => ({ check, mark: "ok", text });

export const warn = (check: string, text: string, wayOut?: string): Finding => ({
  check,
  mark: "warn",
  text,
  ...(wayOut !== undefined && { wayOut }),
});

export const fail = (check: string, text: string, wayOut: string): Finding => ({
  check,
  mark: "fail",
  text,
  wayOut,
});

/** The first line of an error is what happened, what follows is the way out. */
export const linesOf = (error: unknown): { text: string; wayOut: string | undefined } => {
  const [text = "", ...rest] = (error instanceof Error ? error.message : String(error)).split("\n");
  const wayOut = rest.map(line => line.trim()).join(" ");
  return { text, wayOut: wayOut === "" ? undefined : wayOut };
};
