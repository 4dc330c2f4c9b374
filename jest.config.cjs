const swc = {
  "^.+\\.ts$|/node_modules/(iso-3166|@actions/expressions)/.+\\.js$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
  ],
};
// Modules that are imported when they are needed are named as Node.js finds them once compiled.
const names = {
  "^(\\.{1,2}/.*)\\.js$": "$1",
  "^@actions/expressions$": "<rootDir>/node_modules/@actions/expressions/dist/index.js",
};
// What Pulumi's library loads at its first import, and only the Automation API and functions that are sent as text need: a
// compiler, a package manager and more, at a third of a second for each test file.
const unloaded = Object.fromEntries(
  ["^\\./automation(/index)?$", "^(\\.\\./)+typescript-shim$", "^@npmcli/arborist$"].map(pattern => [
    pattern,
    "<rootDir>/test/support/unloaded.cjs",
  ]),
);
const project = (displayName, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  testEnvironment: "node",
  transform: swc,
  // Manifests with a placeholder for a name, and the bench's plugin, which has the manifest of ours.
  modulePathIgnorePatterns: ["<rootDir>/provider/(plugin/)?templates/", "<rootDir>/bench/dist/"],
  // Are published as ES modules only, which Jest does not load into CommonJS.
  transformIgnorePatterns: ["/node_modules/(?!iso-3166/|@actions/expressions/)"],
  moduleNameMapper: names,
  ...extra,
});
module.exports = {
  // Most of the time is spent in engines and plugins, which are waited for: no core has to be left for Jest itself.
  maxWorkers: "100%",
  // Of the tests that one file runs at once, each with an engine: a worker has a core or two.
  maxConcurrency: 2,
  reporters: ["default", "<rootDir>/test/support/closing-line.cjs"],
  projects: [
    project("unit", { moduleNameMapper: { ...unloaded, ...names } }),
    project("model"),
    project("contract"),
    project("page"),
    project("engine", { globalSetup: "<rootDir>/test/support/engine-setup.ts" }),
  ],
};
