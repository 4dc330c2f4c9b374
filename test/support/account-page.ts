import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Simulator, startSimulator, type StateDocument } from "../../simulator/src";

/** An account with its page, as a person sees it. */
export interface AccountPage extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly page: Page;
  /** Texts that the browser's console was told, violations of the security policy among them. */
  readonly complaints: readonly string[];
  /** Where the browser went. */
  readonly asked: readonly string[];
  /** What it got to read, but for the stream of events. */
  readonly bodies: readonly string[];
}

/** @param state default: the account that a simulator starts with */
export async function openPage(
  browser: Browser,
  look: BrowserContextOptions = {},
  state?: StateDocument,
): Promise<AccountPage> {
  const simulator = await startSimulator({ seed: 42, clock: "frozen", state });
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, ...look });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  const asked: string[] = [];
  const bodies: string[] = [];
  page.on("console", message => complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => asked.push(request.url()));
  page.on("response", response => {
    if (!response.url().endsWith("/events"))
      response.text().then(
        text => bodies.push(text),
        () => undefined,
      );
  });
  await page.goto(simulator.controlUrl);
  await page.getByRole("heading", { name: "Domains" }).waitFor();
  const close = async () => {
    await page.close();
    await simulator.close();
  };
  return { simulator, page, complaints, asked, bodies, [Symbol.asyncDispose]: close };
}

/** A request to the API, as a client sends it. */
export async function call(
  { url }: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const headers = {
    authorization: "simulated-api-key",
    "wix-account-id": "00000000-0000-4000-8000-000000000001",
    accept: "application/json",
    ...(body && { "content-type": "application/json" }),
  };
  return fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core finds wrong with the page as it stands. */
export async function findings(page: Page): Promise<string[]> {
  // Past the page's security policy, as all that a debugger evaluates.
  await page.evaluate(AXE);
  const found = await page.evaluate<Finding[]>(
    "axe.run({ preload: false }).then(({ violations }) => violations)",
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Where `WIX_TEST_SCREENSHOTS` names a folder, what the page looks like is kept there. */
export async function picture(page: Page, name: string): Promise<void> {
  const { WIX_TEST_SCREENSHOTS: folder } = process.env;
  if (folder === undefined) return;
  await mkdir(resolve(folder), { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
