#!/usr/bin/env node
"use strict";

const { env, stdout, stderr } = process;
// Who reads only the first lines, as head does, closes the pipe.
stdout.on("error", error => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
require("../dist/cli.js")
  .main(process.argv.slice(2), { env, stdout, stderr, cwd: process.cwd() })
  .then(code => {
    process.exitCode = code;
  });
