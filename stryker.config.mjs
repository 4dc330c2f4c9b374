/**
 * What decides on money, mail and waits, and the tests that alone must hold it. Those of lifecycles run through nearly all of
 * it, at some seconds a mutant; what they would catch late, a test next to the code must catch at once.
 */
export const targets = {
  "provider/src/dns/canonical.ts": ["test/unit/dns"],
  "provider/src/dns/plan.ts": ["test/unit/dns"],
  "provider/src/resources/dns-zone-records/zone-queue.ts": ["test/unit/dns-zone-records"],
  "provider/src/resources/package/acquire.ts": ["test/unit/package"],
  "provider/src/settle/settle.ts": ["test/unit/settle"],
  "provider/src/wix/absence.ts": ["test/unit/wix"],
  "provider/src/wix/retry.ts": ["test/unit/wix"],
};

/** The share of mutants that tests have to notice in each file; %. */
export const threshold = 90;

/** Thousands of runs for each mutant would take hours. */
const properties = ["[./]properties\\.test\\.ts$", "[./]model\\.test\\.ts$"];

export default {
  mutate: Object.keys(targets),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    configFile: "jest.unit.config.cjs",
    config: { testPathIgnorePatterns: ["/node_modules/", ...properties] },
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 2_000,
  ignorePatterns: ["docs", "bench", "**/dist", "provider/types", "reports", ".demo"],
  incremental: true,
  reporters: ["clear-text", "json"],
  clearTextReporter: { reportTests: false, allowColor: false },
  thresholds: { high: 95, low: threshold, break: threshold },
};
