import { beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../../provider/src/core/clock";
import type { Owner } from "../../../provider/src/core/ownership";
import type { Slot } from "../../../provider/src/lifecycle/context";
import { openSession, Progress } from "../../../provider/src/lifecycle/session";
import { connectWix, type Wix } from "../../../provider/src/wix/client";
import { settingsFrom } from "../../../provider/src/wix/settings";

const plan: Owner = { type: "Package", name: "plan" };
const mail: Owner = { type: "DnsZoneRecords", name: "mail" };

let progress = new Progress();
beforeEach(() => {
  progress = new Progress();
});

describe("a run expects more", () => {
  test("of a resource that is to be made, until that begins", () => {
    expect(progress.expectsMore).toBe(false);
    progress.checked(plan, true);
    expect(progress.expectsMore).toBe(true);
    progress.began(plan);
    expect(progress.expectsMore).toBe(false);
  });

  test("of a resource that is there only where a change is planned", () => {
    progress.checked(plan, false);
    expect(progress.expectsMore).toBe(false);
    progress.planned(plan);
    progress.began(mail);
    expect(progress.expectsMore).toBe(true);
    progress.began(plan);
    expect(progress.expectsMore).toBe(false);
  });
});

test("a run tells of checks and of plans, and of nothing else", () => {
  progress.began(mail);
  progress.enters()();
  expect(progress.told).toBe(0);
  progress.checked(plan, false);
  progress.checked(mail, true);
  progress.planned(plan);
  expect(progress.told).toBe(3);
});

test("a resource is new once it was checked, as long as all that was checked is about to be made", () => {
  expect(progress.isNew(plan)).toBe(false);
  progress.checked(plan, true);
  expect(progress.isNew(plan)).toBe(true);
  expect(progress.isNew(mail)).toBe(false);
  progress.checked(mail, false);
  expect(progress.isNew(plan)).toBe(false);
});

describe("a run has room", () => {
  const leaving = (count: number): (() => void)[] => Array.from({ length: count }, () => progress.enters());

  test("where fewer are under way than once were; whether more can be is not known", () => {
    expect(progress.hasRoom).toBeUndefined();
    const [one, two] = leaving(2);
    expect(progress.hasRoom).toBeUndefined();
    one?.();
    expect(progress.hasRoom).toBe(true);
    progress.enters();
    expect(progress.hasRoom).toBeUndefined();
    two?.();
    expect(progress.hasRoom).toBe(true);
  });

  test("for no more than were under way when others stayed away, until more are", () => {
    const [one, two] = leaving(3);
    one?.();
    progress.stayedAway();
    expect(progress.hasRoom).toBe(false);
    two?.();
    expect(progress.hasRoom).toBe(true);
    progress.enters();
    expect(progress.hasRoom).toBe(false);
    progress.enters();
    expect(progress.hasRoom).toBeUndefined();
  });
});

describe("the earlier generation of a resource", () => {
  const saved = { id: "p", state: { products: [] } };

  test("is what was seen last of it, until it has a state of its own again", () => {
    expect(progress.predecessor(plan)).toBeUndefined();
    progress.seen(plan, { id: "o", state: {} });
    progress.seen(plan, saved);
    expect([progress.predecessor(plan), progress.predecessor(mail)]).toEqual([saved, undefined]);
    progress.made(plan);
    expect(progress.predecessor(plan)).toBeUndefined();
  });

  test("is known by its parents as well", () => {
    progress.seen({ ...plan, under: "my:index:Shop" }, saved);
    expect(progress.predecessor(plan)).toBeUndefined();
  });
});

describe("the heir of what is deleted", () => {
  const saved = { id: "p", state: { products: ["a"] } };
  const renamed: Owner = { type: "Package", name: "premium" };

  test("is who is to be made under its name", () => {
    progress.checked(renamed, true);
    progress.checked(plan, true);
    expect(progress.heirOf(plan, saved)).toEqual(plan);
  });

  test("is nobody where none is to be made, or where it was made", () => {
    expect(progress.heirOf(plan, saved)).toBeUndefined();
    progress.checked(plan, false);
    expect(progress.heirOf(plan, saved)).toBeUndefined();
    progress.checked(plan, true);
    progress.began(plan);
    expect(progress.heirOf(plan, saved)).toBeUndefined();
  });

  test("is nobody once a later check has found the resource in place", () => {
    progress.checked(plan, true);
    progress.checked(plan, false);
    expect(progress.heirOf(plan, saved)).toBeUndefined();
  });

  test("is who was it before, by its aliases, rather than who has its name now", () => {
    progress.checked(plan, true);
    progress.checked(renamed, true, [mail, plan]);
    expect(progress.heirOf(plan, saved)).toEqual(renamed);
  });

  test("is whose difference showed just that state, rather than who has its name or alias", () => {
    const moved: Owner = { ...plan, under: "my:index:Shop" };
    progress.checked(plan, true);
    progress.checked(renamed, true, [plan]);
    progress.checked(moved, true);
    progress.seen(moved, { id: "p", state: { products: ["a"] } });
    progress.seen(plan, { id: "p", state: { products: ["b"] } });
    expect(progress.heirOf(plan, saved)).toEqual(moved);
  });

  test("is of the same type", () => {
    const other: Owner = { type: "DnsZoneRecords", name: "plan" };
    progress.checked(other, true, [plan]);
    progress.seen(other, saved);
    expect(progress.heirOf(plan, saved)).toBeUndefined();
  });
});

describe("a session", () => {
  const settings = settingsFrom(() => undefined, {});
  const connect = (): Wix =>
    connectWix({
      settings,
      clock: systemClock,
      transport: () => Promise.reject(new Error("sends nothing")),
    });

  test("connects when it is first asked to, and once", () => {
    let connected = 0;
    const session = openSession({ clock: systemClock, connect: () => (connected++, connect()) });
    expect(connected).toBe(0);
    expect(session.wix).toBe(session.wix);
    expect(connected).toBe(1);
  });

  test("makes what is shared once for each slot, also where there is nothing to it", () => {
    const session = openSession({ clock: systemClock, connect });
    const made: unknown[] = [];
    const slot = (): Slot<undefined> => ({ make: within => void made.push(within) });
    const [first, second] = [slot(), slot()];
    for (const one of [first, first, second]) session.shared(one);
    expect(made).toEqual([session, session]);
    const list: Slot<string[]> = { make: () => [] };
    expect(session.shared(list)).toBe(session.shared(list));
  });

  test("tells, expects more and has room as its progress", () => {
    const session = openSession({ clock: systemClock, connect });
    const known = () => [session.told(), session.expectsMore(), session.hasRoom()];
    expect(known()).toEqual([0, false, undefined]);
    session.progress.checked(plan, true);
    session.stayedAway();
    expect(known()).toEqual([1, true, false]);
  });
});
