import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import remapping from "@jridgewell/remapping";
import { build } from "rolldown";
import { dts } from "rolldown-plugin-dts";

const provider = join(import.meta.dirname, "..", "provider");

/**
 * The declarations of the public surface as one file, out of those that the compiler has written. What is not public is left out,
 * and with it the types of zod: a program needs none but Pulumi's, and any compiler that reads those. The map leads to `src/`.
 */
export async function bundleTypes(folder: string): Promise<void> {
  await build({
    cwd: provider,
    input: { index: "types/index.d.ts" },
    external: /^[^./]/,
    plugins: [dts({ dtsInput: true, emitDtsOnly: true, sourcemap: true })],
    logLevel: "warn",
    output: { dir: folder, format: "es", cleanDir: false },
  });
  const map = join(folder, "index.d.ts.map");
  const traced = remapping(readFileSync(map, "utf8"), file => mapOf(resolve(folder, file)), true);
  writeFileSync(map, traced.toString());
}

const mapOf = (declarations: string): string | null =>
  existsSync(`${declarations}.map`) ? readFileSync(`${declarations}.map`, "utf8") : null;
