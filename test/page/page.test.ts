import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { SAMPLE_PRODUCTS, SAMPLE_SITES, startSimulator } from "../../simulator/src";
import { call, openPage, picture } from "../support/account-page";
import { launchBrowser } from "../support/browser";
import { compileSimulator } from "../support/compile-simulator";

jest.setTimeout(60_000);

let browser: Browser;
beforeAll(async () => {
  compileSimulator();
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser.close());

const RECORD = { type: "TXT", hostName: "example.com", ttl: 3600, values: ["<img src=x onerror=alert(1)>"] };

describe("the simulator's page", () => {
  test("shows what the account holds, what it costs, and what is awaited", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    const bought = {
      catalogProductId: SAMPLE_PRODUCTS.corePlan,
      siteId: SAMPLE_SITES.free,
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
      countryCode: "US",
    };
    const purchase = { externalId: "florist-plan", idempotencyKey: "one", products: [bought] };
    expect((await call(simulator, "POST", "/resellers/v2/packages", purchase)).status).toBe(200);
    const instance = page.locator("#packages .row").filter({ hasText: "Core plan" });
    await instance.getByText("waits for enabled in 1 s").waitFor();
    expect(await instance.innerText()).toMatch(/pending\s+200 each year\s+on Florist/);
    expect(await page.locator("#packages article").first().innerText()).toMatch(
      /florist-plan[^]*charged here 200/,
    );
    await picture(page, "settling");
    await instance.getByRole("button", { name: "Skip the wait of Core plan" }).click();
    await instance.locator(".chip", { hasText: "enabled" }).waitFor();
    expect(await page.locator("#sites .row").filter({ hasText: "Florist" }).innerText()).toContain("premium");
    const domain = page.locator("#domains .row").filter({ hasText: "example.net" });
    expect(await domain.innerText()).toContain("waits for a change at its registrar");
  });

  test("learns of requests as they come, and shows what was asked and answered", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    const journal = page.locator("#journal");
    await journal.getByText("No request came yet.").waitFor();
    await call(simulator, "PATCH", "/domains/v1/dns-zones/example.com", { additions: [RECORD] });
    const line = journal.getByRole("button", {
      name: /^PATCH \/domains\/v1\/dns-zones\/example\.com 200 #1/,
    });
    await line.click();
    await page.getByRole("region", { name: "Body of request 1" }).getByText(RECORD.values[0]!).waitFor();
    await page.getByRole("region", { name: "Answer to request 1" }).getByText('"dnsZone"').waitFor();
    await page.locator("#records").getByText(RECORD.values[0]!).waitFor();
    await picture(page, "journal");
  });

  test("does what a person does at a registrar, and the journal tells of it", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    await page.getByRole("button", { name: "Change the registrar of example.net" }).click();
    await page.locator("#journal").getByText('{"registrarChanged":true}').waitFor();
    await page.locator("#domains").getByText("waits for the world to see it: succeeded in 2 s").waitFor();
    await page.getByRole("button", { name: "+1 min", exact: true }).click();
    await page.locator("#domains").getByText("world sees unknown status").waitFor({ state: "detached" });
    const state = await simulator.control.state();
    expect(state.dnsPropagations?.["example.net"]).toMatchObject({
      status: "SUCCEEDED",
      registrarChanged: true,
    });
    expect((await simulator.control.journal()).edits).toHaveLength(1);
  });

  test("arms a fault, which holds a request until it is released", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    await page.getByRole("button", { name: "Arm a fault…" }).click();
    const sheet = page.getByRole("dialog", { name: "Arm a fault" });
    await sheet
      .getByLabel("Requests", { exact: true })
      .selectOption("GET /domains/v1/dns-zones/{domainName}");
    await sheet.getByLabel("What happens").selectOption("Held before it takes effect");
    await picture(page, "fault");
    await sheet.getByRole("button", { name: "Arm" }).click();
    await sheet.waitFor({ state: "hidden" });
    const answer = call(simulator, "GET", "/domains/v1/dns-zones/example.com");
    await page.getByRole("button", { name: "Release fault-1" }).click();
    expect((await answer).status).toBe(200);
    await page.getByRole("button", { name: /^GET .* 200 #1 .* fault-1/ }).waitFor();
  });

  test("says what the simulator refuses, and keeps what was filled in", async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    await page.getByRole("button", { name: "Change… example.com", exact: true }).click();
    await page.getByLabel("Expiration date (UTC)").fill("tomorrow");
    await page.getByRole("button", { name: "Set the date" }).click();
    await page.getByRole("alert").getByText("expirationDate").waitFor();
    expect(await page.getByLabel("Expiration date (UTC)").inputValue()).toBe("tomorrow");
  });

  test("says that the simulator has gone, and goes on with the next one", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    await simulator.close();
    await page.getByText("connection lost").waitFor();
    const next = await startSimulator({ seed: 7, controlPort: Number(new URL(simulator.controlUrl).port) });
    try {
      await page.getByText("live", { exact: true }).waitFor();
      await page.locator(".figures").getByText("7", { exact: true }).waitFor();
    } finally {
      await next.close();
    }
  });

  test("shows no more of a zone than can be read", async () => {
    await using opened = await openPage(browser);
    const { page, simulator } = opened;
    const set = Array.from({ length: 300 }, (_, index) => ({
      type: "TXT" as const,
      hostName: `host-${index}.example.com`,
      values: ["v"],
    }));
    await simulator.control.edit("dns-zones", "example.com", { set });
    await page.getByRole("button", { name: /record sets of example\.com/ }).click();
    await page.getByText("and 104 more").waitFor();
    expect(await page.locator("#records tbody tr").count()).toBe(200);
  });
});
