import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { initialState } from "../../simulator/src";
import type { Plugin } from "../support/plugin.ts";
import { apiKey, makeDnsAccount, sent, text, type DnsAccount } from "./dns-account.ts";

jest.setTimeout(60_000);

let account: DnsAccount;
let plugin: Plugin;
beforeEach(async () => {
  account = await makeDnsAccount();
  plugin = await account.newProcess();
});
afterEach(async () => {
  const violations = await account.simulator.control.violations();
  await account.close();
  expect(violations).toEqual([]);
});

const mail = (...values: string[]) => ({
  domainName: "example.com",
  records: { "MX example.com": { values } },
});

describe("a resource", () => {
  test("lives from create to delete", async () => {
    const made = await plugin.create(sent(mail("10 mx1.example.net")));
    expect(made.id).toBe("example.com/mail");
    expect(made.properties).toMatchObject({ ...mail("10 mx1.example.net"), __provider: text });
    expect(await account.values("MX", "example.com")).toEqual(["10 mx1.example.net"]);

    const updated = await plugin.update(made.id, made.properties, sent(mail("20 mx2.example.net")));
    expect(updated.properties).toMatchObject(mail("20 mx2.example.net"));
    expect(await account.values("MX", "example.com")).toEqual(["20 mx2.example.net"]);

    const found = await plugin.read(made.id, updated.properties);
    expect(found).toEqual({
      id: made.id,
      properties: updated.properties,
      inputs: sent(mail("20 mx2.example.net")),
    });

    await plugin.delete(made.id, found.properties);
    expect(await account.values("MX", "example.com")).toBeUndefined();
  });

  test("shows what somebody else has changed, in its inputs as well", async () => {
    const made = await plugin.create(sent(mail("10 mx1.example.net")));
    const set = [{ type: "MX" as const, hostName: "example.com", values: ["5 theirs.example.net"] }];
    await account.simulator.control.edit("dns-zones", "example.com", { set });
    const found = await (await account.newProcess()).read(made.id, made.properties);
    expect(found.properties).toMatchObject(mail("5 theirs.example.net"));
    expect(found.inputs).toEqual(sent(mail("5 theirs.example.net")));
    const { changes } = await plugin.diff(made.id, found.properties, sent(mail("10 mx1.example.net")));
    expect(changes).toBe(true);
  });

  test("is gone, with an empty id, when its zone is", async () => {
    const made = await plugin.create(sent(mail("10 mx1.example.net")));
    await account.simulator.control.loadState({ ...initialState(), dnsZones: {} });
    const found = await (await account.newProcess()).read(made.id, made.properties);
    expect(found.id).toBe("");
  });

  test("that is only looked up by its id brings the zone's sets", async () => {
    const found = await plugin.read("example.com", sent({}));
    expect(found.id).toBe("example.com");
    expect(Object.keys(found.properties.records as object).sort()).toEqual([
      "A example.com",
      "CNAME www.example.com",
    ]);
  });

  test("is deleted again without an error where it is gone already", async () => {
    const made = await plugin.create(sent(mail("10 mx1.example.net")));
    await plugin.delete(made.id, made.properties);
    await plugin.delete(made.id, made.properties);
    expect(await account.values("MX", "example.com")).toBeUndefined();
  });

  test("says what it does in lines that begin with its class and name", async () => {
    const www = {
      domainName: "example.com",
      records: { "CNAME www.example.com": { values: ["cdn1.wixdns.net"] } },
    };
    const made = await plugin.create(sent(www, { name: "site" }));
    await plugin.delete(made.id, made.properties);
    await plugin.printed(/stays/);
    expect(plugin.lines()).toEqual([
      "DnsZoneRecords site: CNAME www.example.com stays in the zone: it is as it was found.",
    ]);
  });
});

describe("a diff", () => {
  const differs = async (news: Record<string, unknown>) => {
    const made = await plugin.create(sent(mail("10 mx1.example.net"), { timeouts: { create: "1m" } }));
    return plugin.diff(made.id, made.properties, news);
  };

  test("does not see time-outs of a create or an update, which are told anew each time", async () => {
    const news = sent(mail("10 mx1.example.net"), { timeouts: { create: "9m", update: "9m" } });
    expect(await differs(news)).toEqual({ changes: false, replaces: [], deleteBeforeReplace: false });
  });

  test.each([{ name: "x" }, { timeouts: { delete: "9m" } }, { sealed: ["records"] }])(
    "sees what a deletion will need, and has saved: %j",
    async hidden => {
      const news = sent(mail("10 mx1.example.net"), hidden);
      expect(await differs(news)).toMatchObject({ changes: true, replaces: [] });
    },
  );

  test("does not see what is remembered of the zone as it was found", async () => {
    const news = sent({
      domainName: "example.com",
      records: { "CNAME www.example.com": { values: ["shop.example.net"] } },
      existing: "replace",
    });
    const made = await plugin.create(news);
    expect(JSON.parse(String(made.properties.__wix))).toMatchObject({
      state: { sets: { "CNAME www.example.com": { found: { values: ["cdn1.wixdns.net"] } } } },
    });
    expect(await plugin.diff(made.id, made.properties, news)).toMatchObject({ changes: false });
  });

  test("sees other values, and changes them in place", async () => {
    expect(await differs(sent(mail("20 mx2.example.net")))).toEqual({
      changes: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  test("replaces for another zone only", async () => {
    const news = sent({
      domainName: "example.org",
      records: { "MX example.org": { values: ["10 m.example.net"] } },
      allow: ["remove-mx"],
    });
    expect(await differs(news)).toMatchObject({ changes: true, replaces: ["domainName"] });
  });
});

describe("the start of a process", () => {
  const host = (name: string) =>
    sent(
      { domainName: "example.com", records: { [`A ${name}.example.com`]: { values: ["192.0.2.1"] } } },
      { name },
    );

  test("serves two first calls at once, both with the configuration", async () => {
    const made = await Promise.all([plugin.create(host("a")), plugin.create(host("b"))]);
    expect(made.map(({ id }) => id)).toEqual(["example.com/a", "example.com/b"]);
  });

  test("serves the second first call while the first is still being configured", async () => {
    // The first call waits for `configure`, the second does not; its end lets the first go on.
    const slow = `exports.handler = () => {
      const provider = require("pulumi-wix/provider/DnsZoneRecords");
      let configured;
      const end = new Promise(resolve => { configured = resolve; });
      return {
        ...provider,
        configure: request => provider.configure(request).then(() => end),
        create: inputs => provider.create(inputs).finally(configured),
      };
    };`;
    const made = await Promise.all(
      ["a", "b"].map(name => plugin.create({ ...host(name), __provider: slow })),
    );
    expect(made.map(({ id }) => id)).toEqual(["example.com/a", "example.com/b"]);
  });

  test("sends changes of one zone that come at once together", async () => {
    await Promise.all(["a", "b", "c", "d"].map(name => plugin.create(host(name))));
    expect(await account.requests("PATCH")).toBe(1);
  });
});

test("the API key stands in no property, line or error", async () => {
  const seen: unknown[] = [];
  const keep = <Answer>(answer: Answer): Answer => {
    seen.push(answer);
    return answer;
  };
  keep(await plugin.check({}, sent({ domainName: "www.example.com", records: [] })));
  const { id, properties } = keep(await plugin.create(sent(mail("10 mx1.example.net"))));
  keep(await plugin.read(id, properties));
  const echo = {
    message: `the key ${apiKey}`,
    details: { applicationError: { code: apiKey, description: apiKey } },
  };
  await account.simulator.control.addFault({
    times: "unlimited",
    action: { kind: "status", status: 403, body: echo },
  });
  const other = await account.newProcess();
  const calls = [
    other.create(sent(mail("20 mx2.example.net"), { name: "other" })),
    other.read(id, properties),
    other.update(id, properties, sent(mail("20 mx2.example.net"))),
    other.delete(id, properties),
  ];
  for (const outcome of await Promise.allSettled(calls)) {
    expect(outcome).toMatchObject({ status: "rejected", reason: { message: /\[API key\]/ } });
    keep(String((outcome as PromiseRejectedResult).reason));
  }
  expect(JSON.stringify([seen, plugin.lines(), other.lines()])).not.toContain(apiKey);
});
