import { type Calls } from "./calls.ts";

export type Outcome =
  | "as declared"
  | "changes"
  | "drifted"
  | "still waiting"
  | "failed"
  | "retired"
  | "done before"
  | "not begun";

/** What came of one customer. */
export interface Report {
  readonly customer: string;
  readonly outcome: Outcome;
  readonly seconds: number;
  readonly calls: Calls;
  /** What changed, in short, or what went wrong, in full. */
  readonly message: string;
}

const EXIT_CODES: readonly (readonly [Outcome, number])[] = [
  ["failed", 1],
  ["not begun", 1],
  ["drifted", 7],
  ["still waiting", 75],
];

/** The worst of all: 1 something failed, 7 something drifted, 75 nothing failed and something is still waited for, 0. */
export function exitCodeOf(reports: readonly Report[]): number {
  return EXIT_CODES.find(([outcome]) => reports.some(report => report.outcome === outcome))?.[1] ?? 0;
}

export const isGood = ({ outcome }: Report): boolean => exitCodeOf([{ outcome } as Report]) === 0;
