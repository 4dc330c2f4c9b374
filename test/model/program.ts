/*
 * The program as commands change it: what is declared, in model terms and as declarations of the small engine.
 */
import type { Alias, Declaration, Program } from "../harness/engine/shell.ts";
import type { Edit, Existing, OnDestroy, SetChoice } from "./commands.ts";
import { NAMES, PARENTS, SETS, setKey, ZONES } from "./universe.ts";

export interface Records {
  readonly kind: "records";
  name: string;
  parents: readonly string[];
  zone: string;
  /** By place in {@link SETS}. */
  sets: Map<number, readonly string[]>;
  existing: Existing;
  onDestroy: OnDestroy;
  aliases: Alias[];
  dependsOn: Records | undefined;
  deleteBeforeReplace: boolean;
  replaceOnChanges: boolean;
}

export type Thing = Records;

/** Modulo, so that every number names something. */
const pick = <One>(list: readonly One[], number: number): One | undefined => list[number % list.length];

const valuesOf = ({ set, values }: SetChoice): readonly string[] => {
  const { ours } = SETS[set % SETS.length]!;
  const chosen = ours.filter((_value, index) => ((values + 1) >> index) & 1);
  return chosen.length > 0 ? chosen : ours.slice(0, 1);
};

const isNamed = (thing: Thing, name: string, parents: readonly string[]): boolean =>
  thing.name === name && thing.parents.join() === parents.join();

const declare = (program: Thing[], edit: Extract<Edit, { kind: "declare records" }>): void => {
  const [name, parents, zone] = [
    pick(NAMES, edit.name)!,
    pick(PARENTS, edit.parent)!,
    pick(ZONES, edit.zone)!,
  ];
  const sets = new Map(edit.sets.map(choice => [choice.set % SETS.length, valuesOf(choice)]));
  const { existing, onDestroy } = edit;
  const known = program.find(thing => isNamed(thing, name, parents));
  if (known !== undefined) Object.assign(known, { zone, sets, existing, onDestroy });
  else
    program.push({
      kind: "records",
      name,
      parents,
      zone,
      sets,
      existing,
      onDestroy,
      aliases: [],
      dependsOn: undefined,
      deleteBeforeReplace: false,
      replaceOnChanges: false,
    });
};

const drop = (program: Thing[], thing: Thing): void => {
  program.splice(program.indexOf(thing), 1);
  for (const other of program) if (other.dependsOn === thing) other.dependsOn = undefined;
};

const moveSet = (from: Records, to: Records, place: number, onlyOne: boolean): void => {
  const set = pick([...from.sets.keys()], place);
  if (set === undefined || from === to || from.zone !== to.zone) return;
  const values = from.sets.get(set)!;
  const moved = onlyOne ? values.slice(0, 1) : values;
  const left = values.filter(value => !moved.includes(value));
  if (left.length > 0) from.sets.set(set, left);
  else from.sets.delete(set);
  to.sets.set(set, [...new Set([...(to.sets.get(set) ?? []), ...moved])].toSorted());
};

const rename = (program: readonly Thing[], thing: Thing, edit: Extract<Edit, { kind: "rename" }>): void => {
  const [name, parents] = [pick(NAMES, edit.name)!, pick(PARENTS, edit.parent)!];
  if (program.some(other => isNamed(other, name, parents))) return;
  thing.aliases = edit.alias ? [{ name: thing.name, parents: thing.parents }, ...thing.aliases] : [];
  Object.assign(thing, { name, parents });
};

/** A dependency stands before what depends on it. */
const depend = (thing: Thing, on: Thing): void => {
  for (let one: Thing | undefined = on; one !== undefined; one = one.dependsOn) if (one === thing) return;
  thing.dependsOn = on;
};

const inOrder = (program: readonly Thing[]): Thing[] => {
  const ordered = new Set<Thing>();
  const add = (thing: Thing): void => {
    if (thing.dependsOn !== undefined) add(thing.dependsOn);
    ordered.add(thing);
  };
  program.forEach(add);
  return [...ordered];
};

/** Changes the program; where there is nothing to change, nothing is. */
export const edited = (program: Thing[], edit: Edit): void => {
  if (edit.kind === "declare records") {
    declare(program, edit);
    return;
  }
  const thing = pick(program, edit.which);
  if (thing === undefined) return;
  switch (edit.kind) {
    case "drop":
      drop(program, thing);
      return;
    case "change set":
      return void thing.sets.set(edit.choice.set % SETS.length, valuesOf(edit.choice));
    case "drop set":
      return void thing.sets.delete(pick([...thing.sets.keys()], edit.set) ?? -1);
    case "move set":
      moveSet(thing, pick(program, edit.to)!, edit.set, false);
      return;
    case "move value":
      moveSet(thing, pick(program, edit.to)!, edit.set, true);
      return;
    case "existing":
      return void (thing.existing = edit.word);
    case "on destroy":
      return void (thing.onDestroy = edit.word);
    case "rename":
      rename(program, thing, edit);
      return;
    case "forget aliases":
      return void (thing.aliases = []);
    case "swap": {
      const [a, b] = [edit.which % program.length, edit.with % program.length];
      [program[a], program[b]] = [program[b]!, program[a]!];
      return;
    }
    case "depend":
      depend(thing, pick(program, edit.on)!);
      return;
    case "independent":
      return void (thing.dependsOn = undefined);
    case "delete before replace":
      return void (thing.deleteBeforeReplace = edit.value);
    case "replace on changes":
      return void (thing.replaceOnChanges = edit.value);
  }
};

const declaration = (thing: Thing, ordered: readonly Thing[]): Declaration => ({
  type: "DnsZoneRecords",
  name: thing.name,
  parents: thing.parents,
  args: {
    domainName: thing.zone,
    records: [...thing.sets].map(([set, values]) => ({ ...typeAndHost(set), values })),
    existing: thing.existing,
    onDestroy: thing.onDestroy,
  },
  options: {
    aliases: thing.aliases,
    ...(thing.dependsOn && { dependsOn: [ordered.indexOf(thing.dependsOn)] }),
    ...(thing.deleteBeforeReplace && { deleteBeforeReplace: true }),
    ...(thing.replaceOnChanges && { replaceOnChanges: ["*"] }),
  },
});

const typeAndHost = (set: number): { type: string; hostName: string } => {
  const { type, hostName } = SETS[set]!;
  return { type, hostName };
};

/** As a program's constructors run: what depends on another comes after it. */
export const declarations = (program: readonly Thing[]): Program => {
  const ordered = inOrder(program);
  return ordered.map(thing => declaration(thing, ordered));
};

/** Each declared set with its resource. */
export const declaredSets = (
  program: readonly Thing[],
): { key: string; values: readonly string[]; thing: Thing }[] =>
  program.flatMap(thing =>
    [...thing.sets].map(([set, values]) => ({ key: setKey(thing.zone, SETS[set]!), values, thing })),
  );

/** Sets that two resources declare, of which one wants it for itself: the provider refuses such a program. */
export const collisions = (program: readonly Thing[]): ReadonlySet<string> => {
  const all = declaredSets(program);
  const twice = all.filter(one =>
    all.some(
      other =>
        other !== one &&
        other.key === one.key &&
        !(one.thing.existing === "merge" && other.thing.existing === "merge"),
    ),
  );
  return new Set(twice.map(({ key }) => key));
};
