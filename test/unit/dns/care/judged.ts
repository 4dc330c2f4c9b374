import { UNKNOWN } from "../../../../provider/src/core/unknown";
import { canonicalRecords, type DeclaredRecordSets } from "../../../../provider/src/dns/canonical";
import { judgeScene, judgeShift, verdictOn } from "../../../../provider/src/dns/care";
import { standingAfter, standingBefore } from "../../../../provider/src/dns/care/afterwards";
import type { Finding } from "../../../../provider/src/dns/care/finding";
import { View } from "../../../../provider/src/dns/care/view";
import { openly, type Show } from "../../../../provider/src/dns/describe";
import type { RecordSets } from "../../../../provider/src/dns/types";
import { placed, type Outage } from "./corpus";

export const ZONE = "example.com";

export const declared = (records: unknown, zone = ZONE): DeclaredRecordSets => {
  const { records: sets, failures } = canonicalRecords(zone, records);
  if (failures.length > 0 || sets === UNKNOWN) throw new Error(JSON.stringify(failures));
  return sets;
};

/** All that is found of a change of a resource's own sets, as a run would say it. */
export const foundIn = (before: unknown, after: unknown, zone = ZONE, show: Show = openly): Finding[] => {
  const [olds, news] = [declared(before, zone), declared(after, zone)];
  const intent = { known: olds as RecordSets, existing: "refuse", onDestroy: "delete" } as const;
  const scene = { after: new View(zone, standingAfter(zone, news, intent)), show, shared: false };
  const shift = { ...scene, before: new View(zone, standingBefore(intent)) };
  const isFresh = (key: string): boolean =>
    key in news && JSON.stringify(news[key]?.values) !== JSON.stringify(olds[key]?.values);
  const verdict = verdictOn(judgeScene(scene), [], isFresh);
  const isFirst = Object.keys(olds).length === 0;
  return [...verdict.refused, ...verdict.unwise, ...(isFirst ? [] : judgeShift(shift))];
};

/** The domain of a row, below the zone. */
export const LABEL = "c1";
/** Something else of the zone, which stays. */
const BESIDE = [{ type: "TXT", hostName: "other", values: ["other=1"] }];

/** What is found of a row of the corpus. */
export const foundOf = ({ before, after, beside, wholeZone }: Outage, show: Show = openly): Finding[] => {
  const label = wholeZone ? undefined : LABEL;
  if (beside === undefined)
    return foundIn(
      [...placed(before, ZONE, label), ...(wholeZone ? [] : BESIDE)],
      [...placed(after, ZONE, label), ...(wholeZone ? [] : BESIDE)],
      ZONE,
      show,
    );
  const own = declared(placed(after, ZONE, label));
  const others = declared(placed(beside, ZONE, label));
  const theirs = (key: string): string[] => (others[key]?.values ?? []) as string[];
  const union = Object.entries(own).map(([key, { values }]): [string, { values: string[] }] => [
    key,
    { values: [...(values as string[]), ...theirs(key)] },
  ]);
  const elsewhere = (key: string) => (key in others ? { values: theirs(key), whole: false } : undefined);
  return judgeScene({ after: new View(ZONE, Object.fromEntries(union), elsewhere), show, shared: true });
};
