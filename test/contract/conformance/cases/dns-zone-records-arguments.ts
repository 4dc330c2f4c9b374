/* What a program may write of a zone's record sets, and in which form it goes on. */
import { secret, UNKNOWN } from "../../../harness/engine/values.ts";
import { check, create, diff, nextRun, preview, read, update, type Case } from "../vocabulary.ts";
import { mail, PATCH, records, SPF, zone } from "./zones.ts";

const TOKEN = "verification=s3cr3t-token";
const LEAF = "what is secret";

const cases: Omit<Case, "type">[] = [
  {
    name: "a list becomes a map by type and full name, in canonical form",
    steps: [
      check(zone([{ type: "MX", hostName: "@", values: ["10 MX1.Example.NET."] }]), {
        failures: [],
        inputs: {
          domainName: "example.com",
          records: { "MX example.com": { values: ["10 mx1.example.net"] } },
        },
      }),
    ],
  },
  {
    name: "a map stays as it is",
    steps: [
      check(mail("10 mx1.example.net"), {
        failures: [],
        inputs: { records: { "MX example.com": { values: ["10 mx1.example.net"] } } },
      }),
    ],
  },
  {
    name: "the domain's name is written in lower case and without its last dot",
    steps: [
      check(
        { domainName: "Example.COM.", records: { "A www": { values: ["192.0.2.1"] } } },
        {
          inputs: { domainName: "example.com", records: { "A www.example.com": { values: ["192.0.2.1"] } } },
        },
      ),
    ],
  },
  {
    name: "an unknown value stays unknown in its place",
    steps: [
      check(zone([{ type: "A", hostName: "www", values: [UNKNOWN] }]), {
        failures: [],
        inputs: { records: { "A www.example.com": { values: ["(unknown)"] } } },
      }),
    ],
  },
  {
    name: "records that are unknown as a whole are no fault",
    steps: [check(zone(UNKNOWN), { failures: [], inputs: { records: "(unknown)" } })],
  },
  {
    name: "an unknown domain is no fault",
    steps: [
      check(
        { domainName: UNKNOWN, records: [{ type: "A", hostName: "www", values: ["192.0.2.1"] }] },
        { failures: [], inputs: { domainName: "(unknown)" } },
      ),
    ],
  },
  {
    name: "a set without values is refused by its path",
    steps: [check(zone([{ type: "MX", hostName: "@" }]), { failures: ["records[0].values: "] })],
  },
  {
    name: "a type that Wix does not take is refused",
    steps: [
      check(zone([{ type: "HINFO", hostName: "@", values: ["a"] }]), { failures: ["records[0].type: "] }),
    ],
  },
  {
    name: "an argument that is not known is refused by its name",
    steps: [check({ ...mail("10 mx1.example.net"), colour: 1 }, { failures: ["colour: is not known here"] })],
  },
  {
    name: "an address that is none is refused",
    steps: [check(records({ "A www.example.com": ["192.0.2.256"] }), { failures: ["192.0.2.256"] })],
  },
  {
    name: "a CNAME with two values is refused",
    steps: [
      check(records({ "CNAME www.example.com": ["a.example.net", "b.example.net"] }), {
        failures: ['records["CNAME www.example.com"]'],
      }),
    ],
  },
  {
    name: "a CNAME beside another set of its name is refused",
    steps: [
      check(records({ "CNAME www.example.com": ["a.example.net"], "A www.example.com": ["192.0.2.1"] }), {
        failures: ["CNAME www.example.com"],
      }),
    ],
  },
  {
    name: "a set that is written twice is refused",
    steps: [
      check(
        zone([
          { type: "A", hostName: "www", values: ["192.0.2.1"] },
          { type: "A", hostName: "WWW.example.com", values: ["192.0.2.2"] },
        ]),
        { failures: ["A www.example.com"] },
      ),
    ],
  },
  {
    name: "two faults are told at once",
    steps: [
      check(
        zone([
          { type: "A", hostName: "a", values: ["x"] },
          { type: "A", hostName: "b", values: ["y"] },
        ]),
        { failures: ["records[0]", "records[1]"] },
      ),
    ],
  },
  {
    name: "a word that is not allowed is told with those that are",
    steps: [check({ ...mail("10 mx1.example.net"), existing: "overwrite" }, { failures: ["existing: "] })],
  },
  {
    name: "two policies for one sender are refused",
    steps: [check(records({ "TXT example.com": [SPF, "v=spf1 -all"] }), { failures: ["TXT example.com"] })],
  },
  {
    name: "a secret leaf of a list is kept secret",
    steps: [
      check(zone([{ type: "TXT", hostName: "@", values: [SPF, secret(TOKEN)] }]), {
        failures: [],
        secret: ["records"],
        native: { secret: ["records.TXT example.com.values.1"], because: LEAF },
      }),
    ],
  },
  {
    name: "a secret leaf of a map is kept secret",
    steps: [
      check(records({ "TXT example.com": [secret(TOKEN)] }), {
        secret: ["records"],
        native: { secret: ["records.TXT example.com.values.0"], because: LEAF },
      }),
    ],
  },
  {
    name: "records that are secret as a whole stay so",
    steps: [
      check(zone(secret([{ type: "TXT", hostName: "@", values: ["a"] }])), {
        secret: ["records"],
        inputs: { records: { "TXT example.com": { values: ["a"] } } },
      }),
    ],
  },
  {
    name: "a secret that moves into a key seals the whole",
    steps: [
      check(zone([{ type: "A", hostName: secret("internal"), values: ["192.0.2.1"] }]), {
        secret: ["records"],
        inputs: { records: { "A internal.example.com": { values: ["192.0.2.1"] } } },
      }),
    ],
  },
  {
    name: "a secret whose canonical form is another text seals the whole",
    steps: [
      check(zone([{ type: "MX", hostName: "@", values: [secret("10 MX1.Example.NET.")] }]), {
        secret: ["records"],
      }),
    ],
  },
  {
    name: "a secret that is not known yet seals the whole",
    steps: [
      check(zone([{ type: "TXT", hostName: "@", values: [secret(UNKNOWN)] }]), { secret: ["records"] }),
    ],
  },
  {
    name: "a secret shows in no fault of the arguments",
    steps: [
      check(zone([{ type: "A", hostName: "www", values: [secret("10.0.0.s3cr3t")] }]), {
        failures: ['"[secret]"'],
        secret: ["records"],
        native: { secret: ["records.A www.example.com.values.0"], because: LEAF },
      }),
    ],
  },
  {
    name: "a preview of a creation shows what is declared, and sends nothing",
    steps: [
      preview(mail("10 mx1.example.net"), {
        outputs: {
          domainName: "example.com",
          records: { "MX example.com": { values: ["10 mx1.example.net"] } },
        },
      }),
    ],
  },
  {
    name: "a preview of a creation leaves unknown what is",
    steps: [
      preview(zone([{ type: "A", hostName: "www", values: [UNKNOWN] }]), {
        outputs: { records: { "A www.example.com": { values: ["(unknown)"] } } },
      }),
    ],
  },
  {
    name: "a preview of a change shows what is declared, and sends nothing",
    steps: [
      create(mail("10 mx1.example.net"), { id: "example.com/one", writes: [PATCH] }),
      preview(mail("20 mx2.example.net"), {
        outputs: { records: { "MX example.com": { values: ["20 mx2.example.net"] } } },
      }),
    ],
  },
  {
    name: "a secret value is written, saved as a secret, and found again by a refresh",
    steps: [
      create(records({ "TXT example.com": [secret(TOKEN)] }), {
        outputs: { records: { "TXT example.com": { values: [TOKEN] } } },
        secret: ["records"],
        writes: [PATCH],
        native: { secret: ["records.TXT example.com.values.0"], because: LEAF },
      }),
      nextRun,
      read({
        outputs: { records: { "TXT example.com": { values: [TOKEN] } } },
        secret: ["records"],
        native: { secret: ["records.TXT example.com.values.0"], because: LEAF },
      }),
    ],
  },
  {
    name: "what becomes secret is sealed by an update that sends nothing",
    steps: [
      create(records({ "TXT example.com": [TOKEN] }), { secret: [], writes: [PATCH] }),
      nextRun,
      diff(records({ "TXT example.com": [secret(TOKEN)] }), { changes: true, replaces: [] }),
      update(records({ "TXT example.com": [secret(TOKEN)] }), {
        secret: ["records"],
        native: { secret: ["records.TXT example.com.values.0"], because: LEAF },
      }),
      diff(records({ "TXT example.com": [secret(TOKEN)] }), { changes: false }),
    ],
  },
];

export const DNS_ZONE_RECORDS_ARGUMENTS = cases.map((one): Case => ({ type: "DnsZoneRecords", ...one }));
