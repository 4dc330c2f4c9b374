const within = (folder, ...files) => files.map(file => `provider/src/${folder}/${file}.ts`);

/**
 * What decides on money, mail and waits, by the folder of the tests that alone must hold it. Those of lifecycles run through
 * nearly all of it, at some seconds a mutant; what they would catch late, a test next to the code must catch at once.
 */
export const targets = {
  "test/unit/core": within("core", "fields", "ownership", "poll", "redact", "wait"),
  "test/unit/dns": within(
    "dns",
    "bring-about",
    "canonical",
    "cname-conflicts",
    "contents",
    "let-go",
    "plan",
    "versions",
  ),
  "test/unit/dns-zone-records": within(
    "resources/dns-zone-records",
    "salvage",
    "things",
    "zone-afterwards",
    "zone-batch",
    "zone-job",
    "zone-queue",
    "zone-reader",
    "zone-writer",
  ),
  "test/unit/dynamic": within("dynamic", "provider"),
  "test/unit/lifecycle": within("lifecycle", "confirm", "session"),
  "test/unit/package": within("resources/package", "acquire", "delete", "inherit"),
  "test/unit/wix": within("wix", "absence", "pace", "retry"),
};

/** The share of mutants that tests have to notice in each file; %. */
export const threshold = 90;

/** Thousands of runs for each mutant would take hours. */
const properties = ["/properties[^/]*\\.test\\.ts$"];

export default {
  mutate: Object.values(targets).flat(),
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
