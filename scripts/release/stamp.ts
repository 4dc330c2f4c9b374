/*
 * node scripts/release/stamp.ts https://github.com/<owner>/<name>: writes where a release comes from into the packages and
 * the schema, and has READMEs lead to it, in a checkout that is then built and published, and not committed. SDKs are
 * generated before it, since that writes the schema anew.
 */
import { join } from "node:path";
import { stampPackages } from "./stamp-packages.ts";

try {
  stampPackages(join(import.meta.dirname, "..", ".."), process.argv[2] ?? "");
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
