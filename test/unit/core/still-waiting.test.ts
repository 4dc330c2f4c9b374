import { describe, expect, test } from "@jest/globals";
import { STILL_WAITING, StillWaiting, isStillWaiting } from "../../../provider/src/core/still-waiting";

const wait = new StillWaiting("package p: PENDING", { ms: 1_200_000, until: 0 }, "a cause");

/** As Pulumi prints the errors of a run, in colours. */
const printed = (...errors: string[]): string =>
  [
    "     +  wix:Package plan **creating failed** error: 1 error occurred:",
    "Diagnostics:",
    "  pulumi:pulumi:Stack (test-test):",
    "    Package plan: said something",
    "",
  ]
    .concat(
      errors.flatMap(error => [
        "  wix:Package (plan):",
        `    \u001b[31m\u001b[31merror: \u001b[0m${error}\u001b[0m`,
        "",
      ]),
    )
    .concat("Resources:", "    2 errored")
    .join("\n");
const saved = `1 error occurred:\n    \t* ${wait.message}`;

describe("a wait that a run has no more time for", () => {
  test("says so with its first word, and that nothing failed", () => {
    expect(wait.message).toBe(
      "STILL-WAITING package p: PENDING\n  wix:maxWait (20m) is up: nothing failed, and the next run goes on from here.",
    );
    expect(wait).toMatchObject({ kind: "still-waiting", open: "package p: PENDING", cause: "a cause" });
    expect(STILL_WAITING).toBe("STILL-WAITING");
  });

  test.each<[string, unknown]>([
    ["its error", wait],
    ["its text", wait.message],
    ["what Pulumi keeps of it", saved],
    ["a run with one of them", printed(wait.message)],
    ["a run with several, and Pulumi's summary", printed(saved, "update failed", wait.message)],
    [
      "what Pulumi's Automation API throws",
      new Error(`code: 255\nstdout: ${printed(saved, "update failed")}\nstderr: `),
    ],
  ])("is told by %s", (_name, run) => expect(isStillWaiting(run)).toBe(true));
});

test.each<[string, unknown]>([
  ["a run with another error beside it", printed(saved, "could not read package p", "update failed")],
  ["a run with another error only", printed("could not read package p")],
  ["a run that shows the word in another error", printed(`could not read "${STILL_WAITING} p"`)],
  ["an error that begins as Pulumi's summary does", printed(saved, "update failed to save package p")],
  ["an error that ends as Pulumi's summary does", printed(saved, "the last update failed")],
  ["an error that quotes one", `could not go on: 1 error occurred:\n\t* ${wait.message}`],
  ["several errors of one resource", printed(`2 errors occurred:\n\t* ${wait.message}\n\t* gone`)],
  ["a run that failed without a reason", printed("update failed")],
  ["a longer word", `${STILL_WAITING}ROOM`],
  ["a run without errors", printed()],
  ["an error of another kind", new Error("update failed")],
  ["nothing", undefined],
])("%s is a failure", (_name, run) => expect(isStillWaiting(run)).toBe(false));
