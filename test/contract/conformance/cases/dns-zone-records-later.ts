/* How a zone's record sets are found again, and how they end. */
import { create, diff, nextRun, others, read, remove, takeOver, update, type Case } from "../vocabulary.ts";
import { mail, PATCH, records, withMail } from "./zones.ts";

const theirs = (type: string, hostName: string, ...values: string[]) =>
  others("dns-zones", "example.com", { set: [{ type, hostName, values }] });
const MX1 = mail("10 mx1.example.net");
const BY_ID = "the id of what is read by its id alone";
const ALLOWED = { allow: ["remove-mx"] };

const cases: Omit<Case, "type">[] = [
  {
    name: "a refresh of what stands finds it as saved",
    steps: [
      create(MX1, { writes: [PATCH] }),
      nextRun,
      read({
        id: "example.com/one",
        outputs: { records: { "MX example.com": { values: ["10 mx1.example.net"] } } },
      }),
      diff(MX1, { changes: false }),
    ],
  },
  {
    name: "a refresh shows what somebody else has changed, and the next run puts it right",
    steps: [
      create(MX1, { writes: [PATCH] }),
      theirs("MX", "example.com", "5 theirs.example.net"),
      nextRun,
      read({
        inputs: { records: { "MX example.com": { values: ["5 theirs.example.net"] } } },
        outputs: { records: { "MX example.com": { values: ["5 theirs.example.net"] } } },
      }),
      diff(MX1, { changes: true }),
      update(MX1, { writes: [PATCH] }),
    ],
  },
  {
    name: "a refresh shows that somebody else has deleted a set",
    steps: [
      create(records({ "MX example.com": ["10 mx1.example.net"], "A a.example.com": ["192.0.2.1"] }), {
        writes: [PATCH],
      }),
      others("dns-zones", "example.com", { delete: [{ type: "A", hostName: "a.example.com" }] }),
      nextRun,
      read({ outputs: { records: { "MX example.com": { values: ["10 mx1.example.net"] } } } }),
    ],
  },
  {
    name: "a refresh does not show sets of others",
    account: withMail,
    steps: [
      create(records({ "A a.example.com": ["192.0.2.1"] }), { writes: [PATCH] }),
      nextRun,
      read({ outputs: { records: { "A a.example.com": { values: ["192.0.2.1"] } } } }),
    ],
  },
  {
    name: "what somebody else has changed since is not overwritten",
    steps: [
      create(MX1, { writes: [PATCH] }),
      theirs("MX", "example.com", "5 theirs.example.net"),
      nextRun,
      update(mail("20 mx2.example.net"), { error: "MX example.com", halfMade: false }),
    ],
  },
  {
    name: "a set that was made ends",
    steps: [create({ ...MX1, ...ALLOWED }, { writes: [PATCH] }), nextRun, remove({ writes: [PATCH] })],
  },
  {
    name: "a set that was found goes back to how it was",
    account: withMail,
    steps: [
      create({ ...MX1, existing: "replace" }, { writes: [PATCH] }),
      nextRun,
      remove({ says: ["restored 5 theirs.example.net"], writes: [PATCH] }),
    ],
  },
  {
    name: "a set that is to be kept stays",
    steps: [create({ ...MX1, onDestroy: "keep" }, { writes: [PATCH] }), nextRun, remove({})],
  },
  {
    name: "a set that was found as declared stays",
    account: withMail,
    steps: [create(mail("5 theirs.example.net"), {}), nextRun, remove({ says: ["stays in the zone"] })],
  },
  {
    name: "a set that was found as declared ends where the program says so",
    account: withMail,
    steps: [
      create({ ...mail("5 theirs.example.net"), onDestroy: "delete", ...ALLOWED }, {}),
      nextRun,
      remove({ writes: [PATCH] }),
    ],
  },
  {
    name: "what this run declares does not end in it",
    steps: [create({ ...MX1, ...ALLOWED }, { writes: [PATCH] }), remove({})],
  },
  {
    name: "sets of a zone that is gone end without an error",
    steps: [
      create({ ...MX1, ...ALLOWED }, { writes: [PATCH] }),
      others("dns-zones", "example.com", { delete: [{ type: "MX", hostName: "example.com" }] }),
      nextRun,
      remove({}),
    ],
  },
  {
    name: "a zone is read by its name alone",
    account: withMail,
    steps: [
      takeOver("example.com/MX @,TXT @", {
        id: "example.com/MX @,TXT @",
        native: { id: "example.com/one", because: BY_ID },
        inputs: {
          domainName: "example.com",
          records: {
            "MX example.com": { values: ["5 theirs.example.net"], ttl: 3600 },
            "TXT example.com": { values: ["theirs=1"], ttl: 3600 },
          },
        },
      }),
    ],
  },
  {
    name: "a set that the zone does not have cannot be read by its name",
    steps: [
      takeOver("example.com/CAA @", {
        error: "the zone example.com has no CAA example.com",
        halfMade: false,
      }),
    ],
  },
];

export const DNS_ZONE_RECORDS_LATER = cases.map((one): Case => ({ type: "DnsZoneRecords", ...one }));
