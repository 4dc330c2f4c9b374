import { z } from "zod";
import { restartPropagation } from "../dns-propagation/progress";
import { type Edit } from "../http/family";
import { isSameSet, recordSetSchema, type Zone } from "./zone";

const zoneEditSchema = z.strictObject({
  /** Record sets that take the place of those of the same type and host name, or are new. */
  set: z.array(recordSetSchema).default([]),
  delete: z.array(recordSetSchema.pick({ type: true, hostName: true })).default([]),
});

/** What somebody at the dashboard does to a zone. */
export type ZoneEdit = z.input<typeof zoneEditSchema>;

export function readZoneEdit(change: unknown): Edit {
  const edit = zoneEditSchema.parse(change);
  return (world, domainName) => {
    const { dnsZones } = world.state;
    const zone = dnsZones[domainName];
    if (zone === undefined) throw new Error(`no zone ${domainName} to edit`);
    dnsZones[domainName] = editedZone(zone, edit);
    restartPropagation(world, domainName);
  };
}

function editedZone(zone: Zone, edit: z.output<typeof zoneEditSchema>): Zone {
  const touched = [...edit.delete, ...edit.set];
  const untouched = zone.records.filter(set => !touched.some(other => isSameSet(set, other)));
  return { ...zone, records: [...untouched, ...edit.set] };
}
