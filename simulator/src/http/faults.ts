import { EventEmitter, once } from "node:events";
import { fits, isTurn, type ParsedFaultAction, type ParsedFaultRule, type RequestLine } from "./fault-rule";

/** A fault that was added, and what has come of it. */
export interface Fault {
  /** By which it is released and waited for. */
  readonly id: string;
  /** As it was added, with its defaults. */
  readonly rule: ParsedFaultRule;
  /** How many requests have matched so far. */
  readonly matched: number;
  /** Numbers of the requests that a `hold` has parked. */
  readonly held: readonly number[];
}

export interface DueFault {
  readonly id: string;
  readonly action: ParsedFaultAction;
}

export interface Faults {
  add(rule: ParsedFaultRule): Fault;
  list(): Fault[];
  /** Removes all rules; what they hold goes on. */
  clear(): void;
  /** Counts the request and names what is to happen to it, in the order in which the rules were added. */
  due(request: RequestLine): DueFault[];
  /** Parks a request until its rule is released. */
  hold(id: string, sequence: number): Promise<void>;
  /** The number of the first request that the rule holds, as soon as there is one. */
  untilHeld(id: string): Promise<number>;
  release(id: string): void;
}

interface Entry {
  readonly rule: ParsedFaultRule;
  matched: number;
  readonly held: Map<number, () => void>;
  readonly signals: EventEmitter;
}

export const createFaults = (): Faults => {
  const entries = new Map<string, Entry>();
  let added = 0;

  const entryOf = (id: string): Entry => {
    const entry = entries.get(id);
    if (entry === undefined) throw new Error(`no fault ${id}`);
    return entry;
  };

  return {
    add(rule) {
      added += 1;
      const entry: Entry = { rule, matched: 0, held: new Map(), signals: new EventEmitter() };
      entries.set(`fault-${added}`, entry);
      return view(`fault-${added}`, entry);
    },
    list: () => [...entries].map(([id, entry]) => view(id, entry)),
    clear() {
      for (const entry of entries.values()) {
        releaseAll(entry);
        entry.signals.emit("held", new Error("the fault was removed"));
      }
      entries.clear();
    },
    due: request =>
      [...entries]
        .filter(([, { rule }]) => fits(rule, request))
        .filter(([, entry]) => isTurn(entry.rule, (entry.matched += 1)))
        .map(([id, { rule }]) => ({ id, action: rule.action })),
    async hold(id, sequence) {
      const entry = entries.get(id);
      if (entry === undefined) return;
      await new Promise<void>(resolve => {
        entry.held.set(sequence, resolve);
        entry.signals.emit("held", sequence);
      });
    },
    async untilHeld(id) {
      const entry = entryOf(id);
      const [first] = entry.held.keys();
      if (first !== undefined) return first;
      const [signal] = (await once(entry.signals, "held")) as [number | Error];
      if (signal instanceof Error) throw signal;
      return signal;
    },
    release: id => releaseAll(entryOf(id)),
  };
};

const view = (id: string, { rule, matched, held }: Entry): Fault => ({
  id,
  rule,
  matched,
  held: [...held.keys()],
});

const releaseAll = (entry: Entry): void => {
  const waiting = [...entry.held.values()];
  entry.held.clear();
  for (const resume of waiting) resume();
};
