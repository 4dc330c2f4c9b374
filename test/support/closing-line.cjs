/** Ends a run with one plain line made from the runner's own counts. A suite that fails to start counts as failed. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`;
    // Other reporters write their summary after this; a pipe takes what is written at the exit at once.
    process.once("exit", () => process.stdout.write(line));
  }
};
