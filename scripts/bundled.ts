import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";

/** Loads a module of the provider or of the tests, which name no file endings, or are no ES modules to Node.js. */
export async function importBundled<Module>(input: string): Promise<Module> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-wix-bundled-"));
  const file = join(folder, "module.mjs");
  try {
    await build({ input, platform: "node", logLevel: "warn", output: { file, codeSplitting: false } });
    return (await import(pathToFileURL(file).href)) as Module;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
