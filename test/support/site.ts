import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const ROOT = resolve(__dirname, "../..");
const DIST = join(ROOT, "site", "dist");

const ORIGIN = "https://docs.example";
/** As on GitHub Pages, where a project is not at the root of its host. */
const BASE = "/pulumi-wix/";

/** Builds the documentation as `npm run docs` does. */
export async function buildSite(): Promise<void> {
  const env = { ...process.env, DOCS_SITE: ORIGIN, DOCS_BASE: BASE };
  await promisify(execFile)(process.execPath, [join(ROOT, "scripts", "docs.ts")], { env });
}

export const at = (route: string): string => `${ORIGIN}${BASE}${route === "" ? "" : `${route}/`}`;

/** A page of the site as a person sees it. */
export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** Texts that the browser's console was told. */
  readonly complaints: readonly string[];
  /** What it asked of anybody but the site, and what the site does not have. */
  readonly astray: readonly string[];
}

const fileOf = (url: URL): string | undefined => {
  if (url.origin !== ORIGIN || !url.pathname.startsWith(BASE)) return undefined;
  const path = join(DIST, decodeURIComponent(url.pathname.slice(BASE.length)));
  const file = url.pathname.endsWith("/") ? join(path, "index.html") : path;
  return existsSync(file) ? file : undefined;
};

/** No server and no network: each request is answered by the file that was built, or not at all. */
export async function openSite(browser: Browser, look: BrowserContextOptions = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, ...look });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const astray: string[] = [];
  page.on("console", message => complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(error.message));
  await page.route("**/*", route => {
    const path = fileOf(new URL(route.request().url()));
    if (path !== undefined) return route.fulfill({ path });
    astray.push(route.request().url());
    return route.abort();
  });
  return { page, complaints, astray, [Symbol.asyncDispose]: () => page.close() };
}
