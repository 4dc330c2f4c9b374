/* The documentation as `npm run docs` builds it, in a browser that can reach nothing else. */
import { globSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { findings, picture } from "../support/account-page";
import { launchBrowser } from "../support/browser";
import { at, buildSite, openSite } from "../support/site";

jest.setTimeout(120_000);

const DIST = resolve(__dirname, "../../site/dist");

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), buildSite()]);
}, 240_000);
afterAll(() => browser.close());

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
};

const PAGES: Readonly<Record<string, string>> = {
  home: "",
  guide: "guides/money",
  reference: "reference/dns-zone-records",
  messages: "guides/troubleshooting",
};

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
  test.each(Object.entries(LOOKS))("is readable for everybody, %s", async (look, options) => {
    await using opened = await openSite(browser, options);
    const { page, complaints, astray } = opened;
    for (const [name, route] of Object.entries(PAGES)) {
      await page.goto(at(route));
      await page.locator("h1").waitFor();
      await picture(page, `docs-${name}-${look}`);
      expect(await findings(page)).toEqual([]);
      const wider = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect(wider).toBe(0);
    }
    expect(complaints).toEqual([]);
    expect(astray).toEqual([]);
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
    const routes = globSync("**/index.html", { cwd: DIST }).map(file => dirname(file).replace(/^\.$/, ""));
    expect(routes.length).toBeGreaterThan(50);
    const urls = routes.map(at);
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
