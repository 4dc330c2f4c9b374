/*
 * Mutation tests of each file in stryker.config.mjs, or of those whose paths hold one of the arguments. Results are kept in
 * reports/mutation: what did not change since is not run again. Fails where a file's score is below the threshold.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { calculateMutationTestMetrics, type MutationTestMetricsResult } from "mutation-testing-metrics";
import { targets, threshold } from "../stryker.config.mjs";

const reports = "reports/mutation";
process.chdir(join(import.meta.dirname, ".."));
mkdirSync(reports, { recursive: true });

const wanted = process.argv.slice(2);
const chosen = Object.entries(targets).filter(
  ([file]) => wanted.length === 0 || wanted.some(part => file.includes(part)),
);
if (chosen.length === 0) throw new Error(`nothing to mutate in ${Object.keys(targets).join(", ")}`);

/** @returns the share of mutants that tests noticed; % */
async function scoreOf(file: string, tests: readonly string[]): Promise<number> {
  if (!existsSync(file)) throw new Error(`stryker.config.mjs names ${file}, which does not exist`);
  const report = join(reports, `${file.replaceAll("/", "-")}.json`);
  await new Stryker({
    mutate: [file],
    jest: { config: { testMatch: tests.map(folder => `<rootDir>/${folder}/**/*.test.ts`) } },
    incrementalFile: report.replace(/\.json$/, ".incremental.json"),
    jsonReporter: { fileName: report },
  }).runMutationTest();
  const result = JSON.parse(readFileSync(report, "utf8")) as Parameters<
    typeof calculateMutationTestMetrics
  >[0];
  const { systemUnderTestMetrics }: MutationTestMetricsResult = calculateMutationTestMetrics(result);
  return systemUnderTestMetrics.metrics.mutationScore;
}

const lines: string[] = [];
for (const [file, tests] of chosen) {
  // Without tests there is none, nor without a mutant; the other files have theirs all the same.
  const score = await scoreOf(file, tests).catch((error: unknown) => {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return NaN;
  });
  const enough = score >= threshold;
  if (!enough) process.exitCode = 1;
  const shown = Number.isNaN(score) ? "no score" : `${score.toFixed(1)} %`;
  lines.push(`${shown.padStart(8)} ${file}${enough ? "" : `, below ${threshold} %`}`);
}
process.stdout.write(`\n${lines.join("\n")}\n`);
