/*
 * What the zones must show.
 *
 * Of each record set is remembered what others wrote there (`theirs`), since it was last free: in no program and in no
 * state. Some things make it impossible to say what has to be there; they are remembered with it, and forgotten once the
 * set is free again.
 */
import type { Properties } from "../harness/engine/shell.ts";
import type { Resource, Snapshot } from "../harness/engine/state.ts";
import { at } from "../harness/engine/values.ts";
import type { Existing } from "./commands.ts";
import { collisions, declaredSets } from "./declarations.ts";
import type { Thing } from "./things.ts";
import { fullName, SETS, setKey, ZONES } from "./universe.ts";
import { Violation } from "./violation.ts";

/** Values by `zone/TYPE host`; absent: no such set. */
export type Zones = ReadonlyMap<string, readonly string[]>;

interface ZoneRecords {
  readonly records: readonly {
    readonly type: string;
    readonly hostName: string;
    readonly values: readonly string[];
  }[];
}

export const zonesOf = (dnsZones: Readonly<Record<string, ZoneRecords>>): Zones =>
  new Map(
    ZONES.flatMap(zone =>
      (dnsZones[zone]?.records ?? []).map(({ type, hostName, values }) => [
        `${zone}/${type} ${hostName}`,
        values.toSorted(),
      ]),
    ),
  );

const KEYS: readonly string[] = ZONES.flatMap(zone => SETS.map(set => setKey(zone, set)));

interface Memory {
  theirs: readonly string[];
  /** By which words it was declared. */
  readonly words: Set<Existing>;
  /** Others have changed it while it was ours: a run may not have seen that. */
  disturbed: boolean;
  /** A resource that lets it go may take theirs along. */
  mayLose: boolean;
  /** A resource that lets it go may leave ours behind. */
  mayKeep: boolean;
}

const missing = (wanted: readonly string[], from: readonly string[]): string[] =>
  wanted.filter(value => !from.includes(value));

interface Remembered {
  readonly domainName: string;
  readonly records: object;
  readonly hidden?: { readonly earlier?: Remembered; readonly left?: object };
}

/** The sets of what a resource has left in another zone, and is still to let go of. */
const earlierSets = (earlier: Remembered | undefined): string[] =>
  earlier === undefined
    ? []
    : [
        ...Object.keys(earlier.records).map(key => `${earlier.domainName}/${key}`),
        ...earlierSets(earlier.hidden?.earlier),
      ];

const hiddenOf = (outputs: Properties): { readonly state?: Remembered["hidden"] } =>
  JSON.parse((at(outputs, ["__wix"]) as string | undefined) ?? "{}") as {
    readonly state?: Remembered["hidden"];
  };

/** The sets that a saved resource knows of, earlier generations included. */
const setsOf = ({ type, inputs, outputs }: Resource): string[] => {
  if (type !== "DnsZoneRecords") return [];
  const { earlier, left = {} } = hiddenOf(outputs).state ?? {};
  const keys = [inputs, outputs].flatMap(one => Object.keys(at(one, ["records"]) ?? {}));
  const zone = String(at(outputs, ["domainName"]) ?? at(inputs, ["domainName"]));
  return [...[...keys, ...Object.keys(left)].map(key => `${zone}/${key}`), ...earlierSets(earlier)];
};

const knownSets = ({ resources }: Snapshot): ReadonlySet<string> => new Set(resources.flatMap(setsOf));

const isKnownTwice = (key: string, { resources }: Snapshot): boolean =>
  resources.filter(one => setsOf(one).includes(key)).length > 1;

export interface RunSeen {
  readonly before: Zones;
  readonly after: Zones;
  readonly program: readonly Thing[];
  readonly stateBefore: Snapshot;
  readonly stateAfter: Snapshot;
  /** The whole program was applied, and the command says that all went well. */
  readonly applied: boolean;
  /** `--target`: the provider is not told what else is declared. */
  readonly targeted: boolean;
  /** What the state had of a thing before, where the provider is told of each thing in its turn only. */
  readonly toldInTurn: ((thing: Thing) => Resource | undefined) | undefined;
  readonly refreshed: boolean;
  /** An earlier run that failed may have ended what its resource's state still shows. */
  readonly shaken: boolean;
  readonly killed: boolean;
  /** Lines that were logged since the sequence began. */
  readonly lines: readonly string[];
}

export class ZoneOracle {
  readonly #memories = new Map<string, Memory>();
  /** A program was refused whose first half may have been applied: two resources know of one set. */
  tangled = false;

  constructor(zones: Zones) {
    for (const key of KEYS) this.#memories.set(key, freshMemory(zones.get(key) ?? []));
  }

  /** Others write. */
  foreignEdit(key: string, zones: Zones, program: readonly Thing[], state: Snapshot): void {
    const memory = this.#memories.get(key)!;
    const isFree = !this.#inUse(program, state).has(key);
    if (isFree) Object.assign(memory, freshMemory(zones.get(key) ?? []));
    else Object.assign(memory, { disturbed: true, mayLose: true, mayKeep: true });
  }

  /** Before a run: what it may do to each set. */
  declare(program: readonly Thing[]): void {
    for (const key of collisions(program)) {
      this.tangled = true;
      Object.assign(this.#memories.get(key)!, { mayLose: true, mayKeep: true, disturbed: true });
    }
    for (const { key, thing, values } of declaredSets(program)) {
      const memory = this.#memories.get(key)!;
      memory.words.add(thing.existing);
      if (thing.onDestroy !== "restore" && thing.existing !== "merge") memory.mayLose = true;
      if (thing.onDestroy === "keep") memory.mayKeep = true;
      // What is declared so is ours to delete, whoever wrote it first.
      if (thing.onDestroy === "delete") memory.theirs = missing(memory.theirs, values);
    }
  }

  /** @throws Violation */
  judge(run: RunSeen): void {
    const { after, program, stateAfter, stateBefore } = run;
    const used = this.#inUse(program, stateAfter);
    const usedBefore = this.#inUse(program, stateBefore);
    if (run.killed) this.#doubt(usedBefore);
    if (run.applied && run.refreshed) for (const memory of this.#memories.values()) memory.disturbed = false;
    if (!run.targeted || run.toldInTurn !== undefined) this.#nothingDeclaredIsTaken(run);
    if (run.applied) this.#declaredStands(run);
    for (const key of KEYS) {
      const policies = (zones: Zones): number =>
        (zones.get(key) ?? []).filter(value => value.startsWith("v=spf1")).length;
      if (policies(after) > 1 && policies(run.before) < 2)
        throw new Violation("a second policy was written beside the first", key);
      const memory = this.#memories.get(key)!;
      const shown = after.get(key) ?? [];
      if (!used.has(key) && !usedBefore.has(key)) {
        if (!equal(shown, run.before.get(key) ?? []))
          throw new Violation("a set of nobody's was changed", key, run);
        continue;
      }
      if (!memory.mayLose && onlyMerged(memory) && missing(memory.theirs, shown).length > 0)
        throw new Violation("foreign values were taken away", key, run);
      if (!used.has(key)) this.#becomesFree(key, memory, shown, run);
    }
  }

  #becomesFree(key: string, memory: Memory, shown: readonly string[], run: RunSeen): void {
    const lost = missing(memory.theirs, shown);
    const left = missing(shown, memory.theirs);
    const [, name = ""] = key.split("/");
    const announced = run.lines.some(line => line.includes(name));
    if (lost.length > 0 && !memory.mayLose && !announced)
      throw new Violation("foreign values did not return", key, run);
    if (left.length > 0 && !memory.mayKeep && !announced)
      throw new Violation("our values were left behind", key, run);
    Object.assign(memory, freshMemory(shown));
    memory.words.clear();
  }

  /** Values that stood, and that the program declares, stand after any run, also one that failed or was killed. */
  #nothingDeclaredIsTaken(run: RunSeen): void {
    const colliding = collisions(run.program);
    for (const { key, values, thing } of declaredSets(run.program)) {
      if (colliding.has(key) || comesOver(key, thing, run)) continue;
      const stood = values.filter(value => run.before.get(key)?.includes(value));
      if (missing(stood, run.after.get(key) ?? []).length === 0) continue;
      if (!mayGoUntold(key, run)) throw new Violation("declared values were taken away", key, run);
      this.#memories.get(key)!.disturbed = true;
    }
  }

  #declaredStands(run: RunSeen): void {
    const declared = declaredSets(run.program);
    const [collision] = collisions(run.program);
    if (collision !== undefined) throw new Violation("two declarations of one set were accepted", collision);
    for (const { key, values, thing } of declared) {
      const memory = this.#memories.get(key)!;
      if (memory.disturbed) continue;
      const shown = run.after.get(key) ?? [];
      if (run.shaken && equal(shown, run.before.get(key) ?? [])) continue;
      const merged = thing.existing === "merge" && !key.includes("/CNAME ");
      if (missing(values, shown).length > 0) throw new Violation("a declared value is not there", key, run);
      if (!merged && missing(shown, values).length > 0)
        throw new Violation("a declared set holds more", key, run);
      const ours = declared.filter(other => other.key === key).flatMap(other => other.values);
      if (
        merged &&
        !memory.mayKeep &&
        onlyMerged(memory) &&
        missing(shown, [...ours, ...memory.theirs]).length > 0 &&
        !isSaidToStay(key, run.lines)
      )
        throw new Violation("values of ours that nobody declares any more were left behind", key, run);
    }
  }

  /** Of what a killed run was about to write nothing may be saved. */
  #doubt(used: ReadonlySet<string>): void {
    for (const key of used)
      Object.assign(this.#memories.get(key)!, { mayLose: true, mayKeep: true, disturbed: true });
  }

  #inUse(program: readonly Thing[], state: Snapshot): ReadonlySet<string> {
    return new Set([...knownSets(state), ...declaredSets(program).map(({ key }) => key)]);
  }
}

/** A run has said that an heir takes values for found, which were another resource's own. */
const isSaidToStay = (key: string, lines: readonly string[]): boolean => {
  const [, name = ""] = key.split("/");
  return lines.some(line => line.includes(name) && line.includes("stays when that one ends"));
};

/**
 * Whether a set goes over to a resource that did not have it before. Where the provider comes to know of that in its turn
 * only, whoever lets the set go may do so before; the provider then names it.
 */
const comesOver = (key: string, thing: Thing, { toldInTurn, lines }: RunSeen): boolean => {
  if (toldInTurn === undefined) return false;
  const { inputs = {}, outputs = {} } = toldInTurn(thing) ?? {};
  const [zone = "", name = ""] = key.split("/");
  const had = [inputs, outputs].some(
    one => at(one, ["domainName"]) === zone && at(one, ["records", name]) !== undefined,
  );
  return !had && lines.some(line => line.includes(name));
};

/**
 * Whether a provider that is told of each thing in its turn may take a declared value away until a refresh shows that: what is no
 * target is not told at all, and of two that a refused run has saved with one set, either may let it go before the other is told.
 */
const mayGoUntold = (key: string, { toldInTurn, targeted, stateBefore }: RunSeen): boolean =>
  toldInTurn !== undefined && (targeted || isKnownTwice(key, stateBefore));

const equal = (a: readonly string[], b: readonly string[]): boolean =>
  missing(a, b).length === 0 && missing(b, a).length === 0;

const onlyMerged = ({ words }: Memory): boolean => [...words].every(word => word === "merge");

const freshMemory = (theirs: readonly string[]): Memory => ({
  theirs,
  words: new Set(),
  disturbed: false,
  mayLose: false,
  mayKeep: false,
});

/** The name by which the control of an account knows a set. */
export const wireName = (zone: string, set: number): { type: string; hostName: string } => {
  const { type, hostName } = SETS[set]!;
  return { type, hostName: fullName(hostName, zone) };
};
