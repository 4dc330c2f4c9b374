import junit from "junit-report-builder";
import { isGood, type Report } from "./outcome.ts";

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
