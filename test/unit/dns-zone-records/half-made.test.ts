import { describe, expect, test } from "@jest/globals";
import {
  dnsZoneRecords,
  type DnsZoneRecordsState,
} from "../../../provider/src/resources/dns-zone-records/lifecycle";
import type { FaultAction } from "../../../simulator/src";
import type { Declared } from "../../support/simulated-stack";
import { mail, merging, none, recordsUnderTest } from "./records-stack";

const { world, stack, values, edit, said, control, zoneOf } = recordsUnderTest();
const MX1 = "10 mx1.example.net";
const MX2 = "20 mx2.example.net";
const FOREIGN = "5 mail.example.org";
const refused: FaultAction = { kind: "status", status: 428, code: "NO" };
const unanswered: FaultAction = { kind: "status", status: 503, effect: "none" };

/** Fourteen sets: more than one PATCH takes. */
const hosts = (last: number): Declared => ({
  name: "hosts",
  args: {
    domainName: "example.com",
    massChange: { percent: 100 },
    records: Array.from({ length: 14 }, (_, index) => ({
      type: "A",
      hostName: `h${index}`,
      values: [`192.0.2.${last + index}`],
    })),
  },
});

const hostsNow = async (): Promise<string[]> =>
  (await zoneOf("example.com")).flatMap(({ hostName, values: [value = ""] }) =>
    /^h\d+\./.test(hostName) ? [value] : [],
  );

const laterPatches = (action: FaultAction) =>
  control().addFault({ method: "PATCH", nth: 2, times: "unlimited", action });

describe("fourteen sets of which the second request is refused", () => {
  const halfMade = async () => {
    const one = stack();
    await laterPatches(refused);
    await expect(one.up([hosts(1)])).rejects.toThrow("NO");
    await control().clearFaults();
    return one;
  };

  test("are known as far as they stand", async () => {
    const one = await halfMade();
    expect(Object.keys(one.saved.get("hosts")?.outs.records as object)).toHaveLength(10);
    expect(await hostsNow()).toHaveLength(10);
  });

  test("are destroyed as far as they stand", async () => {
    const one = await halfMade();
    await one.destroy();
    expect(await hostsNow()).toEqual([]);
  });

  test("may be corrected", async () => {
    const one = await halfMade();
    await one.up([hosts(101)]);
    expect((await hostsNow()).every(address => Number(address.split(".")[3]) > 100)).toBe(true);
    expect(await hostsNow()).toHaveLength(14);
  });
});

describe("a change whose answer is lost", () => {
  const lastOf = (one: ReturnType<typeof stack>, key: string) => one.saved.get(key)?.outs;

  /** Every request fails once the change has been sent. */
  const lose = async (effect: "none" | "done") => {
    await control().addFault({ method: "PATCH", action: { kind: "status", status: 503, effect } });
    await control().addFault({ nth: 3, times: "unlimited", action: unanswered });
  };

  test.each(["done", "none"] as const)(
    "is remembered as perhaps ours, and the next run finds out (%s)",
    async effect => {
      const one = stack();
      await lose(effect);
      await expect(one.up([mail("mail", [MX1])])).rejects.toThrow();
      expect(lastOf(one, "mail")).toMatchObject({ records: {} });
      expect(lastOf(one, "mail")?.__wix).toContain('"maybe":{"MX example.com"');
      await control().clearFaults();
      await one.up([mail("mail", [MX2])]);
      expect(await values("MX")).toEqual([MX2]);
      await one.destroy();
      expect(await values("MX")).toBeUndefined();
    },
  );

  test("is found out by a refresh", async () => {
    const one = stack();
    await lose("done");
    await expect(one.up([mail("mail", [MX1])])).rejects.toThrow();
    await control().clearFaults();
    await one.refresh();
    expect(lastOf(one, "mail")).toMatchObject({ records: { "MX example.com": { values: [MX1] } } });
    expect(lastOf(one, "mail")?.__wix).not.toContain("maybe");
  });

  test("is taken away by a destroy where it stands, and nothing else is", async () => {
    const one = stack();
    await lose("done");
    await expect(one.up([mail("mail", [MX1])])).rejects.toThrow();
    await control().clearFaults();
    await one.destroy();
    expect(await values("MX")).toBeUndefined();
  });

  test("leaves what somebody else put there instead", async () => {
    const one = stack();
    await lose("none");
    await expect(one.up([mail("mail", [MX1])])).rejects.toThrow();
    await control().clearFaults();
    await edit("MX", FOREIGN);
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });

  test("of merged values is remembered in the same way", async () => {
    await edit("TXT", "foreign");
    const one = stack();
    await lose("done");
    await expect(one.up([merging("a", "ours")])).rejects.toThrow();
    await control().clearFaults();
    await one.refresh();
    expect(lastOf(one, "a")).toMatchObject({ records: { "TXT example.com": { values: ["ours"] } } });
    await one.destroy();
    expect(await values("TXT")).toEqual(["foreign"]);
  });

  test("of an update leaves what was known, and the next run finds out", async () => {
    const one = stack();
    await one.up([mail("mail", [MX1])]);
    await lose("done");
    await expect(one.up([mail("mail", [MX2])])).rejects.toThrow();
    expect(lastOf(one, "mail")).toMatchObject({ records: { "MX example.com": { values: [MX1] } } });
    await control().clearFaults();
    await one.up([mail("mail", [MX1, MX2])]);
    expect(await values("MX")).toEqual([MX1, MX2]);
  });

  test("gives back in the end what was found before it", async () => {
    await edit("MX", FOREIGN);
    const one = stack();
    await lose("done");
    await expect(one.up([mail("mail", [MX1], { existing: "replace" })])).rejects.toThrow();
    await control().clearFaults();
    await one.destroy();
    expect(await values("MX")).toEqual([FOREIGN]);
  });
});

describe("a process that is killed between the change and its saving", () => {
  test("leaves a set that the next create adopts", async () => {
    await stack().up([mail("mail", [MX1])]);
    const next = stack();
    await next.up([mail("mail", [MX1])]);
    await next.destroy();
    expect(await values("MX")).toEqual([MX1]);
  });
});

describe("another zone", () => {
  const zone = "example.org";
  const inZone = (domainName: string, more = {}) =>
    mail("mail", [MX1], { domainName, allow: ["remove-mx"], ...more });
  const withZone = async () => {
    const state = await control().state();
    const one = state.dnsZones?.["example.com"];
    if (one === undefined) throw new Error("the simulator has no example.com");
    const domains = state.domains?.["example.com"];
    await control().loadState({
      ...state,
      dnsZones: {
        ...state.dnsZones,
        [zone]: { ...one, records: [] },
      },
      ...(domains && { domains: { ...state.domains, [zone]: domains } }),
    });
  };
  const inOther = () => values("MX", zone, zone);

  test("gets the records before the old one loses them, which is given back what was found", async () => {
    await withZone();
    await edit("MX", FOREIGN);
    const one = stack();
    await one.up([inZone("example.com", { existing: "replace" })]);
    await control().clearJournal();
    await one.up([inZone(zone)]);
    expect(await inOther()).toEqual([MX1]);
    expect(await values("MX")).toEqual([FOREIGN]);
    const { requests } = await control().journal();
    const order = requests
      .filter(({ method }) => method === "PATCH")
      .map(({ path }) => path.split("/").at(-1));
    expect(order).toEqual([zone, "example.com"]);
    expect(said()).toContain(`MX example.com: removed ${MX1}; restored ${FOREIGN}`);
  });

  test("leaves in the old one what is retained, and nothing remembers it", async () => {
    await withZone();
    const one = stack();
    await one.up([inZone("example.com", { existing: "replace" })]);
    const [saved] = one.saved.values();
    const [ctx, predecessor] = [
      world().context(world().session(), { owner: { type: "DnsZoneRecords", name: "mail" } }),
      saved && { id: saved.id, state: saved.outs as unknown as DnsZoneRecordsState, retained: true as const },
    ];
    const inputs = { domainName: zone, records: { [`MX ${zone}`]: { values: [MX1] } } };
    const { state } = await dnsZoneRecords.create(ctx, inputs, predecessor);
    expect([await inOther(), await values("MX")]).toEqual([[MX1], [MX1]]);
    expect(state.hidden).not.toHaveProperty("earlier");
  });

  test("that is refused leaves the resource with what it has in the old one", async () => {
    await withZone();
    const one = stack();
    await one.up([inZone("example.com")]);
    await control().addFault({ method: "PATCH", times: 2, action: refused });
    await expect(one.up([inZone(zone)])).rejects.toThrow("NO");
    expect(await values("MX")).toEqual([MX1]);
    await control().clearFaults();
    await one.up([inZone(zone)]);
    expect([await inOther(), await values("MX")]).toEqual([[MX1], undefined]);
    await one.destroy();
    expect(await inOther()).toBeUndefined();
  });

  test("is held where letting go of the old one fails, and the next run lets go of it", async () => {
    await withZone();
    const one = stack();
    await one.up([inZone("example.com")]);
    await laterPatches(refused);
    await expect(one.up([inZone(zone)])).rejects.toThrow("NO");
    expect([await inOther(), await values("MX")]).toEqual([[MX1], [MX1]]);
    await control().clearFaults();
    await one.up([inZone(zone)]);
    expect([await inOther(), await values("MX")]).toEqual([[MX1], undefined]);
  });

  test("leaves in the old one what somebody changed there, and says so", async () => {
    await withZone();
    const one = stack();
    await one.up([inZone("example.com")]);
    await edit("MX", FOREIGN);
    await one.up([inZone(zone)]);
    expect([await inOther(), await values("MX")]).toEqual([[MX1], [FOREIGN]]);
    expect(said()).toContain(
      "MX example.com stays in the zone: it was changed since it was last known to be ours.",
    );
  });

  test("of which nothing is left in the old one, whose zone is gone", async () => {
    await withZone();
    const one = stack();
    await one.up([inZone("example.com")]);
    const state = await control().state();
    const { "example.com": _gone, ...dnsZones } = state.dnsZones ?? {};
    await control().loadState({ ...state, dnsZones });
    await one.up([inZone(zone)]);
    expect(await inOther()).toEqual([MX1]);
  });
});

describe("what is taken away", () => {
  test("is named, set by set", async () => {
    const one = stack();
    await one.up([hosts(1), mail("mail", [MX1, MX2])]);
    await one.up([hosts(1), mail("mail", [MX2])]);
    expect(said()).toContain(`DnsZoneRecords mail: MX example.com: removed ${MX1}`);
    await one.destroy();
    expect(said()).toContain(`DnsZoneRecords mail: MX example.com: removed ${MX2}`);
    expect(said()).toContain("DnsZoneRecords hosts: A h13.example.com: removed 192.0.2.14");
  });

  test("is named in twenty lines and a count", async () => {
    const many = (count: number): Declared => ({
      name: "many",
      args: {
        domainName: "example.com",
        allow: ["remove-all"],
        records: Array.from({ length: count }, (_, index) => ({
          type: "A",
          hostName: `m${index}`,
          values: ["192.0.2.1"],
        })),
      },
    });
    const one = stack();
    await one.up([many(23)]);
    await one.up([none("many", { allow: ["remove-all"] })]);
    expect(said().match(/: removed/g)).toHaveLength(20);
    expect(said()).toContain("and 3 more record sets");
  });
});
