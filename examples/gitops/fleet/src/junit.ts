import { createRequire } from "node:module";
import type { Builder } from "junit-report-builder";
import { isGood, type Report } from "./outcome.ts";

// Its types speak of a default export, which it has not.
const junit = createRequire(import.meta.url)("junit-report-builder") as Builder;

/** A test case for each customer. */
export function junitOf(command: string, reports: readonly Report[]): string {
  const builder = junit.newBuilder();
  const suite = builder.testSuite().name(`fleet ${command}`);
  for (const report of reports) {
    const { customer, outcome, seconds, calls, message } = report;
    const test = suite.testCase().className(`fleet.${command}`).name(customer).time(seconds);
    test.standardOutput(`${outcome}: ${message}\n${calls.all} calls`);
    if (outcome === "not begun" || outcome === "done before" || outcome === "still waiting") test.skipped();
    else if (!isGood(report)) test.failure(message, outcome);
  }
  return builder.build();
}
