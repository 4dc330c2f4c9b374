import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { startSimulator, type Simulator } from "../../simulator/src";
import { environment } from "../support/environment.ts";
import { installedProvider } from "../support/packed.ts";
import { startPlugin, type Plugin } from "../support/plugin.ts";
import { unknownValue, type Properties } from "../support/provider-calls.ts";
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
beforeEach(() => simulator.control.loadState(account()));

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

/** Arguments as the resource class sends them. */
const sent = (type: string, args: Properties, hidden: Properties): Properties => ({
  ...args,
  __provider: `exports.handler = () => require("pulumi-wix/provider/${type}");`,
  __wix: JSON.stringify(hidden),
});
const aPackage = (args: Properties, hidden: Properties = {}) =>
  sent("Package", args, { name: "plan", program: "shop/dev", ...hidden });
const anAssignment = (args: Properties) => sent("ProductInstanceAssignment", args, { name: "place" });

const checked = async (plugin: Plugin, news: Properties, olds: Properties = {}): Promise<Properties> => {
  const { inputs, failures } = await plugin.check(olds, news);
  expect(failures).toEqual([]);
  return inputs;
};

const instances = async () => {
  const { resellers } = await simulator.control.state();
  return (resellers?.packages ?? [])
    .filter(({ externalId }) => externalId !== "sample-plan")
    .flatMap(({ productInstances }) => productInstances.map(({ status, siteId }) => ({ status, siteId })));
};

const bought = (news: Properties) =>
  inNewProcess(async plugin => {
    const inputs = await checked(plugin, news);
    return { inputs, ...(await plugin.create(inputs)) };
  });

describe("a package that is replaced, of which Pulumi ends the old one first", () => {
  const news = aPackage({ products: [plan(undefined), domain()], onDestroy: "cancel" });

  test("is neither bought again nor cancelled", async () => {
    const old = await bought(news);
    await inNewProcess(async plugin => {
      const inputs = await checked(plugin, news);
      await plugin.delete(old.id, old.properties);
      expect((await plugin.create(inputs)).id).toBe(old.id);
    });
    expect(await simulator.control.ledger()).toHaveLength(2);
    expect(await instances()).toEqual([{ status: "ENABLED" }, { status: "ENABLED" }]);
  });

  test("nor is one whose default external id was that of a former name", async () => {
    const args = { products: [domain()], onDestroy: "cancel" };
    const former = await bought(aPackage(args, { name: "former" }));
    const renamed = await inNewProcess(async plugin => {
      const inputs = await checked(plugin, aPackage(args), former.inputs);
      expect(await plugin.diff(former.id, former.properties, inputs)).toMatchObject({ changes: true });
      return plugin.update(former.id, former.properties, inputs);
    });
    expect(renamed.properties.externalId).toBe("pulumi/shop/dev/former");
    await inNewProcess(async plugin => {
      const inputs = await checked(plugin, aPackage(args));
      await plugin.delete(former.id, renamed.properties);
      const heir = await plugin.create(inputs);
      expect(heir).toMatchObject({ id: former.id, properties: { externalId: "pulumi/shop/dev/plan" } });
    });
    expect(await simulator.control.ledger()).toHaveLength(1);
    expect(await instances()).toEqual([{ status: "ENABLED" }]);
  });

  test("though the program has the old one ended last", async () => {
    const old = await bought(news);
    await inNewProcess(async plugin => {
      expect((await plugin.create(await checked(plugin, news))).id).toBe(old.id);
      await plugin.delete(old.id, old.properties);
    });
    expect(await instances()).toEqual([{ status: "ENABLED" }, { status: "ENABLED" }]);
  });

  test("and one that nobody declares any more is cancelled", async () => {
    const old = await bought(news);
    await inNewProcess(plugin => plugin.delete(old.id, old.properties));
    expect(await instances()).toEqual([{ status: "CANCELED" }, { status: "CANCELED" }]);
  });
});

describe("an assignment", () => {
  const placed = async () => {
    const { properties } = await bought(aPackage({ products: [plan(undefined)] }));
    const [productInstanceId] = properties.productInstanceIds as string[];
    return bought(anAssignment({ productInstanceId, siteId: freeSite }));
  };

  test("that is replaced stays where it is", async () => {
    const old = await placed();
    await inNewProcess(async plugin => {
      await plugin.create(await checked(plugin, old.inputs));
      await plugin.delete(old.id, old.properties);
    });
    expect(await instances()).toEqual([{ status: "ENABLED", siteId: freeSite }]);
  });

  test("shows as replaced only where its instance surely is another one", async () => {
    const old = await placed();
    await inNewProcess(async plugin => {
      const diff = async (productInstanceId: string) => {
        const news = anAssignment({ productInstanceId, siteId: freeSite });
        return plugin.diff(old.id, old.properties, await checked(plugin, news, old.inputs));
      };
      expect(await diff(unknownValue)).toMatchObject({ changes: true, replaces: [] });
      expect(await diff(accountId)).toMatchObject({
        changes: true,
        replaces: ["productInstanceId"],
        deleteBeforeReplace: true,
      });
    });
  });
});
