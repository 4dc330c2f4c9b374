import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { UNKNOWN } from "../../../provider/src/core/unknown";
import { NOT_FOUND } from "../../../provider/src/lifecycle/lifecycle";
import { dnsZoneRecords } from "../../../provider/src/resources/dns-zone-records/lifecycle";
import { initialState, type RecordSet, type ZoneEdit } from "../../../simulator/src";
import type { DnsZoneRecordsInputs } from "../../../provider/src/resources/dns-zone-records/schema";
import { environment, makeWorld, type World } from "../../support/world";

let world: World;
beforeAll(() => {
  world = makeWorld();
});
beforeEach(async () => {
  await world.simulator.control.loadState(initialState());
  await world.simulator.control.clearJournal();
  await world.simulator.control.clearFaults();
  world.said.length = 0;
});
afterAll(() => world.close());

const inputs = (program: Record<string, unknown>) => {
  const { inputs: checked, failures } = dnsZoneRecords.check(
    undefined,
    { domainName: "example.com", ...program },
    environment(),
  );
  expect(failures).toEqual([]);
  return checked as DnsZoneRecordsInputs;
};

const txt = (...values: string[]): RecordSet => ({ type: "TXT", hostName: "example.com", ttl: 3600, values });
const edit = (change: ZoneEdit) => world.simulator.control.edit("dns-zones", "example.com", change);
const setNow = async (type: string, hostName: string) => {
  const { dnsZones } = await world.simulator.control.state();
  return dnsZones?.["example.com"]?.records.find(set => set.type === type && set.hostName === hostName);
};
const calls = async (): Promise<string[]> =>
  (await world.simulator.control.journal()).requests.map(({ method }) => method);

const newContext = () => world.context();
const make = async (program: Record<string, unknown>, ctx = newContext()) =>
  dnsZoneRecords.create(ctx, inputs(program));

describe("a set that stands in the zone with other content", () => {
  const records = [{ type: "TXT", hostName: "@", values: ["ours"] }];
  beforeEach(() => edit({ set: [txt("theirs")] }));

  test("is refused by default, shown, and left alone", async () => {
    await expect(make({ records })).rejects.toThrow(
      /TXT example\.com stands in the zone already[^]*ours[^]*theirs/,
    );
    expect((await setNow("TXT", "example.com"))?.values).toEqual(["theirs"]);
    expect(await calls()).toEqual(["GET"]);
  });

  test("is merged: ours beside theirs, and only ours leave again", async () => {
    const { id, state } = await make({ records, existing: "merge" });
    expect((await setNow("TXT", "example.com"))?.values.toSorted()).toEqual(["ours", "theirs"]);
    await edit({ set: [txt("theirs", "ours", "later")] });
    const found = await dnsZoneRecords.read(newContext(), id, state);
    expect(found).toMatchObject({ inputs: { records: { "TXT example.com": { values: ["ours"] } } } });
    await dnsZoneRecords.delete(newContext(), id, state);
    expect((await setNow("TXT", "example.com"))?.values.toSorted()).toEqual(["later", "theirs"]);
  });

  test("is replaced, and comes back on destroy", async () => {
    const { id, state } = await make({ records, existing: "replace" });
    expect((await setNow("TXT", "example.com"))?.values).toEqual(["ours"]);
    await dnsZoneRecords.delete(newContext(), id, state);
    expect(await setNow("TXT", "example.com")).toEqual(txt("theirs"));
  });

  test("is adopted where it equals the declared one, without a write, and stays on destroy", async () => {
    const { id, state } = await make({
      records: [{ type: "txt", hostName: "", values: ["theirs"] }].map(r => ({ ...r, hostName: "@" })),
    });
    await dnsZoneRecords.delete(newContext(), id, state);
    expect(await setNow("TXT", "example.com")).toEqual(txt("theirs"));
    expect(await calls()).toEqual(["GET", "GET"]);
  });
});

describe("somebody else's change", () => {
  const declare = (value: string) => ({ records: [{ type: "TXT", hostName: "@", values: [value] }] });

  test("is not overwritten by an update, and is after a refresh", async () => {
    const { id, state } = await make(declare("one"));
    await edit({ set: [txt("theirs")] });
    await expect(dnsZoneRecords.update(newContext(), id, state, inputs(declare("two")))).rejects.toThrow(
      /changed by somebody else[^]*two[^]*one[^]*theirs[^]*pulumi refresh/,
    );
    const found = await dnsZoneRecords.read(newContext(), id, state);
    if (found === NOT_FOUND) throw new Error("the zone is there");
    await dnsZoneRecords.update(newContext(), id, found.state, inputs(declare("two")));
    expect((await setNow("TXT", "example.com"))?.values).toEqual(["two"]);
  });

  test("that comes between the look and the write is seen, not overwritten", async () => {
    const { id, state } = await make(declare("one"));
    await world.simulator.control.addFault({
      method: "PATCH",
      action: { kind: "edit", family: "dns-zones", subject: "example.com", change: { set: [txt("theirs")] } },
    });
    await expect(dnsZoneRecords.update(newContext(), id, state, inputs(declare("two")))).rejects.toThrow(
      /somebody else/,
    );
    expect((await setNow("TXT", "example.com"))?.values).toEqual(["theirs"]);
  });

  test("to a set that is not declared is never noticed", async () => {
    const { id, state } = await make(declare("one"));
    await edit({ set: [{ type: "A", hostName: "other.example.com", values: ["192.0.2.3"], ttl: 60 }] });
    await dnsZoneRecords.update(newContext(), id, state, inputs(declare("two")));
    expect((await setNow("A", "other.example.com"))?.values).toEqual(["192.0.2.3"]);
  });
});

describe("several resources on one zone", () => {
  const host = (name: string) => ({ records: [{ type: "A", hostName: name, values: ["192.0.2.1"] }] });

  test("share one read and as few writes as Wix allows", async () => {
    const session = world.session();
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => make(host(`h${index}`), world.context(session))),
    );
    expect(await calls()).toEqual(["GET", "PATCH", "PATCH", "PATCH"]);
  });

  test.each([
    ["waits", true],
    ["hardly waits", false],
  ])("%s for the rest of a batch where more to come is %s", async (_waits, more) => {
    const session = world.session();
    if (more) session.progress.planned({ type: "DnsZoneRecords", name: "yet to come" });
    const batch = (size: number, round: string) =>
      Promise.all(
        Array.from({ length: size }, (_, index) => make(host(`${round}${index}`), world.context(session))),
      );
    await batch(6, "first");
    // There is room for one more, as a shell would tell.
    session.progress.enters()();
    const began = world.clock.now();
    await batch(4, "last");
    // One pause in which the others come, and thirteen or two in which nobody does.
    expect(world.clock.now() - began).toBe(more ? 14 * 150 : 3 * 10);
    expect((await calls()).filter(method => method === "PATCH")).toHaveLength(2);
  });

  test("share one read in a refresh", async () => {
    const session = world.session();
    const made = await Promise.all(
      Array.from({ length: 5 }, (_, i) => make(host(`h${i}`), world.context(session))),
    );
    await world.simulator.control.clearJournal();
    const fresh = world.session();
    await Promise.all(made.map(({ id, state }) => dnsZoneRecords.read(world.context(fresh), id, state)));
    expect(await calls()).toEqual(["GET"]);
  });

  test("do not suffer from one whose change Wix refuses", async () => {
    const session = world.session();
    const wrong = { ...inputs(host("c")), records: { "A c.example.com": { values: ["no address"] } } };
    const names = ["a", "b", "d", "e", "f"];
    const [refused, ...others] = await Promise.allSettled([
      dnsZoneRecords.create(world.context(session), wrong),
      ...names.map(name => make(host(name), world.context(session))),
    ]);
    expect(refused).toMatchObject({
      status: "rejected",
      reason: { message: expect.stringContaining("400") },
    });
    expect(others.map(({ status }) => status)).toEqual(names.map(() => "fulfilled"));
  });

  test("are not halved where Wix throttles them: they wait and go together", async () => {
    const session = world.session();
    await world.simulator.control.addFault({
      method: "PATCH",
      times: 30,
      action: { kind: "throttle" },
    });
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => make(host(`h${index}`), world.context(session))),
    );
    const { requests } = await world.simulator.control.journal();
    const sizes = requests
      .filter(({ method }) => method === "PATCH")
      .map(({ body }) => (body as { additions: unknown[] }).additions.length);
    expect(new Set(sizes)).toEqual(new Set([8]));
    expect(sizes).toHaveLength(31);
  });

  test("may both merge into one set, one after the other", async () => {
    const session = world.session();
    const share = (value: string) => ({
      existing: "merge",
      records: [{ type: "TXT", hostName: "@", values: [value] }],
    });
    const [one, two] = await Promise.all([
      make(share("one"), world.context(session)),
      make(share("two"), world.context(session)),
    ]);
    expect((await setNow("TXT", "example.com"))?.values.toSorted()).toEqual(["one", "two"]);
    await dnsZoneRecords.delete(newContext(), one.id, one.state);
    expect((await setNow("TXT", "example.com"))?.values).toEqual(["two"]);
    await dnsZoneRecords.delete(newContext(), two.id, two.state);
    expect(await setNow("TXT", "example.com")).toBeUndefined();
  });
});

describe("what reads as gone", () => {
  const state = { domainName: "example.com", records: { "A a.example.com": { values: ["192.0.2.1"] } } };
  const read = () => dnsZoneRecords.read(newContext(), "example.com/mail", state);
  const answering = (status: number, code?: string) =>
    world.simulator.control.addFault({
      times: "unlimited",
      action: { kind: "status", status, ...(code && { code }) },
    });

  test("is a zone that Wix says it does not have", async () => {
    await answering(404, "DNS_ZONE_NOT_FOUND");
    expect(await read()).toBe(NOT_FOUND);
  });

  test.each([
    [401, undefined],
    [403, "DOMAINS_PERMISSION_DENIED"],
    [404, "USER_ID_NOT_FOUND"],
    [404, "TARGET_ACCOUNT_NOT_FOUND"],
    [428, "DOMAIN_NOT_PERMITTED"],
    [503, undefined],
  ])("is not a %s with the code %s", async (status, code) => {
    await answering(status, code);
    await expect(read()).rejects.toThrow(/could not read DNS zone example\.com/);
  });

  test("is not a 404 from something in between that is not Wix", async () => {
    await world.simulator.control.addFault({ action: { kind: "html", status: 404 } });
    await expect(read()).rejects.toThrow(/could not read/);
  });

  test("is not a zone in which all our sets are gone: they are to be made again", async () => {
    expect(await read()).toMatchObject({ inputs: { records: {} } });
  });
});

test("a lookup by id brings all sets of the zone but NS and SOA", async () => {
  const found = await dnsZoneRecords.read(newContext(), "example.com", {});
  if (found === NOT_FOUND) throw new Error("the zone is there");
  expect(Object.keys(found.inputs.records).sort()).toEqual(["A example.com", "CNAME www.example.com"]);
});

test("a TTL that is not declared is kept as Wix has it through a change of values", async () => {
  await edit({ set: [{ ...txt("one"), ttl: 1234 }] });
  const { id, state } = await make({ records: [{ type: "TXT", hostName: "@", values: ["one"] }] });
  await dnsZoneRecords.update(
    newContext(),
    id,
    state,
    inputs({ records: [{ type: "TXT", hostName: "@", values: ["two"] }] }),
  );
  expect(await setNow("TXT", "example.com")).toEqual({ ...txt("two"), ttl: 1234 });
});

test("a zone that Wix does not host is named, with what may be missing", async () => {
  await expect(
    make({ domainName: "example.net", records: [{ type: "TXT", hostName: "@", values: ["a"] }] }),
  ).rejects.toThrow(/DNS zone example\.net|DOMAIN_NOT_PERMITTED/);
});

describe("a refresh", () => {
  const txt1 = (value: string) => ({
    existing: "merge",
    records: [{ type: "TXT", hostName: "@", values: [value] }],
  });

  test("shows each of two that merge its own values, and keeps what was found", async () => {
    await edit({ set: [txt("theirs")] });
    const [one, two] = [await make(txt1("one")), await make(txt1("two"))];
    const read = (made: typeof one) => dnsZoneRecords.read(newContext(), made.id, made.state);
    expect(await read(one)).toEqual({ state: one.state, inputs: inputs(txt1("one")) });
    expect(await read(two)).toEqual({ state: two.state, inputs: inputs(txt1("two")) });
    expect(one.state.hidden?.sets?.["TXT example.com"]?.found?.values).toEqual(["theirs"]);
  });

  test("drops a merged set of which nothing of ours is left", async () => {
    const one = await make(txt1("one"));
    await edit({ set: [txt("theirs")] });
    expect(await dnsZoneRecords.read(newContext(), one.id, one.state)).toMatchObject({
      inputs: { records: {} },
    });
  });

  test("shows a TTL only where one was set", async () => {
    const { id, state } = await make({ records: [{ type: "TXT", hostName: "@", values: ["a"], ttl: 60 }] });
    await edit({ set: [{ ...txt("a"), ttl: 90 }] });
    expect(await dnsZoneRecords.read(newContext(), id, state)).toMatchObject({
      inputs: { records: { "TXT example.com": { ttl: 90, values: ["a"] } } },
    });
  });
});

describe("a difference", () => {
  const olds = inputs({ records: [{ type: "TXT", hostName: "@", values: ["a"] }] });

  test("is none between a state and the inputs that made it", () => {
    const hidden = { sets: { "TXT example.com": { merged: true as const } } };
    expect(dnsZoneRecords.diff({ ...olds, hidden }, olds)).toEqual({ changes: false });
  });

  test("of the zone replaces, unless it is not known yet", () => {
    expect(dnsZoneRecords.diff(olds, { ...olds, domainName: "example.org" })).toEqual({
      changes: true,
      replaces: ["domainName"],
    });
    expect(dnsZoneRecords.diff(olds, { ...olds, domainName: UNKNOWN })).toEqual({ changes: true });
  });

  test.each(["records", "existing", "onDestroy", "accountId"])("of %s changes in place", field => {
    expect(dnsZoneRecords.diff(olds, { ...olds, [field]: UNKNOWN })).toEqual({ changes: true });
  });
});
