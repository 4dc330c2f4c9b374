/* The documentation as `npm run docs` builds it, in a browser that can reach nothing else. */
import { globSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { findings, picture } from "../support/account-page";
import { launchBrowser } from "../support/browser";
import { at, buildSite, openSite } from "../support/site";

jest.setTimeout(240_000);

const DIST = resolve(__dirname, "../../site/dist");

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), buildSite()]);
}, 240_000);
afterAll(() => browser.close());

/** Of these there are pictures. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["", "home"],
  ["guides/money", "guide"],
  ["reference/dns-zone-records", "reference"],
  ["guides/troubleshooting", "messages"],
]);
const named = [...NAMED.keys()];
/** One of each kind, with tables and diagrams among them: to judge all of them takes a minute. */
const kinds = [
  ...named,
  "reference/package",
  "reference/lookups/get-sites",
  "reference/configuration",
  "reference/codes",
  "guides/shells",
  "pipelines/pipeline",
  "wix/lifecycles",
];
const all = (): string[] =>
  globSync("**/index.html", { cwd: DIST }).map(file => dirname(file).replace(/^\.$/, ""));

const LOOKS: readonly (readonly [look: string, options: BrowserContextOptions, routes: readonly string[]])[] =
  [
    ["light", { colorScheme: "light" }, named],
    ["dark", { colorScheme: "dark" }, named],
    // Where something is too wide or out of reach, it is so here first.
    ["narrow", { viewport: { width: 390, height: 844 }, colorScheme: "light" }, kinds],
  ];

interface Found {
  readonly ids: readonly string[];
  readonly links: readonly string[];
}

/** Runs in the browser, which knows best how to read a page. */
const FIND = `async url => {
  const read = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  return {
    ids: [...read.querySelectorAll("[id]")].map(({ id }) => id),
    links: [...read.querySelectorAll("a[href]")].map(link => new URL(link.getAttribute("href"), url).href),
  };
}`;

describe("the documentation's site", () => {
  test.each(LOOKS)("is readable for everybody, %s", async (look, options, routes) => {
    await using opened = await openSite(browser, options);
    const { page, complaints, astray } = opened;
    const found: string[] = [];
    for (const route of routes) {
      await page.goto(at(route));
      await page.locator("h1").waitFor();
      const name = NAMED.get(route);
      if (name !== undefined) await picture(page, `docs-${name}-${look}`);
      const wider = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      found.push(
        ...[...(await findings(page)), ...(wider > 0 ? ["too wide"] : [])].map(one => `${route}: ${one}`),
      );
    }
    expect({ found, complaints, astray }).toEqual({ found: [], complaints: [], astray: [] });
  });

  test("finds what somebody looks for, without asking anybody", async () => {
    await using opened = await openSite(browser);
    const { page, complaints, astray } = opened;
    await page.goto(at(""));
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("textbox", { name: "Search" }).fill("why nothing is bought twice");
    const hit = page
      .getByRole("dialog")
      .getByRole("link", { name: "Why nothing is bought twice", exact: true });
    await hit.first().waitFor();
    // What stands in for the texts of hits that are still being fetched is not meant to be read.
    await page.locator(".pagefind-ui__loading").first().waitFor({ state: "detached" });
    await picture(page, "docs-search");
    expect(await findings(page)).toEqual([]);
    await hit.first().click();
    await page.waitForURL(`${at("guides/money")}#why-nothing-is-bought-twice`);
    expect({ complaints, astray }).toEqual({ complaints: [], astray: [] });
  });

  test("leads nowhere that it does not have", async () => {
    await using opened = await openSite(browser);
    const { page } = opened;
    await page.goto(at(""));
    const urls = all().map(at);
    expect(urls.length).toBeGreaterThan(50);
    const read = await page.evaluate<Found[]>(`Promise.all(${JSON.stringify(urls)}.map(${FIND}))`);
    const pages = new Map(urls.map((url, index) => [url, read[index]!]));
    const lost = [...pages].flatMap(([url, { links }]) =>
      links
        .filter(link => link.startsWith("https://docs.example/"))
        .filter(link => {
          const [target = "", anchor] = link.split("#");
          const known = pages.get(target);
          return known === undefined || (anchor && !known.ids.includes(decodeURIComponent(anchor)));
        })
        .map(link => `${url} -> ${link}`),
    );
    expect([...new Set(lost)]).toEqual([]);
  });
});
