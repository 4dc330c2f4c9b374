/* How a zone's record sets are made and changed. */
import { UNKNOWN } from "../../../harness/engine/values.ts";
import { create, diff, nextRun, remove, takeOver, update, type Case } from "../vocabulary.ts";
import { mail, PATCH, records, SPF, withMail } from "./zones.ts";

const MX1 = mail("10 mx1.example.net");
const BY_ID = "the id of what is read by its id alone";
const ALLOWED = { allow: ["remove-mx"] };
const HOSTS = Array.from({ length: 12 }, (_, index) => `A h${index + 1}.example.com`);

const cases: Omit<Case, "type">[] = [
  {
    name: "a set is written once, and its resource has an id of zone and name",
    steps: [
      create(MX1, {
        id: "example.com/one",
        outputs: {
          domainName: "example.com",
          records: { "MX example.com": { values: ["10 mx1.example.net"] } },
        },
        writes: [PATCH],
      }),
    ],
  },
  {
    name: "several sets are written in one request",
    steps: [
      create(records({ "A a.example.com": ["192.0.2.1"], "TXT example.com": [SPF] }), { writes: [PATCH] }),
    ],
  },
  {
    name: "more sets than Wix takes at a time are written in several requests",
    steps: [
      create(
        records(Object.fromEntries(HOSTS.map(host => [host, ["192.0.2.1"]])), {
          massChange: { percent: 100 },
        }),
        {
          writes: [PATCH, PATCH],
        },
      ),
    ],
  },
  {
    name: "what is there already as declared is taken over without a write",
    account: withMail,
    steps: [
      create(mail("5 theirs.example.net"), {
        outputs: { records: { "MX example.com": { values: ["5 theirs.example.net"] } } },
      }),
    ],
  },
  {
    name: "a set that somebody else has written is refused, and nothing is sent",
    account: withMail,
    steps: [create(MX1, { error: "MX example.com", halfMade: false })],
  },
  {
    name: "a set that somebody else has written is replaced where the program says so",
    account: withMail,
    steps: [
      create(
        { ...MX1, existing: "replace" },
        {
          says: ["MX example.com"],
          writes: [PATCH],
        },
      ),
    ],
  },
  {
    name: "values are added to a set of somebody else's where the program says so",
    account: withMail,
    steps: [
      create({ ...MX1, existing: "merge" }, { writes: [PATCH] }),
      nextRun,
      remove({ writes: [PATCH] }),
      takeOver("example.com/MX @", {
        id: "example.com/MX @",
        inputs: { records: { "MX example.com": { values: ["5 theirs.example.net"], ttl: 3600 } } },
        native: { id: "example.com/one", because: BY_ID },
      }),
    ],
  },
  {
    name: "a zone that Wix does not host is an error",
    steps: [
      create(
        { domainName: "bakery.example", records: { "A bakery.example": { values: ["192.0.2.1"] } } },
        {
          error: "bakery.example",
          halfMade: false,
        },
      ),
    ],
  },
  {
    name: "nothing differs where nothing was changed",
    steps: [
      create(MX1, { writes: [PATCH] }),
      diff(MX1, { changes: false, replaces: [], deleteBeforeReplace: false }),
    ],
  },
  {
    name: "another value differs in place",
    steps: [
      create(MX1, { writes: [PATCH] }),
      diff(mail("20 mx2.example.net"), {
        changes: true,
        replaces: [],
        native: {
          details: { 'records["MX example.com"].values[0]': "update" },
          because: "detailed differences",
        },
      }),
    ],
  },
  {
    name: "values in another order are the same",
    steps: [
      create(mail("10 mx1.example.net", "20 mx2.example.net"), { writes: [PATCH] }),
      diff(mail("20 mx2.example.net", "10 mx1.example.net"), { changes: false }),
    ],
  },
  {
    name: "another time to live differs in place",
    steps: [
      create(MX1, { writes: [PATCH] }),
      diff(
        {
          domainName: "example.com",
          records: { "MX example.com": { values: ["10 mx1.example.net"], ttl: 600 } },
        },
        {
          changes: true,
          replaces: [],
        },
      ),
    ],
  },
  {
    name: "a value that is not known yet may differ",
    steps: [
      create(MX1, { writes: [PATCH] }),
      diff(records({ "MX example.com": [UNKNOWN] }), { changes: true, replaces: [] }),
    ],
  },
  {
    name: "another zone is a replacement",
    steps: [
      create({ ...MX1, ...ALLOWED }, { writes: [PATCH] }),
      diff(
        {
          domainName: "example.org",
          records: { "MX example.org": { values: ["10 mx1.example.net"] } },
          ...ALLOWED,
        },
        {
          changes: true,
          replaces: ["domainName"],
          deleteBeforeReplace: false,
          native: { deleteBeforeReplace: true, because: "the order of a replacement" },
        },
      ),
    ],
  },
  {
    name: "what becomes of the sets in the end differs in place",
    steps: [
      create(MX1, { writes: [PATCH] }),
      diff({ ...MX1, onDestroy: "keep" }, { changes: true, replaces: [] }),
    ],
  },
  {
    name: "an update writes what differs",
    steps: [
      create(MX1, { writes: [PATCH] }),
      update(mail("20 mx2.example.net"), {
        outputs: { records: { "MX example.com": { values: ["20 mx2.example.net"] } } },
        writes: [PATCH],
      }),
    ],
  },
  {
    name: "an update of what nobody sees sends nothing",
    steps: [create(MX1, { writes: [PATCH] }), update({ ...MX1, onDestroy: "keep" }, {})],
  },
  {
    name: "a set that is declared no more goes back to how it was found",
    account: withMail,
    steps: [
      create(
        records(
          { "MX example.com": ["10 mx1.example.net"], "A a.example.com": ["192.0.2.1"] },
          { existing: "replace" },
        ),
        {
          writes: [PATCH],
        },
      ),
      nextRun,
      update(records({ "A a.example.com": ["192.0.2.1"] }, { existing: "replace" }), {
        says: ["restored 5 theirs.example.net"],
        writes: [PATCH],
      }),
    ],
  },
  {
    name: "the last mail server is not taken away unless that is allowed",
    steps: [
      create(records({ "MX example.com": ["10 mx1.example.net"], "A a.example.com": ["192.0.2.1"] }), {
        writes: [PATCH],
      }),
      nextRun,
      update(records({ "A a.example.com": ["192.0.2.1"] }), { error: "remove-mx", halfMade: false }),
    ],
  },
];

export const DNS_ZONE_RECORDS = cases.map((one): Case => ({ type: "DnsZoneRecords", ...one }));
