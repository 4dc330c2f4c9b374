/*
 * The planner as a whole process: a zone of 5,000 record sets as Wix sends it, a program that declares all of them
 * with 100 changes, from the text of the zone to PATCHes ready to be sent.
 */
import { canonicalRecords } from "../provider/src/dns/canonical.ts";
import { describeFailure } from "../provider/src/dns/describe.ts";
import { pack } from "../provider/src/dns/patch.ts";
import { plan } from "../provider/src/dns/plan.ts";
import type { RecordSets, WireRecordSet } from "../provider/src/dns/types.ts";
import { readZone } from "../provider/src/dns/zone.ts";

const RECORD_SETS = 5000;
const CHANGES = 100;
const ZONE = "example.com";

interface Content {
  type: string;
  hostName: string;
  values: string[];
}

/** Content number `index` of the zone; types take turns. */
function content(index: number): Content {
  const name = `host${index}`;
  const third = index % 250;
  switch (index % 5) {
    case 0:
      return { type: "A", hostName: name, values: [`192.0.2.${third}`, `198.51.100.${third}`] };
    case 1:
      return { type: "AAAA", hostName: name, values: [`2001:DB8:0:0::${third}`] };
    case 2:
      return {
        type: "MX",
        hostName: name,
        values: [`20  MX2.${name}.example.net.`, `10 mx1.${name}.example.net`],
      };
    case 3:
      return { type: "CNAME", hostName: name, values: [`${name}.Example.NET.`] };
    default:
      return { type: "TXT", hostName: name, values: [`token=${index}`] };
  }
}

const contents = Array.from({ length: RECORD_SETS }, (_, index) => content(index));

/** What Get Zone would answer. */
const answer = JSON.stringify({
  dnsZone: { records: contents.map(set => ({ ...set, hostName: `${set.hostName}.${ZONE}`, ttl: 3600 })) },
});

/** The program: every 50th set is declared with a TTL of its own. */
const program = contents.map((set, index) =>
  index % (RECORD_SETS / CHANGES) === 0 ? { ...set, ttl: 300 } : set,
);

const started = performance.now();
const { dnsZone } = JSON.parse(answer) as { dnsZone: { records: WireRecordSet[] } };
const { changes, conflicts } = plan(readZone(ZONE, dnsZone.records), {
  declared: canonical(program),
  known: canonical(contents),
  memory: {},
  existing: "refuse",
  onDestroy: "restore",
});
const patches = pack(changes);
const ended = performance.now();

console.log(
  `${RECORD_SETS} record sets: ${changes.length} changes, ${conflicts.length} conflicts, ${patches.length} PATCHes`,
);
console.log(`planner ${(ended - started).toFixed(0)} ms, whole process ${ended.toFixed(0)} ms`);

function canonical(records: Content[]): RecordSets {
  const { records: sets, failures } = canonicalRecords(ZONE, records);
  if (failures.length > 0) throw new Error(failures.map(describeFailure).join("\n"));
  return sets as RecordSets;
}
