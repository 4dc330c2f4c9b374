import { beforeEach, describe, expect, test } from "@jest/globals";
import { createSimulatedAccount, type SimulatedAccount } from "../../../simulator/src";
import { destroy, refresh, up, type Declared, type Saved } from "../../harness/one-resource";
import { movingClock, pluginProcess, type PluginProcess } from "../../harness/plugin-process";

const KEY = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const CUT = "v=DKIM1; k=rsa";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const HOST = "sel._domainkey.example.com";

const declared = (value: string, more: object = {}, sealed: string[] = []): Declared => ({
  type: "DnsZoneRecords",
  hidden: { sealed },
  args: {
    domainName: "example.com",
    records: [
      { type: "TXT", hostName: "sel._domainkey", values: [value] },
      { type: "A", hostName: "mail", values: ["192.0.2.1"] },
    ],
    ...more,
  },
});

describe.each(["cut-when-written", "cut-when-read"] as const)("where Wix cuts texts: %s", longTxtValues => {
  let account: SimulatedAccount;

  beforeEach(async () => {
    account = createSimulatedAccount({ seed: 7, clock: "frozen" });
    await account.control.changeSettings({ longTxtValues });
  });

  /** A new process: each command of Pulumi's runs in one of its own. */
  const fresh = (): PluginProcess => pluginProcess(account, movingClock(account));

  const writes = async () =>
    (await account.control.journal()).requests.filter(({ method }) => method === "PATCH").length;

  const inZone = async (hostName = HOST) => {
    const { dnsZones } = await account.control.state();
    return dnsZones?.["example.com"]?.records.find(set => set.hostName === hostName)?.values;
  };

  const failed = async (outcome: ReturnType<typeof up>): Promise<{ saved: Saved; error: string }> => {
    const { saved, error } = await outcome;
    if (saved === undefined || error === undefined) throw new Error("did not fail, or was lost");
    return { saved, error };
  };

  const succeeded = async (outcome: ReturnType<typeof up>): Promise<Saved | undefined> => {
    const { saved, error } = await outcome;
    expect(error).toBeUndefined();
    return saved;
  };

  test("the error names the set, what was sent and what Wix shows, with a way out", async () => {
    const { error } = await failed(up(fresh(), declared(KEY)));
    expect(error).toContain(`Wix accepted the change of TXT ${HOST}`);
    expect(error).toMatch(new RegExp(`sent +${KEY}\n +Wix shows +${CUT}\n`));
    expect(error).toContain("declare it as Wix shows");
    expect(await inZone("mail.example.com")).toEqual(["192.0.2.1"]);
  });

  test("it is sent once, however often the program runs, and refresh in between", async () => {
    let { saved } = await failed(up(fresh(), declared(KEY)));
    expect(await writes()).toBe(1);
    for (const refreshes of [false, true, false]) {
      if (refreshes) saved = (await succeeded(refresh(fresh(), "DnsZoneRecords", saved))) ?? saved;
      const again = await failed(up(fresh(), declared(KEY), saved));
      expect(again.error).toMatch(
        new RegExp(`${HOST}[^]*sent +${KEY}\n +Wix shows +${CUT}\n[^]*not sent again`),
      );
      saved = again.saved;
    }
    expect(await writes()).toBe(1);
  });

  test("declared as Wix shows it, it is settled without a write", async () => {
    const { saved } = await failed(up(fresh(), declared(KEY)));
    const settled = await succeeded(up(fresh(), declared(CUT), saved));
    expect(settled?.initErrors).toEqual([]);
    expect(await writes()).toBe(1);
    expect(settled?.outputs.records).toMatchObject({ [`TXT ${HOST}`]: { values: [CUT] } });
  });

  test("another text takes its place", async () => {
    const { saved } = await failed(up(fresh(), declared(KEY)));
    await succeeded(up(fresh(), declared("v=DKIM1; p=BBBB"), saved));
    expect(await inZone()).toEqual(["v=DKIM1; p=BBBB"]);
  });

  test("destroy leaves the zone as it was found", async () => {
    const before = await account.control.state();
    const { saved } = await failed(up(fresh(), declared(KEY)));
    expect(await succeeded(destroy(fresh(), "DnsZoneRecords", saved))).toBeUndefined();
    expect((await account.control.state()).dnsZones).toEqual(before.dnsZones);
  });

  test("what it took the place of comes back", async () => {
    const set = [{ type: "TXT" as const, hostName: HOST, ttl: 600, values: ["found"] }];
    await account.control.edit("dns-zones", "example.com", { set });
    const { saved } = await failed(up(fresh(), declared(KEY, { existing: "replace" })));
    await succeeded(destroy(fresh(), "DnsZoneRecords", saved));
    expect(await inZone()).toEqual(["found"]);
  });

  test("merged among others, ours alone is taken away", async () => {
    const set = [{ type: "TXT" as const, hostName: HOST, ttl: 600, values: ["theirs"] }];
    await account.control.edit("dns-zones", "example.com", { set });
    const { saved } = await failed(up(fresh(), declared(KEY, { existing: "merge" })));
    const again = await failed(up(fresh(), declared(KEY, { existing: "merge" }), saved));
    expect(await writes()).toBe(1);
    await succeeded(destroy(fresh(), "DnsZoneRecords", again.saved));
    expect(await inZone()).toEqual(["theirs"]);
  });

  test("a short text that grows long keeps what was known of it", async () => {
    const first = await succeeded(up(fresh(), declared("v=DKIM1; p=BBBB")));
    const { saved } = await failed(up(fresh(), declared(KEY), first));
    await failed(up(fresh(), declared(KEY), saved));
    expect(await writes()).toBe(2);
    await succeeded(destroy(fresh(), "DnsZoneRecords", saved));
    expect(await inZone()).toBeUndefined();
  });

  test.each(["the answer is lost", "nobody can look afterwards"])("where %s, nothing is lost", async how => {
    await account.control.addFault({ method: "PATCH", action: { kind: "drop", when: "after" } });
    if (how === "nobody can look afterwards")
      await account.control.addFault({
        method: "GET",
        nth: 2,
        times: "unlimited",
        action: { kind: "status", status: 403, code: "DOMAINS_PERMISSION_DENIED" },
      });
    let { saved } = await failed(up(fresh(), declared(KEY)));
    await account.control.clearFaults();
    const again = await failed(up(fresh(), declared(KEY), saved));
    expect(again.error).toContain("not sent again");
    saved = (await succeeded(refresh(fresh(), "DnsZoneRecords", again.saved))) ?? again.saved;
    await failed(up(fresh(), declared(KEY), saved));
    expect(await writes()).toBe(1);
    await succeeded(destroy(fresh(), "DnsZoneRecords", saved));
    expect(await inZone()).toBeUndefined();
  });

  test("somebody else's text in its place is not taken for it", async () => {
    const { saved } = await failed(up(fresh(), declared(KEY)));
    const set = [{ type: "TXT" as const, hostName: HOST, ttl: 3600, values: ["theirs"] }];
    await account.control.edit("dns-zones", "example.com", { set });
    const { error } = await failed(up(fresh(), declared(KEY), saved));
    expect(error).toContain("was changed by somebody else");
    expect(await inZone()).toEqual(["theirs"]);
  });

  test("a secret text is shown nowhere", async () => {
    const process = fresh();
    const { saved, error } = await failed(up(process, declared(KEY, {}, ["records"])));
    expect([error, ...process.printed].join("\n")).not.toMatch(/AAAA|DKIM1; k/);
    expect(error).toContain("[secret]");
    // Sealed properties, and what is marked as secret, are the engine's to encrypt.
    const shown = JSON.stringify(saved.outputs, (key, value: unknown) =>
      key === "records" || (typeof value === "object" && value !== null && SIGNATURE in value)
        ? "sealed"
        : value,
    );
    expect(shown).toContain("example.com");
    expect(shown).not.toMatch(/AAAA|DKIM1; k/);
  });
});
