/*
 * Builds the documentation as a static site, into `site/dist`: pages of `docs/`, the READMEs, and a reference made of the code.
 * `DOCS_SITE` and `DOCS_BASE` say where it will be published, `DOCS_REPOSITORY` where the files are that it links to and does not hold.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gather } from "./docs/gather.ts";

const repository = join(import.meta.dirname, "..");
const site = join(repository, "site");

const pages = await gather(repository, join(site, "src", "content"), process.env.DOCS_REPOSITORY);
const astro = join(dirname(createRequire(import.meta.url).resolve("astro/package.json")), "bin", "astro.mjs");
// What was rendered before may have been rendered by another configuration.
const { status } = spawnSync(process.execPath, [astro, "build", "--root", site, "--force", "--silent"], {
  cwd: site,
  stdio: "inherit",
  // Tests run with another NODE_ENV, in which the site would have no search.
  env: { ...process.env, NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1" },
});
if (status !== 0) throw new Error("the site could not be built; what is wrong stands above");
process.stdout.write(`${pages} pages in site/dist; npx astro preview --root site shows them\n`);
