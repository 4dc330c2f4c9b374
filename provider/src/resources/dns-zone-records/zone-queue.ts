/*
 * All changes to one zone go through one queue in the process: concurrent writers would lose updates
 * (docs/wix/dns.md#object-dnszone). The batch collects who waits together, the reader looks, the writer plans, sends and judges.
 */
import type { Context, Session, Slot } from "../../lifecycle/context";
import { readZone, type Zone } from "../../dns/zone";
import { getZone, patchZone } from "../../wix/dns-zones";
import { ACQUAINTANCE } from "./zone-acquaintance";
import { ZoneBatch } from "./zone-batch";
import { calledOff, ZoneJob, type Settled, type ZoneRequest } from "./zone-job";
import { ZoneReader } from "./zone-reader";
import { WRITE_AGE, ZoneWriter } from "./zone-writer";

/** How old a look at the zone may be for a refresh; ms. */
const READ_AGE = 5_000;

export class ZoneQueue {
  readonly #reader: ZoneReader;
  readonly #batch: ZoneBatch<ZoneJob>;
  readonly #writer: ZoneWriter;
  /** Taken out of the batch, and not done. */
  readonly #open: ZoneJob[] = [];
  /** Other changes of the zone, which go between the rounds. */
  readonly #apart: (() => Promise<void>)[] = [];
  #running = false;

  constructor(session: Session, domainName: string, accountId: string) {
    const { wix, clock } = session;
    const read = (answer: { records: Parameters<typeof readZone>[1] }): Zone =>
      readZone(domainName, answer.records);
    this.#reader = new ZoneReader(clock, async () => {
      const answer = await getZone(wix, domainName, accountId);
      return answer && read(answer);
    });
    this.#batch = new ZoneBatch(clock, session);
    this.#writer = new ZoneWriter({
      domainName,
      clock,
      reader: this.#reader,
      acquaintance: session.shared(ACQUAINTANCE),
      patch: async body => read(await patchZone(wix, domainName, accountId, body)),
    });
  }

  /** The zone, at most five seconds old; undefined where Wix proves that there is none. */
  read(): Promise<Zone | undefined> {
    return this.#reader.look(READ_AGE);
  }

  /** The zone as it is now; also where an earlier look has just found none. */
  readAnew(): Promise<Zone | undefined> {
    return this.#reader.look(0);
  }

  /**
   * Brings the zone to what is wanted.
   * @throws ZoneChangeFailed
   */
  apply(request: ZoneRequest): Promise<Settled> {
    const done = new Promise<Settled>((resolve, reject) => {
      this.#batch.add(new ZoneJob(request, resolve, reject), this.#open.filter(job => !job.ended).length);
    });
    if (!this.#running) void this.#run();
    return done;
  }

  /**
   * Changes something of the zone beside its records, while nobody writes those. What was seen of the zone before counts
   * no more.
   */
  apart<Done>(change: () => Promise<Done>): Promise<Done> {
    const done = new Promise<Done>((resolve, reject) => {
      this.#apart.push(() => change().then(resolve, reject));
    });
    if (!this.#running) void this.#run();
    return done;
  }

  async #changeApart(): Promise<void> {
    for (let next = this.#apart.shift(); next !== undefined; next = this.#apart.shift()) {
      this.#reader.forget();
      await next();
      this.#reader.forget();
    }
  }

  async #run(): Promise<void> {
    this.#running = true;
    const open = this.#open;
    let waits = false;
    try {
      while (open.length > 0 || this.#batch.waiting.length > 0 || this.#apart.length > 0) {
        if (this.#apart.length > 0) {
          await this.#changeApart();
          continue;
        }
        const looking = open.length === 0 ? this.#reader.look(WRITE_AGE) : undefined;
        if (looking || waits) {
          const signal = calledOff([...open, ...this.#batch.waiting]);
          // That the look failed is the round's to judge.
          await Promise.allSettled([looking, this.#batch.window(open.length, signal)]);
        }
        open.push(...this.#batch.take());
        // Nobody waits twice.
        waits = await this.#writer.round(open, looking, !waits && this.#batch.mayGrow());
        open.splice(0, open.length, ...open.filter(job => !job.ended));
      }
    } catch (error) {
      // A fault of ours must not leave anybody waiting for ever.
      for (const job of [...open, ...this.#batch.take()])
        if (!job.ended) job.fail(error as Error, () => Promise.resolve(undefined));
    } finally {
      open.splice(0);
      this.#running = false;
      if (this.#apart.length > 0) void this.#run();
    }
  }
}

/** The queues of a session, by account and zone. */
class ZoneQueues {
  readonly #queues = new Map<string, ZoneQueue>();

  constructor(private readonly session: Session) {}

  of(accountId: string, domainName: string): ZoneQueue {
    const key = `${accountId} ${domainName}`;
    const queue = this.#queues.get(key) ?? new ZoneQueue(this.session, domainName, accountId);
    this.#queues.set(key, queue);
    return queue;
  }
}

const QUEUES: Slot<ZoneQueues> = { make: session => new ZoneQueues(session) };

/** The queue of a zone: the same one for all resources of a session. */
export const zoneQueue = ({ session }: Context, accountId: string, domainName: string): ZoneQueue =>
  session.shared(QUEUES).of(accountId, domainName);
