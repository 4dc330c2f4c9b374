"use strict";

// The host kills what it has started, and gives it no standard input whose end would mean anything.
require("../main.js").serve(process.argv.slice(2));
