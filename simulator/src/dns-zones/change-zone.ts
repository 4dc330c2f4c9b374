import { DEFAULT_TTL } from "../domains/wix-records";
import { applicationError, ruleError } from "../kernel/refusal";
import { cutSet } from "./cut-texts";
import { checkRecordSet } from "./record-rules";
import {
  isSameSet,
  MAX_RECORD_SETS,
  type RecordSet,
  type State,
  type WrittenSet,
  type Zone,
  type ZoneUpdate,
} from "./state";

/** What of the settings bears on a zone's content. */
type ZoneSettings = Pick<State["settings"], "duplicateRecordsCode" | "longTxtValues">;

/** The zone after Update: as a whole or not at all. @throws {Refusal} */
export const updatedZone = (
  zoneName: string,
  zone: Zone,
  update: ZoneUpdate,
  settings: ZoneSettings,
): Zone => {
  const { additions, deletions, dnssecEnabled } = update;
  if (additions.length === 0 && deletions.length === 0 && dnssecEnabled === undefined)
    throw applicationError(428, "DOMAIN_UPDATE_EMPTY_UPDATE_REQUEST", "nothing to update");
  for (const { type } of [...additions, ...deletions])
    if (type === "NS" || type === "SOA")
      throw applicationError(428, "INVALID_NS_RECORD", "NS and SOA cannot be changed");
  const remaining = deleteSets(zone.records, deletions, settings);
  const records = addSets(zoneName, remaining, additions, "additions", settings);
  return { dnssecEnabled: dnssecEnabled ?? zone.dnssecEnabled, records };
};

/** The zone that Create makes of its body. @throws {Refusal} */
export const newZone = (
  zoneName: string,
  content: { records: readonly WrittenSet[]; dnssecEnabled: boolean | undefined },
  settings: ZoneSettings,
): Zone => {
  const records = addSets(zoneName, [], content.records, "dnsZone.records", settings);
  for (const type of ["NS", "SOA"] as const)
    if (!records.some(set => isSameSet(set, { type, hostName: zoneName })))
      throw ruleError("dnsZone.records", "NS_AND_SOA_REQUIRED", `holds no ${type} of ${zoneName}`);
  return { dnssecEnabled: content.dnssecEnabled ?? false, records };
};

const deleteSets = (
  records: readonly RecordSet[],
  deletions: readonly WrittenSet[],
  settings: ZoneSettings,
): RecordSet[] => {
  const isCutWhenRead = settings.longTxtValues === "cut-when-read";
  const remaining = [...records];
  deletions.forEach((deletion, position) => {
    const index = remaining.findIndex(
      set => isWholly(set, deletion) || (isCutWhenRead && isWholly(cutSet(set), deletion)),
    );
    if (index === -1)
      throw ruleError(
        `deletions[${position}]`,
        "NO_SUCH_RECORD",
        `${deletion.type} ${deletion.hostName} is not in the zone with just these values and this ttl`,
      );
    remaining.splice(index, 1);
  });
  return remaining;
};

/** A deletion names all values, in any order; the ttl counts when it is sent. */
const isWholly = (set: RecordSet, deletion: WrittenSet): boolean => {
  const values = new Set(deletion.values);
  return (
    isSameSet(set, { ...deletion, hostName: deletion.hostName.toLowerCase() }) &&
    (deletion.ttl === undefined || deletion.ttl === set.ttl) &&
    values.size === set.values.length &&
    set.values.every(value => values.has(value))
  );
};

const addSets = (
  zoneName: string,
  records: readonly RecordSet[],
  additions: readonly WrittenSet[],
  field: string,
  settings: ZoneSettings,
): RecordSet[] => {
  const result = [...records];
  additions.forEach((addition, position) => {
    const written = { ...addition, hostName: addition.hostName.toLowerCase() };
    const place = { zoneName, field: `${field}[${position}]` };
    checkRecordSet(written, place);
    if (result.some(set => isSameSet(set, written)))
      throw applicationError(
        428,
        settings.duplicateRecordsCode,
        `${written.type} ${written.hostName} is there already`,
      );
    if (result.some(set => clashesAsCname(set, written)))
      throw ruleError(
        place.field,
        "CNAME_STANDS_ALONE",
        `${written.hostName} would hold a CNAME and other records`,
      );
    const kept = { ...written, ttl: written.ttl ?? DEFAULT_TTL };
    result.push(settings.longTxtValues === "cut-when-written" ? cutSet(kept) : kept);
  });
  if (result.length > MAX_RECORD_SETS)
    throw ruleError(field, "ZONE_FULL", `a zone holds at most ${MAX_RECORD_SETS} record sets`);
  return result;
};

const clashesAsCname = (
  a: Pick<RecordSet, "type" | "hostName">,
  b: Pick<RecordSet, "type" | "hostName">,
): boolean => a.hostName === b.hostName && (a.type === "CNAME" || b.type === "CNAME");
