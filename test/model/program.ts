/** How commands change the program. */
import type { Edit, SetChoice } from "./commands.ts";
import { isKind, needs, type PackageThing, type Records, type Role, type Thing } from "./things.ts";
import {
  FREE_NAMES,
  MANY_SETS,
  NAMED_ZONES,
  NAMES,
  OUTSIDE,
  PLACED,
  PARENTS,
  PRODUCTS,
  SETS,
  SINGLE_SETS,
  SITES,
} from "./universe.ts";

/** Modulo, so that every number names something. */
const pick = <One>(list: readonly One[], number: number): One | undefined => list[number % list.length];

const ROLES: readonly Role[] = [undefined, "PRIMARY", "REDIRECT"];

const singleSet = (number: number): number => pick(SINGLE_SETS, number)!;

const valuesOf = ({ set, values }: SetChoice): readonly string[] => {
  const { ours } = SETS[singleSet(set)]!;
  const chosen = ours.filter((_value, index) => ((values + 1) >> index) & 1);
  return chosen.length > 0 ? chosen : ours.slice(0, 1);
};

type Declare = Extract<Edit, { readonly name: number; readonly parent: number }>;

const fresh = () => ({
  aliases: [],
  dependsOn: undefined,
  deleteBeforeReplace: false,
  replaceOnChanges: false,
});

/** @returns undefined where there is no package that it could be of */
const declared = (program: readonly Thing[], edit: Declare, stamp: number): Thing | undefined => {
  const common = { name: pick(NAMES, edit.name)!, parents: pick(PARENTS, edit.parent)!, ...fresh() };
  const paying = (product: string, number: number): PackageThing | undefined =>
    pick(
      program.filter(isKind("package")).filter(one => one.product === product),
      number,
    );
  switch (edit.kind) {
    case "declare records": {
      const { existing, onDestroy } = edit;
      const many = edit.many ? MANY_SETS.map(place => [place, SETS[place]!.ours] as const) : [];
      const sets = new Map([...edit.sets.map(one => [singleSet(one.set), valuesOf(one)] as const), ...many]);
      return { kind: "records", ...common, zone: pick(NAMED_ZONES, edit.zone)!, sets, existing, onDestroy };
    }
    case "declare package":
      return {
        kind: "package",
        ...common,
        product: pick(PRODUCTS, edit.product)!,
        externalId: edit.named ? `crm-${stamp}` : undefined,
        onDestroy: edit.onDestroy,
      };
    case "declare assignment": {
      const of = paying(PRODUCTS[0], edit.of);
      return of && { kind: "assignment", ...common, of, site: pick(SITES, edit.site)! };
    }
    case "declare connected":
      return {
        kind: "connected",
        ...common,
        domain: pick(OUTSIDE, edit.domain)!,
        role: pick(ROLES, edit.role),
      };
    case "declare place":
      return { kind: "place", ...common, domain: pick(PLACED, edit.domain)!, role: pick(ROLES, edit.role) };
    case "declare registered": {
      const of = paying(PRODUCTS[1], edit.of);
      const [domain, role] = [pick(FREE_NAMES, edit.domain)!, pick(ROLES, edit.role)];
      return of && { kind: "registered", ...common, of, domain, role };
    }
    case "rename":
      return undefined;
  }
};

const isNamedAs = (thing: Thing, other: Pick<Thing, "kind" | "name" | "parents">): boolean =>
  thing.kind === other.kind && thing.name === other.name && thing.parents.join() === other.parents.join();

/** What is declared already is changed, as far as it can be. */
const declare = (program: Thing[], edit: Declare, stamp: number): void => {
  const thing = declared(program, edit, stamp);
  if (thing === undefined) return;
  const known = program.find(other => isNamedAs(other, thing));
  if (known === undefined) program.push(thing);
  else if (known.kind === "package" && thing.kind === "package") known.onDestroy = thing.onDestroy;
  else if (known.kind === "registered" && thing.kind === "registered") known.role = thing.role;
  else Object.assign(known, { ...thing, ...fresh(), aliases: known.aliases });
};

const drop = (program: Thing[], thing: Thing): void => {
  const place = program.indexOf(thing);
  if (place >= 0) program.splice(place, 1);
  for (const other of [...program]) {
    if (other.dependsOn === thing) other.dependsOn = undefined;
    if (needs(other).includes(thing)) drop(program, other);
  }
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
  if (program.some(other => isNamedAs(other, { kind: thing.kind, name, parents }))) return;
  thing.aliases = edit.alias ? [{ name: thing.name, parents: thing.parents }, ...thing.aliases] : [];
  Object.assign(thing, { name, parents });
};

const depend = (thing: Thing, on: Thing): void => {
  const reaches = (one: Thing): boolean => one === thing || needs(one).some(reaches);
  if (!reaches(on)) thing.dependsOn = on;
};

const swap = (program: Thing[], first: number, second: number): void => {
  const [a, b] = [first % program.length, second % program.length];
  [program[a], program[b]] = [program[b]!, program[a]!];
};

type RecordsEdit = Extract<
  Edit,
  { kind: "change set" | "drop set" | "move set" | "move value" | "existing" | "on destroy" }
>;

const editRecords = (program: readonly Thing[], edit: RecordsEdit): void => {
  const all = program.filter(isKind("records"));
  const thing = pick(all, edit.which);
  if (thing === undefined) return;
  switch (edit.kind) {
    case "change set":
      thing.sets.set(singleSet(edit.choice.set), valuesOf(edit.choice));
      return;
    case "drop set":
      thing.sets.delete(pick([...thing.sets.keys()], edit.set) ?? -1);
      return;
    case "move set":
    case "move value":
      moveSet(thing, pick(all, edit.to)!, edit.set, edit.kind === "move value");
      return;
    case "existing":
      thing.existing = edit.word;
      return;
    case "on destroy":
      thing.onDestroy = edit.word;
      return;
  }
};

type OtherEdit = Exclude<Edit, Declare | RecordsEdit> | Extract<Edit, { kind: "rename" }>;

const editAny = (program: Thing[], edit: OtherEdit): void => {
  const thing = pick(program, edit.which);
  if (thing === undefined) return;
  switch (edit.kind) {
    case "drop":
      drop(program, thing);
      return;
    case "cancel on destroy":
      if (thing.kind === "package") thing.onDestroy = edit.value ? "cancel" : "keep";
      return;
    case "rename":
      rename(program, thing, edit);
      return;
    case "forget aliases":
      thing.aliases = [];
      return;
    case "swap":
      swap(program, edit.which, edit.with);
      return;
    case "depend":
      depend(thing, pick(program, edit.on)!);
      return;
    case "independent":
      thing.dependsOn = undefined;
      return;
    case "delete before replace":
      thing.deleteBeforeReplace = edit.value;
      return;
    case "replace on changes":
      thing.replaceOnChanges = edit.value;
      return;
  }
};

/** Changes the program; where there is nothing to change, nothing is. */
export const edited = (program: Thing[], edit: Edit, stamp: number): void => {
  switch (edit.kind) {
    case "declare records":
    case "declare package":
    case "declare assignment":
    case "declare connected":
    case "declare place":
    case "declare registered":
      declare(program, edit, stamp);
      return;
    case "change set":
    case "drop set":
    case "move set":
    case "move value":
    case "existing":
    case "on destroy":
      editRecords(program, edit);
      return;
    case "drop":
    case "cancel on destroy":
    case "rename":
    case "forget aliases":
    case "swap":
    case "depend":
    case "independent":
    case "delete before replace":
    case "replace on changes":
      editAny(program, edit);
  }
};
