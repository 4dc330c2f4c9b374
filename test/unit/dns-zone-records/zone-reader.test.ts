import { beforeEach, expect, test } from "@jest/globals";
import { ZoneReader } from "../../../provider/src/resources/dns-zone-records/zone-reader";
import { zoneOf } from "../dns/model";
import { clearZone, clock, newReader, throttled, zone } from "./zone-under-test";

beforeEach(clearZone);

test("asks once for all who look at the same time", async () => {
  const reader = newReader();
  await Promise.all([reader.look(0), reader.look(0), reader.look(5_000)]);
  expect(zone.reads).toBe(1);
});

test("asks again for a look that is too old, or is to be fresh", async () => {
  const reader = newReader();
  await reader.look(1_000);
  zone.now = 1_000;
  await reader.look(1_000);
  expect(zone.reads).toBe(1);
  zone.now = 1_001;
  await reader.look(1_000);
  expect(zone.reads).toBe(2);
  await reader.look(0);
  expect(zone.reads).toBe(3);
});

test("forgets what was seen, or is being read, before a write", async () => {
  const reader = newReader();
  const before = reader.look(1_000);
  reader.forget();
  await before;
  await reader.look(1_000);
  expect(zone.reads).toBe(2);
  const seen = zoneOf([]);
  reader.saw(seen, 0);
  expect(await reader.look(1_000)).toBe(seen);
});

test("shares a look with those that come after a write, though an earlier one ends meanwhile", async () => {
  const answers: (() => void)[] = [];
  const reader = new ZoneReader(clock, () => {
    zone.reads++;
    return new Promise(resolve => {
      answers.push(() => {
        resolve(zoneOf([]));
      });
    });
  });
  const before = reader.look(0);
  reader.forget();
  const after = reader.look(0);
  answers[0]?.();
  await before;
  const third = reader.look(0);
  answers[1]?.();
  await Promise.all([after, third]);
  expect(zone.reads).toBe(2);
});

test("asks again after a failure", async () => {
  const reader = newReader();
  zone.readTrouble = () => (zone.reads === 1 ? throttled() : undefined);
  await expect(reader.look(1_000)).rejects.toThrow("throttled");
  await reader.look(1_000);
  expect(zone.reads).toBe(2);
});
