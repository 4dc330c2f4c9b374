const swc = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } },
  ],
};
const project = (displayName, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  testEnvironment: "node",
  transform: swc,
  ...extra,
});
module.exports = {
  reporters: ["default", "<rootDir>/test/support/closing-line.cjs"],
  projects: [project("unit"), project("contract"), project("engine", { globalSetup: "<rootDir>/test/support/engine-setup.ts" })],
};
