import { refuseAborted } from "../../../provider/src/core/aborted";
import { openly } from "../../../provider/src/dns/describe";
import type { PatchBody } from "../../../provider/src/dns/patch";
import type { RecordSets, WireRecordSet } from "../../../provider/src/dns/types";
import type { Zone } from "../../../provider/src/dns/zone";
import { Acquaintance } from "../../../provider/src/resources/dns-zone-records/zone-acquaintance";
import {
  ZoneJob,
  type Settled,
  type ZoneRequest,
} from "../../../provider/src/resources/dns-zone-records/zone-job";
import { ZoneReader } from "../../../provider/src/resources/dns-zone-records/zone-reader";
import { ZoneWriter } from "../../../provider/src/resources/dns-zone-records/zone-writer";
import { TransportError, UnknownOutcome, WixError } from "../../../provider/src/wix/errors";
import { intent } from "../dns/fixtures";
import { patched, zoneOf } from "../dns/model";

const call = { what: "change DNS zone example.com", requestId: undefined };
export const refusal = (status = 428) => new WixError(call, status, "NO", "");
export const lost = () => new UnknownOutcome(call, "no answer");
export const throttled = () => new TransportError(call, "throttled", { throttled: true });

/** A zone in memory, on a clock that only moves when somebody sleeps. */
export const zone = {
  records: [] as WireRecordSet[],
  now: 0,
  reads: 0,
  patches: [] as string[][],
  /** What a PATCH of these host names comes to; `after`: it is done all the same. */
  trouble: undefined as ((hosts: string[]) => { error: Error; after?: boolean } | undefined) | undefined,
  readTrouble: (): Error | undefined => undefined,
  /** The signals that pauses were given. */
  pauses: [] as (AbortSignal | undefined)[],
};

export const clock = {
  now: () => zone.now,
  sleep: (ms: number, signal?: AbortSignal) => {
    zone.now += ms;
    zone.pauses.push(signal);
    return Promise.resolve().then(() => {
      refuseAborted(signal);
    });
  },
};

const hostsOf = ({ additions = [], deletions = [] }: PatchBody): string[] =>
  [
    ...new Set([...additions, ...deletions].map(({ hostName }) => hostName.replace(".example.com", ""))),
  ].sort();

export const newReader = () =>
  new ZoneReader(clock, () => {
    zone.reads++;
    const error = zone.readTrouble();
    return error === undefined ? Promise.resolve(zoneOf(zone.records)) : Promise.reject(error);
  });

export const newWriter = (reader = newReader()) =>
  new ZoneWriter({
    domainName: "example.com",
    clock,
    reader,
    acquaintance: new Acquaintance(clock),
    patch: (body): Promise<Zone> => {
      const hosts = hostsOf(body);
      zone.patches.push(hosts);
      const trouble = zone.trouble?.(hosts);
      if (trouble === undefined || trouble.after) zone.records = patched(zone.records, body);
      return trouble === undefined ? Promise.resolve(zoneOf(zone.records)) : Promise.reject(trouble.error);
    },
  });

export const address = (host: string): RecordSets => ({
  [`A ${host}.example.com`]: { values: ["192.0.2.1"] },
});

export interface Work {
  job: ZoneJob;
  end: Promise<Settled | Error>;
}

export const jobFor = (declared: RecordSets, more: Partial<ZoneRequest> = {}): Work => {
  let job: ZoneJob | undefined;
  const end = new Promise<Settled>((resolve, reject) => {
    const request = { intent: intent({ declared }), deadline: 60_000, show: openly, ...more };
    job = new ZoneJob(request, resolve, reject);
  }).catch((error: unknown) => error as Error);
  if (job === undefined) throw new Error("no job");
  return { job, end };
};

/** Rounds until all jobs have ended, but not for ever. */
export const finish = async (
  works: readonly Work[],
  writer = newWriter(),
): Promise<(string | undefined)[]> => {
  for (let rounds = 0; rounds < 500 && works.some(({ job }) => !job.ended); rounds++)
    await writer.round(works.map(({ job }) => job).filter(job => !job.ended));
  const ends = await Promise.all(works.map(({ end }) => end));
  return ends.map(end => (end instanceof Error ? end.message : undefined));
};

/** A new zone; to be called before each test. */
export const clearZone = (): void => {
  Object.assign(zone, {
    records: [],
    now: 0,
    reads: 0,
    patches: [],
    trouble: undefined,
    readTrouble: () => undefined,
    pauses: [],
  });
};

export const names = (count: number) => Array.from({ length: count }, (_, index) => `h${index}`);
