import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { initialState } from "../../simulator/src";
import { call, openPage } from "../support/account-page";
import { launchBrowser } from "../support/browser";
import { compileSimulator } from "../support/compile-simulator";

jest.setTimeout(60_000);

/** A name of an attacker's that leads to this machine. */
const REBOUND = "rebound.attacker.example";

let browser: Browser;
beforeAll(async () => {
  compileSimulator();
  browser = await launchBrowser(REBOUND);
}, 120_000);
afterAll(() => browser.close());

test("the page asks nobody but the simulator, and its security policy lets nothing else in", async () => {
  await using opened = await openPage(browser);
  const { page, simulator, asked, complaints } = opened;
  expect(asked.filter(url => !url.startsWith(simulator.controlUrl))).toEqual([]);
  expect(complaints).toEqual([]);
  const policy = (await fetch(simulator.controlUrl)).headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[^']+'; style-src 'self';/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  // A text that became markup all the same could do nothing.
  await expect(page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b>x</b>')")).rejects.toThrow(
    "TrustedHTML",
  );
});

test("no key is on the page, nor in what it reads, also where a client sent one out of place", async () => {
  const key = "IST.simulated.secret-key";
  const state = {
    ...initialState(),
    apiKeys: [...initialState().apiKeys, { key, accountId: initialState().apiKeys[0]!.accountId }],
  };
  await using opened = await openPage(browser, {}, state);
  const { page, simulator, bodies } = opened;
  await call(simulator, "POST", `/lost?apiKey=${key}`, { note: { token: `Bearer ${key}` } });
  await page.getByRole("button", { name: /^POST/ }).click();
  await page.getByRole("region", { name: "Body of request 1" }).getByText("(an API key)").waitFor();
  const everything = [await page.content(), ...bodies].join("\n");
  expect(everything).toContain("/lost?apiKey=");
  expect(everything).not.toContain(key);
  expect(everything).not.toContain("simulated-api-key");
});

/** Whatever a page can try on an address that it does not belong to. */
const ATTEMPTS = (control: string) => `
  const tries = [
    ["POST", "/clock/advance", '{"ms":1000}', "application/json"],
    ["POST", "/clock/advance", '{"ms":1000}', "text/plain"],
    ["POST", "/dns-zones/example.com/edit", '{"delete":[{"type":"A","hostName":"example.com"}]}', "text/plain"],
    ["POST", "/faults", '{"action":{"kind":"drop"}}', "application/x-www-form-urlencoded"],
    ["POST", "/faults/fault-1/release", undefined, undefined],
    ["DELETE", "/journal", undefined, undefined],
    ["GET", "/state", undefined, undefined],
    ["GET", "/page/view", undefined, undefined],
  ];
  const read = [];
  Promise.all(tries.flatMap(([method, path, body, type]) => ["cors", "no-cors"].map(async mode => {
    try {
      const headers = type === undefined ? {} : { "content-type": type };
      const response = await fetch(${JSON.stringify(control)} + path, { method, mode, body, headers });
      if (response.type !== "opaque") read.push([method, path, response.status]);
    } catch {}
  }))).then(() => read);`;

describe("a page from elsewhere cannot drive the control port", () => {
  test.each([
    ["of another port", "127.0.0.1"],
    ["of another name of this machine", "localhost"],
    ["of another site", REBOUND],
  ])("%s", async (_what, host) => {
    await using opened = await openPage(browser);
    const { simulator } = opened;
    await simulator.control.addFault({ action: { kind: "hold", when: "before" } });
    const held = call(simulator, "GET", "/domains/v1/dns-zones/example.com");
    await simulator.control.untilHeld("fault-1");
    const before = [await simulator.control.state(), await simulator.control.faults()];
    const form = `<form method="post" enctype="text/plain" action="${simulator.controlUrl}/clock/advance"><input name='{"ms":1000,"x":"' value='"}'></form><iframe src="${simulator.controlUrl}/"></iframe>`;
    const elsewhere = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end(form),
    );
    await once(elsewhere.listen(0, "127.0.0.1"), "listening");
    const page = await browser.newPage();
    try {
      await page.goto(`http://${host}:${(elsewhere.address() as AddressInfo).port}/`);
      expect(await page.evaluate(ATTEMPTS(simulator.controlUrl))).toEqual([]);
      expect(page.frames().map(frame => frame.url())).not.toContain(`${simulator.controlUrl}/`);
      await page.evaluate("document.forms[0].submit()");
      await page.waitForURL(`${simulator.controlUrl}/clock/advance`);
      expect(await page.innerText("body")).toContain("may not use the control port");
      expect([await simulator.control.state(), await simulator.control.faults()]).toEqual(before);
    } finally {
      await page.close();
      elsewhere.closeAllConnections();
      elsewhere.close();
      await simulator.control.clearFaults();
      await held;
    }
  });

  test("nor does it become one of ours by a name that was made to lead here", async () => {
    await using opened = await openPage(browser);
    const { simulator } = opened;
    const page = await browser.newPage();
    const { port } = new URL(simulator.controlUrl);
    const visit = await page.goto(`http://${REBOUND}:${port}/`);
    expect(visit?.status()).toBe(403);
    const answer = await page.evaluate(
      `fetch("/clock/advance", { method: "POST", headers: { "content-type": "application/json" }, body: '{"ms":1}' }).then(({ status }) => status)`,
    );
    expect(answer).toBe(403);
    await page.close();
  });

  test("but somebody who follows a link to the page sees it", async () => {
    await using opened = await openPage(browser);
    const { simulator } = opened;
    const page = await browser.newPage();
    await page.goto(`data:text/html,<a href="${simulator.controlUrl}/">the simulator</a>`);
    await page.getByRole("link").click();
    await page.getByRole("heading", { name: "Domains" }).waitFor();
    await page.close();
  });
});
