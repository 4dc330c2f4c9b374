import { describe, expect, test } from "@jest/globals";
import type { RecordSets } from "../../../provider/src/dns/types";
import { salvaged } from "../../../provider/src/resources/dns-zone-records/salvage";
import type { DnsZoneRecordsInputs } from "../../../provider/src/resources/dns-zone-records/schema";
import type { DnsZoneRecordsState, Hidden } from "../../../provider/src/resources/dns-zone-records/state";
import type { Unsettled } from "../../../provider/src/resources/dns-zone-records/zone-job";
import { sets, wire } from "../dns/fixtures";
import { zoneOf } from "../dns/model";

const A = "A a.example.com";
const B = "A b.example.com";
const TXT = "TXT example.com";
const [ONE, TWO] = ["192.0.2.1", "192.0.2.2"];

const inputs = (records: RecordSets, more: Partial<DnsZoneRecordsInputs> = {}): DnsZoneRecordsInputs => ({
  domainName: "example.com",
  records,
  ...more,
});

interface Stop extends Partial<Omit<Unsettled, "zone">> {
  /** What the zone holds after the failure; absent: it could not be read. */
  read?: Record<string, string[]>;
  olds?: DnsZoneRecordsState;
}

/** What is known after a change to `wanted` has stopped. */
const after = (
  wanted: DnsZoneRecordsInputs,
  { read, olds, memory = {}, sent = new Set(), written = new Set() }: Stop,
): { records: RecordSets; hidden?: Hidden } => {
  const zone = read && zoneOf(Object.entries(read).map(([key, values]) => wire(key, ...values)));
  const { hidden, ...typed } = salvaged(
    { inputs: wanted, olds, except: undefined },
    { memory, sent, written, zone },
  );
  expect({ ...typed, records: {} }).toEqual({ ...wanted, records: {} });
  return { records: typed.records, ...(hidden && { hidden }) };
};

const found = { found: { values: ["before"] } };
const both = new Set([A, B]);

describe("of a change that stopped, the zone being readable", () => {
  test("what stands as declared is known, with what was found, and nothing else", () => {
    const known = after(inputs(sets({ [A]: [ONE], [B]: [ONE] })), {
      read: { [A]: [ONE] },
      sent: both,
      memory: { [A]: found, [B]: found },
    });
    expect(known).toEqual({ records: sets({ [A]: [ONE] }), hidden: { sets: { [A]: found } } });
  });

  test("what was not changed yet is known as it was, with what was found then", () => {
    const known = after(inputs(sets({ [A]: [TWO], [B]: [TWO] })), {
      olds: { ...inputs(sets({ [A]: [ONE], [B]: [ONE] })), hidden: { sets: { [A]: found, [B]: found } } },
      read: { [A]: [TWO], [B]: [ONE] },
      sent: new Set([A]),
      memory: { [A]: {}, [B]: {} },
    });
    expect(known).toEqual({ records: sets({ [A]: [TWO], [B]: [ONE] }), hidden: { sets: { [B]: found } } });
  });

  test("a set that is gone as it should is forgotten; one that is to go is not", () => {
    const olds = { ...inputs(sets({ [A]: [ONE], [B]: [ONE] })), hidden: { sets: { [A]: found, [B]: {} } } };
    expect(after(inputs({}), { olds, read: { [A]: ["before"], [B]: [ONE] }, sent: both })).toEqual({
      records: sets({ [B]: [ONE] }),
    });
    const open = { ...olds, hidden: { sets: { [B]: found } } };
    expect(after(inputs({}), { olds: open, read: { [B]: [ONE] }, sent: both })).toEqual({
      records: sets({ [B]: [ONE] }),
      hidden: { sets: { [B]: found } },
    });
  });

  test("a set that is to go for good is known while what was found stands", () => {
    const olds = { ...inputs(sets({ [A]: [ONE] })), hidden: { sets: { [A]: { found: { values: [ONE] } } } } };
    expect(after(inputs({}, { onDestroy: "delete" }), { olds, read: { [A]: [ONE] } })).toEqual({
      records: sets({ [A]: [ONE] }),
      hidden: olds.hidden,
    });
    expect(after(inputs({}, { onDestroy: "restore" }), { olds, read: { [A]: [ONE] } })).toEqual({
      records: {},
    });
  });

  test("a merged set is known where ours stand beside others", () => {
    const merged = { merged: true } as const;
    const wanted = inputs(sets({ [TXT]: ["ours"] }), { existing: "merge" });
    const stop = { sent: new Set([TXT]), memory: { [TXT]: merged } };
    expect(after(wanted, { ...stop, read: { [TXT]: ["ours", "theirs"] } })).toEqual({
      records: wanted.records,
      hidden: { sets: { [TXT]: merged } },
    });
    expect(after(wanted, { ...stop, read: { [TXT]: ["theirs"] } })).toEqual({ records: {} });
  });

  test("nothing is perhaps there any more", () => {
    const olds = { ...inputs({}), hidden: { maybe: sets({ [A]: [ONE], [B]: [ONE] }) } };
    const known = after(inputs(sets({ [A]: [TWO], [B]: [ONE] })), {
      olds,
      read: { [B]: [ONE] },
      sent: new Set([A]),
    });
    expect(known).toEqual({ records: sets({ [B]: [ONE] }) });
  });
});

describe("of a change that stopped, the zone being out of sight", () => {
  test("what Wix says it has written is known; what was sent is perhaps there, with what was found", () => {
    const wanted = inputs(sets({ [A]: [ONE], [B]: [ONE], [TXT]: ["unsent"] }));
    const memory = { [A]: found, [B]: found, [TXT]: found };
    expect(after(wanted, { sent: both, written: new Set([A]), memory })).toEqual({
      records: sets({ [A]: [ONE] }),
      hidden: { sets: { [A]: found, [B]: found }, maybe: sets({ [B]: [ONE] }) },
    });
  });

  test("what was known stays known beside it", () => {
    const olds = {
      ...inputs(sets({ [A]: [ONE], [B]: [ONE] })),
      hidden: { sets: { [A]: { merged: true }, [B]: { merged: true } } } satisfies Hidden,
    };
    const known = after(inputs(sets({ [A]: [TWO] })), { olds, sent: both, memory: { [A]: found } });
    expect(known).toEqual({
      records: olds.records,
      hidden: { sets: { [A]: found, [B]: { merged: true } }, maybe: sets({ [A]: [TWO] }) },
    });
  });

  test("what an earlier run perhaps wrote stays so until it is sent or written anew", () => {
    const olds = {
      ...inputs({}),
      hidden: { maybe: sets({ [A]: [ONE], [B]: [ONE], [TXT]: ["sent"] }), sets: { [TXT]: found } },
    };
    const wanted = inputs(sets({ [A]: [TWO], [TXT]: ["sent"] }));
    expect(after(wanted, { olds, sent: new Set([A]), memory: { [TXT]: {} } })).toEqual({
      records: {},
      hidden: { sets: { [TXT]: found }, maybe: sets({ [A]: [TWO], [B]: [ONE], [TXT]: ["sent"] }) },
    });
    const written = after(wanted, { olds, sent: new Set([A]), written: new Set([A]) });
    expect(written.hidden?.maybe).toEqual(sets({ [B]: [ONE], [TXT]: ["sent"] }));
  });

  test("what is left in another zone stays known", () => {
    const earlier = { domainName: "example.org", records: sets({ [A]: [ONE] }) };
    expect(after(inputs({}), { olds: { ...inputs({}), hidden: { earlier } } })).toEqual({
      records: {},
      hidden: { earlier },
    });
  });
});

describe("of a text that Wix shows cut", () => {
  const LONG = `v=DKIM1; p=${"A".repeat(300)}`;
  const CUT = "v=DKIM1";
  const sent = new Set([TXT]);

  test("what it shows is known, with what was sent and what was found", () => {
    const wanted = inputs(sets({ [TXT]: [LONG], [A]: [ONE] }));
    const memory = { [TXT]: found, [A]: found };
    expect(after(wanted, { sent: new Set([TXT, A]), memory, read: { [TXT]: [CUT], [A]: [ONE] } })).toEqual({
      records: sets({ [TXT]: [CUT], [A]: [ONE] }),
      hidden: { sets: { [TXT]: { ...found, sent: { values: [LONG] } }, [A]: found } },
    });
  });

  test("what was known before it is forgotten", () => {
    const olds = { ...inputs(sets({ [TXT]: ["short"] })), hidden: { sets: { [TXT]: found } } };
    expect(after(inputs(sets({ [TXT]: [LONG] })), { olds, sent, read: { [TXT]: [CUT] } })).toEqual({
      records: sets({ [TXT]: [CUT] }),
      hidden: { sets: { [TXT]: { sent: { values: [LONG] } } } },
    });
  });

  test("ours alone are known where they were merged", () => {
    const memory = { [TXT]: { merged: true } as const };
    const wanted = inputs(sets({ [TXT]: [LONG] }), { existing: "merge" });
    expect(after(wanted, { sent, memory, read: { [TXT]: [CUT, "theirs"] } })).toEqual({
      records: sets({ [TXT]: [CUT] }),
      hidden: { sets: { [TXT]: { merged: true, sent: { values: [LONG] } } } },
    });
  });

  test("nothing is known that cannot come of it, or that was not sent", () => {
    const wanted = inputs(sets({ [TXT]: [LONG] }));
    expect(after(wanted, { sent, read: { [TXT]: ["theirs"] } })).toEqual({ records: {} });
    expect(after(wanted, { sent, read: { [TXT]: [CUT, "theirs"] } })).toEqual({ records: {} });
    expect(after(wanted, { read: { [TXT]: [CUT] } })).toEqual({ records: {} });
    expect(after(inputs({}), { sent, read: {} })).toEqual({ records: {} });
  });
});
