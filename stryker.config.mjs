const within = (folder, ...files) => files.map(file => `provider/src/${folder}/${file}.ts`);

const ofPolicies = (...files) => files.map(file => `policy/src/${file}.ts`);

/**
 * What decides on money, mail and waits, and the tests that alone must hold it. Those of lifecycles run through nearly all of
 * it, at some seconds a mutant; what they would catch late, a test next to the code must catch at once.
 */
export const targets = {
  core: {
    files: within(
      "core",
      "fields",
      "ownership",
      "pause",
      "poll",
      "redact",
      "still-waiting",
      "wait",
      "wait-report",
    ),
    tests: "test/unit/core/*.test.ts",
  },
  dns: {
    files: within(
      "dns",
      "bring-about",
      "canonical",
      "cname-conflicts",
      "contents",
      "let-go",
      "plan",
      "shown",
      "versions",
    ),
    tests: "test/unit/dns/*.test.ts",
  },
  care: {
    files: within(
      "dns/care",
      "afterwards",
      "describe",
      "dkim",
      "dmarc",
      "index",
      "judge",
      "mail-servers",
      "mass",
      "senders",
      "settings",
      "tokens",
      "transport",
      "view",
    ),
    tests: "test/unit/dns/care/!(ordinary).test.ts",
  },
  mail: {
    files: within("dns/mail", "mailboxes", "policies", "providers", "records", "senders", "spf", "tags"),
    tests: "test/unit/dns/care/!(ordinary).test.ts",
  },
  "dns-zone-records": {
    files: within(
      "resources/dns-zone-records",
      "salvage",
      "things",
      "zone-afterwards",
      "zone-awaited",
      "zone-batch",
      "zone-company",
      "zone-job",
      "zone-queue",
      "zone-reader",
      "zone-writer",
    ),
    tests: "test/unit/dns-zone-records/{salvage,state,things,zone-*}.test.ts",
  },
  dynamic: { files: within("dynamic", "provider"), tests: "test/unit/dynamic/*.test.ts" },
  native: { files: within("native", "detailed-diff", "seals"), tests: "test/unit/native/*.test.ts" },
  shell: { files: within("shell", "operations"), tests: "test/unit/dynamic/*.test.ts" },
  lifecycle: { files: within("lifecycle", "confirm", "session"), tests: "test/unit/lifecycle/*.test.ts" },
  package: {
    files: within("resources/package", "acquire", "delete", "inherit"),
    tests: "test/unit/package/*.test.ts",
    timeoutMS: 15_000,
  },
  policy: {
    files: ofPolicies(
      "allowed",
      "known",
      "mail",
      "products",
      "record-sets",
      "rule",
      "settings",
      "rules/allowed-countries",
      "rules/allowed-products",
      "rules/allowed-tlds",
      "rules/costly-domains",
      "rules/forced-disconnect",
      "rules/mail-declared",
      "rules/mail-kept",
      "rules/paid-ceiling",
      "rules/paid-kept",
      "rules/paid-protected",
      "rules/purchase-ceiling",
    ),
    tests: "test/unit/policy/*.test.ts",
  },
  wix: {
    files: within("wix", "absence", "pace", "pace-book", "paging", "reach", "retry"),
    tests: "test/unit/wix/*.test.ts",
  },
  "registered-domain": {
    files: within("resources/registered-domain", "redeem", "trouble"),
    tests: "test/unit/registered-domain/{dying,redeem,trouble}.test.ts",
  },
};

/** The share of mutants that tests have to notice in each file; %. */
export const threshold = 90;

/** Thousands of runs for each mutant would take hours. */
const properties = ["/properties[^/]*\\.test\\.ts$"];

export default {
  mutate: Object.values(targets).flatMap(({ files }) => files),
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: {
    configFile: "jest.unit.config.cjs",
    config: { testPathIgnorePatterns: ["/node_modules/", ...properties] },
  },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 4_000,
  ignorePatterns: ["docs/*", "!docs/mail.md", "bench", "**/dist", "provider/types", "reports", ".demo"],
  incremental: true,
  reporters: ["clear-text", "json"],
  clearTextReporter: { reportTests: false, allowColor: false },
  thresholds: { high: 95, low: threshold, break: threshold },
};
