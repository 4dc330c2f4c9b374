import { beforeEach, describe, expect, test } from "@jest/globals";
import { plan } from "../../../provider/src/dns/plan";
import type { RecordSets } from "../../../provider/src/dns/types";
import { ZoneChangeFailed } from "../../../provider/src/resources/dns-zone-records/zone-job";
import { intent, sets, wire } from "../dns/fixtures";
import { zoneOf } from "../dns/model";
import { clearZone, finish, jobFor, newWriter, refusal, zone, type Work } from "./zone-under-test";

const A = "A a.example.com";
const MX = "MX example.com";
const declared = sets({ [A]: ["192.0.2.1"], [MX]: ["10 mx1.example.net"] });
const found = { ttl: 3600, values: ["5 old.example.net"] };
const old = wire(MX, ...found.values);

const failureOf = async ({ end }: Work): Promise<ZoneChangeFailed> => {
  const error = await end;
  expect(error).toBeInstanceOf(ZoneChangeFailed);
  return error as ZoneChangeFailed;
};
const replacing = (of: RecordSets) => ({ intent: intent({ declared: of, existing: "replace" as const }) });

beforeEach(clearZone);

describe("a job that is done", () => {
  test("tells what it sent, and what it found before that", async () => {
    zone.records = [old];
    const work = jobFor({}, replacing(declared));
    await finish([work]);
    expect(await work.end).toMatchObject({
      memory: { [A]: {}, [MX]: { found } },
      changes: [
        { key: A, removed: [] },
        { key: MX, removed: found.values },
      ],
      left: {},
      notes: [],
    });
  });

  test("tells why sets stay, also where it has sent something since", async () => {
    zone.records = [old];
    const known = { [MX]: found };
    const keeping = intent({ declared: sets({ [A]: ["192.0.2.1"] }), known, onDestroy: "keep" });
    const work = jobFor({}, { intent: keeping });
    await finish([work]);
    expect(await work.end).toMatchObject({ notes: [{ kind: "kept", key: MX }], changes: [{ key: A }] });
  });

  test("says nothing about what it has restored itself", async () => {
    zone.records = [wire(MX, "10 mx1.example.net")];
    const known = sets({ [MX]: ["10 mx1.example.net"] });
    const work = jobFor({}, { intent: intent({ known, found: { [MX]: found } }) });
    await finish([work]);
    expect(await work.end).toMatchObject({ notes: [], changes: [{ key: MX, restored: found.values }] });
  });
});

describe("a job that fails", () => {
  test("before it has sent anything tells so, and does not look again", async () => {
    zone.records = [old];
    const work = jobFor(declared);
    await finish([work]);
    const failed = await failureOf(work);
    expect(failed.kind).toBe("zone-change-failed");
    expect(failed.message).toContain("stands in the zone already");
    expect(failed.unsettled).toEqual({
      memory: { [A]: {}, [MX]: { found } },
      sent: new Set(),
      written: new Set(),
      zone: undefined,
    });
    expect([zone.reads, zone.patches]).toEqual([1, []]);
  });

  test("after it has sent something tells what, what was written, and how the zone stands", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`A h${index}.example.com`, { values: ["192.0.2.1"] }]),
    );
    zone.trouble = () => (zone.patches.length > 1 ? { error: refusal(403) } : undefined);
    const work = jobFor(many);
    await finish([work]);
    const { unsettled } = await failureOf(work);
    expect([unsettled.sent.size, unsettled.written.size]).toEqual([12, 10]);
    expect(unsettled.zone?.sets.size).toBe(10);
  });

  test("where the zone cannot be read afterwards tells what it knows", async () => {
    zone.trouble = () => {
      zone.readTrouble = () => refusal(403);
      return { error: refusal(403) };
    };
    const work = jobFor(declared);
    await finish([work]);
    const { cause, unsettled } = await failureOf(work);
    expect(cause.message).toContain("NO");
    expect(unsettled).toMatchObject({ sent: new Set([A, MX]), zone: undefined });
  });

  test("keeps in mind what was found before its own change, not what that made of it", async () => {
    zone.records = [old];
    const work = jobFor({}, replacing(declared));
    const writer = newWriter();
    await writer.round([work.job]);
    work.job.planned(plan(zoneOf(zone.records), work.job.request.intent));
    work.job.fail(new Error("over"), () => Promise.reject(new Error("no look")));
    const { unsettled } = await failureOf(work);
    expect(unsettled.memory).toEqual({ [A]: {}, [MX]: { found } });
    expect(unsettled.zone).toBeUndefined();
  });
});
