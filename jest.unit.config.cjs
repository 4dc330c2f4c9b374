/** The unit tests alone: unlike `--selectProjects`, leaves a path on the command line to be one. */
const { projects, reporters } = require("./jest.config.cjs");
const unit = projects.find(({ displayName }) => displayName === "unit");
module.exports = { ...unit, reporters };
