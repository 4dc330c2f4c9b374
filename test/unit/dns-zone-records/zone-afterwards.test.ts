import { beforeEach, describe, expect, test } from "@jest/globals";
import { lookAfterFailure } from "../../../provider/src/resources/dns-zone-records/zone-afterwards";
import { clearZone, clock, newReader, refusal, throttled, zone } from "./zone-under-test";

beforeEach(clearZone);

describe("the zone after a failure", () => {
  const look = () => lookAfterFailure({ reader: newReader(), clock });

  test("is looked at once where that succeeds", async () => {
    expect((await look())?.domainName).toBe("example.com");
    expect([zone.reads, zone.now]).toEqual([1, 0]);
  });

  test("is looked at again twice a second while the trouble may pass", async () => {
    zone.readTrouble = () => (zone.reads < 4 ? throttled() : undefined);
    expect((await look())?.domainName).toBe("example.com");
    expect([zone.reads, zone.now]).toEqual([4, 1_500]);
  });

  test("is given up after ten seconds", async () => {
    zone.readTrouble = throttled;
    expect(await look()).toBeUndefined();
    expect([zone.reads, zone.now]).toEqual([21, 10_000]);
  });

  test("is given up at once where the look is refused", async () => {
    zone.readTrouble = refusal;
    expect(await look()).toBeUndefined();
    expect([zone.reads, zone.now]).toEqual([1, 0]);
  });
});
