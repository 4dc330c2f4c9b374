#!/usr/bin/env node
"use strict";

const { env, stdout, stderr } = process;
require("../dist/cli.js")
  .main(process.argv.slice(2), { env, stdout, stderr, cwd: process.cwd() })
  .then(code => {
    process.exitCode = code;
  });
