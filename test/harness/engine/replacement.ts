import { dependingOn } from "./graph.ts";
import { Bail, type Plan } from "./plan.ts";
import type { DiffAnswer } from "./shell.ts";
import type { Resource } from "./state.ts";
import { withReplaceOnChanges, type Step } from "./steps.ts";
import type { Urn } from "./urn.ts";
import { UNKNOWN } from "./values.ts";

/** The inputs with those unknown that may change when the given resources are replaced; undefined: none may. */
const whenReplaced = (resource: Resource, replaced: ReadonlySet<Urn>): Resource["inputs"] | undefined => {
  const changing = Object.entries(resource.propertyDependencies)
    .filter(([, urns]) => urns.some(urn => replaced.has(urn)))
    .map(([key]) => key);
  if (changing.length === 0) return undefined;
  return { ...resource.inputs, ...Object.fromEntries(changing.map(key => [key, UNKNOWN])) };
};

/** What has to be replaced as well when a resource is deleted before its replacement stands, in the order of the state. */
export const dependentReplacements = async (plan: Plan, root: Resource): Promise<Resource[]> => {
  const replaced = new Set([root.urn]);
  const found: Resource[] = [];
  const seen = new Set([...plan.operatedOn, ...plan.created, ...plan.deletes]);
  for (const dependent of dependingOn(plan.before, root, seen)) {
    const inputs = whenReplaced(dependent, replaced);
    if (inputs === undefined) continue;
    const { id, outputs, replaceOnChanges } = dependent;
    const answer = await plan.stage.plugin.provider(dependent).diff(id, outputs, inputs);
    if ((withReplaceOnChanges(answer, replaceOnChanges, false).replaces ?? []).length === 0) continue;
    found.push(dependent);
    replaced.add(dependent.urn);
  }
  return found;
};

const deletionsBefore = async (plan: Plan, old: Resource): Promise<Step[]> => {
  const steps: Step[] = [];
  for (const dependent of (await dependentReplacements(plan, old)).toReversed()) {
    if (plan.pendingDeletes.has(dependent)) continue;
    if (!dependent.delete && dependent.protect) throw new Bail(`${dependent.urn} is protected`);
    steps.push(
      dependent.delete
        ? { op: "delete", old: dependent }
        : { op: "delete-replaced", old: dependent, pendingReplacement: true },
    );
    plan.deletes.add(dependent.urn);
    plan.pendingDeletes.add(dependent);
  }
  if (!old.pendingReplacement) steps.push({ op: "delete-replaced", old, pendingReplacement: true });
  return steps;
};

/** A replacement: by default the new one is made first, and the old one deleted at the end of the run. */
export const replacementSteps = async (
  plan: Plan,
  old: Resource,
  fresh: Resource,
  answer: DiffAnswer,
  option: boolean | undefined,
  done: NonNullable<Step["done"]>,
): Promise<Step[]> => {
  if (option ?? answer.deleteBeforeReplace ?? false)
    return [
      ...(await deletionsBefore(plan, old)),
      { op: "replace", old, fresh },
      { op: "create-replacement", old, fresh, done },
    ];
  return [
    { op: "create-replacement", old, fresh, pendingDelete: true, done },
    { op: "replace", old, fresh },
  ];
};
