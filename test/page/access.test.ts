import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { call, findings, openPage, picture } from "../support/account-page";
import { launchBrowser } from "../support/browser";
import { compileSimulator } from "../support/compile-simulator";

jest.setTimeout(60_000);

let browser: Browser;
beforeAll(async () => {
  compileSimulator();
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

const WIDE = { width: 1360, height: 900 };
const NARROW = { width: 390, height: 844 };

test.each([
  ["light, wide", { colorScheme: "light", viewport: WIDE }],
  ["dark, wide", { colorScheme: "dark", viewport: WIDE }],
  ["light, narrow", { colorScheme: "light", viewport: NARROW }],
  ["dark, narrow", { colorScheme: "dark", viewport: NARROW }],
] as const)("axe finds nothing: %s", async (name, look) => {
  await using opened = await openPage(browser, look);
  const { page, simulator, complaints } = opened;
  await simulator.control.addFault({
    method: "PATCH",
    action: { kind: "status", status: 503, effect: "done" },
  });
  await simulator.control.addFault({ path: "example.org", action: { kind: "hold", when: "before" } });
  const change = {
    additions: [{ type: "MX", hostName: "example.com", ttl: 3600, values: ["10 mx.example.net"] }],
  };
  await call(simulator, "PATCH", "/domains/v1/dns-zones/example.com", change);
  await call(simulator, "POST", "/no/such/route", {});
  const held = call(simulator, "GET", "/domains/v1/dns-zones/example.org");
  await simulator.control.edit("registered-domains", "example.com", { status: "FAILED_REGISTRATION" });
  await page.getByRole("button", { name: /^PATCH/ }).click();
  await page.getByRole("region", { name: "Body of request 1" }).waitFor();
  await page.getByText("holds #3").waitFor();
  await picture(page, `${name}: page`);
  expect(complaints).toEqual([]);
  expect(await findings(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
  await page.getByRole("button", { name: "Change… example.net" }).click();
  await picture(page, `${name}: sheet`);
  expect(await findings(page)).toEqual([]);
  await simulator.control.clearFaults();
  await held;
});

describe("by the keyboard alone", () => {
  test("the first key leads past the account to the journal", async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("journal-title");
  });

  test("somebody adds a record set, and is back where they were", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    const opener = page.getByRole("button", { name: "Add a record set… to example.com" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "A new record set in example.com" });
    await sheet.waitFor();
    // The way of the keyboard stays in the sheet.
    await sheet.getByLabel("Type").focus();
    await page.keyboard.type("MX");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("10 mx1.example.net");
    await page.keyboard.press("Enter");
    await page.keyboard.type("20 mx2.example.net");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await sheet.waitFor({ state: "hidden" });
    expect((await simulator.control.state()).dnsZones?.["example.com"]?.records).toContainEqual({
      type: "MX",
      hostName: "example.com",
      ttl: 3600,
      values: ["10 mx1.example.net", "20 mx2.example.net"],
    });
    expect(await page.evaluate("document.activeElement.textContent")).toContain("Add a record set");
    await page.getByRole("status").getByText("The zone example.com was changed").waitFor();
  });

  test("Escape closes what was opened, and nothing is done", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    await page.getByRole("button", { name: "Change… Bakery" }).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "Bakery" });
    await sheet.waitFor();
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    expect(await page.evaluate("document.activeElement.textContent")).toContain("Bakery");
    expect((await simulator.control.journal()).edits).toEqual([]);
  });

  test("who presses a button that goes stays in its section", async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    const button = page.getByRole("button", { name: "Change the registrar of example.net" });
    await button.focus();
    await page.keyboard.press("Enter");
    await button.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.id")).toBe("domains-title");
  });

  test("what is being filled in stays, whatever happens meanwhile", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    await page.getByRole("button", { name: "Change… Florist" }).click();
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("Half a na");
    await call(simulator, "GET", "/domains/v1/dns-zones/example.com");
    await page.locator("#journal").getByText("#1", { exact: false }).waitFor();
    expect(await name.inputValue()).toBe("Half a na");
    await name.press("Enter");
    await page.getByRole("heading", { name: "Half a na" }).waitFor();
  });
});
