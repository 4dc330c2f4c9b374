/* What befalls the requests about a zone, and the process that sends them. */
import { secret } from "../../../harness/engine/values.ts";
import { create, diff, fault, nextRun, read, remove, update, type Case, type Gives } from "../vocabulary.ts";
import { answer, refusal } from "./trouble.ts";
import { mail, PATCH, records, ZONE_ROUTE } from "./zones.ts";

const MX1 = { ...mail("10 mx1.example.net"), allow: ["remove-mx"] };
const WRITE = { method: "PATCH", route: ZONE_ROUTE } as const;
const LOOK = { method: "GET", route: ZONE_ROUTE } as const;
const LOST = `${PATCH} (not done)`;

/** What a creation comes to when its write meets the answer. */
const meets = (name: string, effect: "none" | "done", gives: Gives): Omit<Case, "type"> => ({
  name: `a write that meets ${name}, and was ${effect === "done" ? "" : "not "}done`,
  steps: [fault({ ...WRITE, action: answer(name, effect) }), create(MX1, gives)],
});

const AGAIN: Gives = { id: "example.com/one", writes: [LOST, PATCH] };
const ONCE: Gives = { id: "example.com/one", writes: [PATCH] };

const cases: Omit<Case, "type">[] = [
  meets("a dropped connection", "none", AGAIN),
  meets("a dropped connection", "done", ONCE),
  meets("an answer cut short", "none", AGAIN),
  meets("an answer cut short", "done", ONCE),
  meets("bare 408", "none", AGAIN),
  meets("bare 408", "done", ONCE),
  meets("429 with Wix's envelope", "none", AGAIN),
  meets("bare 499", "done", ONCE),
  meets("500 with Wix's envelope", "none", AGAIN),
  meets("500 with Wix's envelope", "done", ONCE),
  meets("503 with Wix's envelope", "done", ONCE),
  meets("bare 524", "done", ONCE),
  meets("HTML 200", "none", AGAIN),
  meets("HTML 200", "done", ONCE),
  meets("HTML 403", "none", AGAIN),
  meets("a proxy's JSON 404", "none", AGAIN),
  {
    name: "a write that Wix refuses is told with its code, and is not sent again",
    steps: [
      fault({ ...WRITE, action: { kind: "status", status: 403, code: "PERMISSION_DENIED" } }),
      create(MX1, { error: "PERMISSION_DENIED", halfMade: true, writes: [LOST] }),
    ],
  },
  {
    name: "a look that Wix refuses ends a creation before it writes",
    steps: [
      fault({
        ...LOOK,
        times: "unlimited",
        action: { kind: "status", status: 403, code: "PERMISSION_DENIED" },
      }),
      create(MX1, { error: "PERMISSION_DENIED", halfMade: false }),
    ],
  },
  {
    name: "a look that meets trouble that passes is taken again",
    steps: [
      create(MX1, ONCE),
      nextRun,
      fault({ ...LOOK, action: { kind: "status", status: 500 } }),
      read({ id: "example.com/one" }),
    ],
  },
  {
    name: "a proxy's 404 proves nothing: a refresh fails, and nothing is taken for gone",
    steps: [
      create(MX1, ONCE),
      nextRun,
      fault({ ...LOOK, times: "unlimited", action: answer("a proxy's JSON 404", "none") }),
      read({ error: "404", halfMade: false }),
    ],
  },
  {
    name: "a page in place of an answer proves nothing: a refresh fails",
    steps: [
      create(MX1, ONCE),
      nextRun,
      fault({ ...LOOK, times: "unlimited", action: answer("HTML 200", "none") }),
      read({ error: "", halfMade: false }),
    ],
  },
  {
    name: "an end whose answer is lost is looked after, and not sent again",
    steps: [
      create(MX1, ONCE),
      nextRun,
      fault({ ...WRITE, action: answer("a dropped connection", "done") }),
      remove({ writes: [PATCH] }),
    ],
  },
  {
    name: "an update that Wix refuses leaves what was saved",
    steps: [
      create(MX1, ONCE),
      nextRun,
      fault({ ...WRITE, action: { kind: "status", status: 403, code: "PERMISSION_DENIED" } }),
      update(mail("20 mx2.example.net"), { error: "PERMISSION_DENIED", halfMade: true, writes: [LOST] }),
      read({ outputs: { records: { "MX example.com": { values: ["10 mx1.example.net"] } } } }),
    ],
  },
  {
    name: "of two requests the first stands where the second is refused, and the next run goes on",
    steps: [
      fault({ ...WRITE, nth: 2, action: { kind: "status", status: 403, code: "PERMISSION_DENIED" } }),
      create(
        records(
          Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`A h${n}.example.com`, ["192.0.2.1"]])),
          {
            massChange: { percent: 100 },
          },
        ),
        { error: "PERMISSION_DENIED", halfMade: true, writes: [PATCH, LOST] },
      ),
      nextRun,
      diff(
        records(
          Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`A h${n}.example.com`, ["192.0.2.1"]])),
          {
            massChange: { percent: 100 },
          },
        ),
        { changes: true, replaces: [] },
      ),
      update(
        records(
          Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`A h${n}.example.com`, ["192.0.2.1"]])),
          {
            massChange: { percent: 100 },
          },
        ),
        { writes: [PATCH] },
      ),
    ],
  },
  {
    name: "a secret is in no error about it",
    steps: [
      fault({
        ...WRITE,
        action: refusal(403, "PERMISSION_DENIED", "the value s3cr3t-token-of-mine is wrong"),
      }),
      create(records({ "TXT example.com": [secret("s3cr3t-token-of-mine")] }), {
        error: "[secret]",
        halfMade: true,
        writes: [LOST],
      }),
    ],
  },
  {
    name: "a creation that is killed before its write is made by the next run",
    steps: [{ killed: { call: "create", args: MX1 }, at: { ...LOOK, when: "after" } }, create(MX1, ONCE)],
  },
  {
    name: "a creation that is killed while Wix still works on it is found by the next run",
    steps: [
      { killed: { call: "create", args: MX1 }, at: { ...WRITE, when: "before" }, writes: [PATCH] },
      create(MX1, { id: "example.com/one" }),
    ],
  },
  {
    name: "a creation that is killed after its write is found by the next run, without a second one",
    steps: [
      { killed: { call: "create", args: MX1 }, at: { ...WRITE, when: "after" }, writes: [PATCH] },
      create(MX1, { id: "example.com/one" }),
    ],
  },
  {
    name: "an end that is killed after its write is over in the next run",
    steps: [
      create(MX1, ONCE),
      { killed: { call: "delete" }, at: { ...WRITE, when: "after" }, writes: [PATCH] },
      nextRun,
      remove({}),
    ],
  },
];

export const DNS_ZONE_RECORDS_TROUBLE = cases.map((one): Case => ({ type: "DnsZoneRecords", ...one }));
