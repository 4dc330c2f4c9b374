/*
 * node scripts/release/stamp.ts https://github.com/<owner>/<name>: writes where a release comes from into the packages and
 * the schema, in a checkout that is then built and published, and not committed. It may be run again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryAt, stampedManifest, stampedSchema } from "./repository.ts";

try {
  const repository = repositoryAt(process.argv[2] ?? "");
  for (const directory of ["provider", "simulator", "policy"])
    rewrite(join(directory, "package.json"), manifest => stampedManifest(manifest, repository, directory));
  rewrite(join("provider", "schema.json"), schema => stampedSchema(schema, repository));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function rewrite(name: string, change: (document: object) => object): void {
  const file = join(import.meta.dirname, "..", "..", name);
  const changed = change(JSON.parse(readFileSync(file, "utf8")) as object);
  writeFileSync(file, `${JSON.stringify(changed, undefined, 2)}\n`);
}
