/* What is on the wire: writes without content, and the key of a DELETE (docs/wix/clients.md). */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import type { Properties } from "../support/provider-calls.ts";
import { accountId } from "../support/world";
import { account, domain, freeSite, plan } from "../unit/package/programs";

jest.setTimeout(120_000);

let simulator: Simulator;
let cwd: string;
beforeAll(async () => {
  simulator = await startSimulator({ seed: 11 });
  cwd = await installedProvider();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.loadState(account());
  await simulator.control.clearJournal();
});

const inNewProcess = async <Result>(work: (plugin: Plugin) => Promise<Result>): Promise<Result> => {
  const plugin = await startPlugin({ cwd, env: environment });
  try {
    await plugin.configure({
      "wix:apiKey": "simulated-api-key",
      "wix:accountId": accountId,
      "wix:baseUrl": simulator.url,
      "wix:pollInterval": "50ms",
    });
    return await work(plugin);
  } finally {
    await plugin.kill();
  }
};

const made = (type: string, args: Properties) =>
  inNewProcess(async plugin => {
    const { inputs } = await plugin.check(
      {},
      {
        ...args,
        __provider: `exports.handler = () => require("pulumi-wix/provider/${type}");`,
        __wix: JSON.stringify({ name: "one", program: "shop/dev" }),
      },
    );
    return plugin.create(inputs);
  });

const gone = ({ id, properties }: Awaited<ReturnType<typeof made>>) =>
  inNewProcess(plugin => plugin.delete(id, properties));

const sent = async (method: string, path: RegExp) =>
  (await simulator.control.journal()).requests
    .filter(request => request.method === method && path.test(request.path))
    .map(({ path: url, body }) => ({
      inQuery: new URL(url, simulator.url).searchParams.get("idempotencyKey"),
      body,
    }));

describe("on the wire", () => {
  test("a cancellation names its key in the query and in the body, the same in both", async () => {
    await gone(await made("Package", { products: [domain()], onDestroy: "cancel" }));
    const cancellations = await sent("DELETE", /^\/resellers\/v1\/packages\//);
    expect(cancellations).toHaveLength(1);
    for (const { inQuery, body } of cancellations) {
      expect(inQuery).toMatch(/^pulumi-/);
      expect(body).toEqual({ idempotencyKey: inQuery });
    }
  });

  test("other writes name theirs in the body alone", async () => {
    const { properties } = await made("Package", { products: [plan(undefined)] });
    const [productInstanceId] = properties.productInstanceIds as string[];
    await gone(await made("ProductInstanceAssignment", { productInstanceId, siteId: freeSite }));
    const writes = await sent("PATCH", /\/product-instances\//);
    expect(writes).toEqual([
      { inQuery: null, body: { idempotencyKey: expect.any(String) } },
      { inQuery: null, body: { idempotencyKey: expect.any(String) } },
    ]);
  });

  test("a write without content sends an empty object, and says that it is JSON", async () => {
    const connected = { domain: "bakery.example", connectionType: "POINTING" };
    await gone(await made("ConnectedDomain", connected));
    expect(await sent("DELETE", /connected-domains\/bakery\.example$/)).toEqual([
      { inQuery: null, body: {} },
    ]);
    expect(await simulator.control.violations()).toEqual([]);
    expect(await simulator.control.warnings()).toEqual([]);
  });
});
