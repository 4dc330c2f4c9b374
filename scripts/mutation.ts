/*
 * Mutation tests of each file in stryker.config.mjs, or of those whose paths hold one of the arguments. Results are kept in
 * reports/mutation: a mutant is run again where it or a test that covers it has changed. What changed around it is not
 * seen by that; `--force` runs all. Fails where a file's score is below the threshold.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { calculateMutationTestMetrics, type MutationTestMetricsResult } from "mutation-testing-metrics";
import { targets, threshold } from "../stryker.config.mjs";

type Report = Parameters<typeof calculateMutationTestMetrics>[0];

const reports = "reports/mutation";
process.chdir(join(import.meta.dirname, ".."));
mkdirSync(reports, { recursive: true });

const [wanted, force] = [
  process.argv.slice(2).filter(part => part !== "--force"),
  process.argv.includes("--force"),
];
const isWanted = (file: string): boolean => wanted.length === 0 || wanted.some(part => file.includes(part));
const chosen = Object.entries(targets)
  .map(([name, target]) => ({ ...target, name, files: target.files.filter(isWanted) }))
  .filter(({ files }) => files.length > 0);
if (chosen.length === 0) throw new Error(`no file to mutate has a path with ${wanted.join(" or ")}`);

/** Mutates files that have the same tests, which have to pass once beforehand. */
async function mutate({ name, tests, files, timeoutMS }: (typeof chosen)[number]): Promise<Report> {
  const lost = files.filter(file => !existsSync(file));
  if (lost.length > 0) throw new Error(`stryker.config.mjs names ${lost.join(", ")}, which do not exist`);
  const report = join(reports, `${name}.json`);
  await new Stryker({
    mutate: files,
    jest: { config: { testMatch: [`<rootDir>/${tests}`] } },
    incrementalFile: join(reports, `${name}.incremental.json`),
    force,
    ...(timeoutMS !== undefined && { timeoutMS }),
    jsonReporter: { fileName: report },
  }).runMutationTest();
  return JSON.parse(readFileSync(report, "utf8")) as Report;
}

/** @returns the share of mutants that tests noticed; %; NaN where there is no mutant */
function scoreOf(file: string, { files, ...report }: Report): number {
  const result = files[file];
  if (result === undefined) return NaN;
  const { systemUnderTestMetrics }: MutationTestMetricsResult = calculateMutationTestMetrics({
    ...report,
    files: { [file]: result },
  });
  return systemUnderTestMetrics.metrics.mutationScore;
}

const lines: string[] = [];
for (const target of chosen) {
  // Where the tests of one fail, the others have their scores all the same.
  const report = await mutate(target).catch((error: unknown) => {
    process.stderr.write(`${target.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  });
  for (const file of target.files) {
    const score = report === undefined ? NaN : scoreOf(file, report);
    const isEnough = score >= threshold;
    if (!isEnough) process.exitCode = 1;
    const shown = Number.isNaN(score) ? "no score" : `${score.toFixed(1)} %`;
    lines.push(`${shown.padStart(8)} ${file}${isEnough ? "" : `, below ${threshold} %`}`);
  }
}
process.stdout.write(`\n${lines.join("\n")}\n`);
