import { expect, test } from "@jest/globals";
import { canonicalRecords } from "../../../provider/src/dns/canonical";
import {
  describeConflict,
  describeFailure,
  describeNote,
  recordsBlock,
} from "../../../provider/src/dns/describe";

const declared = { values: ["10 mx1.example.net", "20 mx2.example.net"] };
const read = { ttl: 3600, values: ["10 mail.example.org"] };

test("shows what stands in the way, and what to write to adopt it", () => {
  expect(describeConflict({ kind: "exists", key: "MX example.com", declared, read })).toBe(
    `MX example.com stands in the zone already, with other content.
  declared     10 mx1.example.net
               20 mx2.example.net
  in the zone  10 mail.example.org
               (ttl 3600)
Set existing: "merge" to add ours to it, or existing: "replace" to put ours in its place,
or declare what is there:
  records: [
    { type: "MX", hostName: "example.com", values: ["10 mail.example.org"], ttl: 3600 },
  ],`,
  );
});

test("does not advise to merge a CNAME", () => {
  const conflict = { kind: "exists", key: "CNAME www.example.com", declared, read } as const;
  expect(describeConflict(conflict)).toContain('Set existing: "replace"');
  expect(describeConflict(conflict)).not.toContain('"merge"');
});

test("shows the three versions of a set that somebody else changed", () => {
  const known = { values: ["10 old.example.net"] };
  expect(describeConflict({ kind: "changed", key: "MX example.com", declared, known, read })).toBe(
    `MX example.com was changed by somebody else since the last run.
  declared     10 mx1.example.net
               20 mx2.example.net
  last known   10 old.example.net
  in the zone  10 mail.example.org
               (ttl 3600)
Run \`pulumi refresh\` to take over what the zone holds, then look at the preview.`,
  );
});

test("says that a set was deleted by somebody else", () => {
  const text = describeConflict({
    kind: "changed",
    key: "MX example.com",
    declared,
    known: declared,
    read: undefined,
  });
  expect(text).toContain("was deleted by somebody else");
  expect(text).toContain("in the zone  (nothing)");
});

test("says why values cannot be merged", () => {
  const reasons = ['hold 2 policies "v=spf1 ..."'];
  const text = describeConflict({ kind: "unmergeable", key: "TXT example.com", declared, read, reasons });
  expect(text).toContain('Together the values hold 2 policies "v=spf1 ...".');
  expect(text).toContain('existing: "replace"');
});

test("names both sets where one is a CNAME", () => {
  const text = describeConflict({
    kind: "cname",
    key: "CNAME www.example.com",
    other: "TXT www.example.com",
  });
  expect(text).toContain("CNAME www.example.com cannot stand beside TXT www.example.com");
});

test.each([
  { note: { kind: "kept", key: "A example.com" } as const, why: '(onDestroy: "keep")' },
  { note: { kind: "as-found", key: "A example.com" } as const, why: "it is as it was found" },
  {
    note: { kind: "held-by-another", key: "A example.com", holder: "web" } as const,
    why: "web declares it now",
  },
])("says in one line why a set stays: $why", ({ note, why }) => {
  const line = describeNote(note);
  expect(line).toMatch(/^A example\.com stays in the zone\b.*\.$/);
  expect(line).toContain(why);
});

test("puts the property before the reason", () => {
  expect(describeFailure({ property: "records[0].values[1]", reason: "is empty" })).toBe(
    "records[0].values[1]: is empty",
  );
});

test("prints record sets as a program would declare them", () => {
  const sets = {
    "TXT example.com": { ttl: 60, values: ["\\", 'say "hi"'] },
    "A www.example.com": { values: ["192.0.2.1"] },
  };
  const block = recordsBlock(sets);
  const pasted: unknown = JSON.parse(
    block
      .replace(/^records: |,$/g, "")
      .replace(/(\w+): (?=["[\d])/g, '"$1": ')
      .replace(/,\n\]/, "\n]"),
  );
  expect(canonicalRecords("example.com", pasted)).toEqual({ records: sets, failures: [] });
});
