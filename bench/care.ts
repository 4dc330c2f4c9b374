/*
 * What care for mail adds to a preview: the judgement of a resource of 500 record sets, with mail on 50 domains, of which
 * one has changed. Called as a check and a difference call it, in a process that is warm and in one that is not. Time of the
 * thread, since a judgement waits for nothing; some systems count it in steps of 4 ms.
 */
import { canonicalRecords } from "../provider/src/dns/canonical.ts";
import { judgeScene, judgeShift } from "../provider/src/dns/care/index.ts";
import { standingAfter, standingBefore } from "../provider/src/dns/care/afterwards.ts";
import { View } from "../provider/src/dns/care/view.ts";
import type { RecordSets } from "../provider/src/dns/types.ts";
import { spread, verdict } from "./figures.ts";

const ZONE = "example.com";
const DOMAINS = 50;
const RUNS = 21;
const MOST_MS = 20;

const domain = (index: number, address: string) => {
  const at = `d${index}.${ZONE}`;
  return [
    { type: "MX", hostName: at, values: ["10 mx1.example.net", `20 mail.${at}`] },
    { type: "A", hostName: `mail.${at}`, values: [address] },
    {
      type: "TXT",
      hostName: at,
      values: ["v=spf1 include:_spf.example.net mx -all", "google-site-verification=abc"],
    },
    {
      type: "TXT",
      hostName: `s1._domainkey.${at}`,
      values: ["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
    },
    { type: "CNAME", hostName: `s2._domainkey.${at}`, values: ["s2.example.net"] },
    { type: "TXT", hostName: `_dmarc.${at}`, values: ["v=DMARC1; p=reject"] },
    { type: "CNAME", hostName: `autodiscover.${at}`, values: ["autodiscover.example.net"] },
    { type: "TXT", hostName: `_mta-sts.${at}`, values: ["v=STSv1; id=20260101T000000;"] },
    { type: "CNAME", hostName: `mta-sts.${at}`, values: ["mta-sts.example.net"] },
    { type: "A", hostName: `www.${at}`, values: ["192.0.2.1"] },
  ];
};

const sets = (address: string): RecordSets => {
  const records = Array.from({ length: DOMAINS }, (_, index) =>
    domain(index, index === 7 ? address : "192.0.2.25"),
  );
  const { records: read, failures } = canonicalRecords(ZONE, records.flat());
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return read as RecordSets;
};

const [before, after] = [sets("192.0.2.25"), sets("192.0.2.26")];

function judge(): number {
  const began = process.threadCpuUsage();
  const intent = { known: before, existing: "refuse", onDestroy: "restore" } as const;
  const scene = { after: new View(ZONE, standingAfter(ZONE, after, intent)), show: String, shared: false };
  const found = [
    ...judgeScene(scene),
    ...judgeShift({ ...scene, before: new View(ZONE, standingBefore(intent)) }),
  ];
  if (found.length > 0) throw new Error(JSON.stringify(found));
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1_000;
}

const first = judge();
const warm = Array.from({ length: RUNS }, judge);
console.log(
  `care for mail of ${Object.keys(after).length} record sets: ${first.toFixed(1)} ms the first time, ` +
    `${verdict([first], MOST_MS)}; then ${spread(warm, 1)} ms`,
);
