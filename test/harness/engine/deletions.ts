import { dependingOn, inOrderOfDeletion } from "./graph.ts";
import { Bail, type Plan } from "./plan.ts";
import { dependentReplacements } from "./replacement.ts";
import type { Resource } from "./state.ts";
import type { Step } from "./steps.ts";
import type { Urn } from "./urn.ts";

/** With `--target`, what may be deleted: the targets, what depends on them, and what they would replace. */
const deletable = async (plan: Plan, targets: readonly Urn[]): Promise<ReadonlySet<Urn>> => {
  const list = [...plan.toDelete, ...plan.before];
  const implicated = list
    .filter(({ urn }) => targets.includes(urn))
    .flatMap(one => [one, ...dependingOn(list, one)]);
  const allowed = new Set(implicated.map(({ urn }) => urn));
  for (const one of plan.before.filter(({ urn }) => allowed.has(urn)))
    for (const dependent of await dependentReplacements(plan, one)) allowed.add(dependent.urn);
  return allowed;
};

const stepFor = (plan: Plan, resource: Resource): Step | undefined => {
  if (resource.delete) {
    if (plan.pendingDeletes.has(resource)) return undefined;
    plan.deletes.add(resource.urn);
    return { op: "delete-replaced", old: resource };
  }
  if (plan.isOperatedOn(resource.urn)) return undefined;
  plan.deletes.add(resource.urn);
  return { op: resource.pendingReplacement ? "remove-pending-replace" : "delete", old: resource };
};

/** The steps at the end of a run. */
export interface Deletions {
  /** What was passed over, since it is not targeted. */
  readonly sames: readonly Step[];
  /** Groups of steps; the steps of one go at once, the groups one after another. */
  readonly groups: readonly (readonly Step[])[];
}

/**
 * What goes once everything declared stands: earlier generations, also of earlier runs, and what is no longer declared.
 * @throws Bail where something would be deleted that is not targeted
 */
export const deletions = async (plan: Plan): Promise<Deletions> => {
  const { target } = plan.targets;
  const allowed = target === undefined ? undefined : await deletable(plan, target);
  const isAllowed = ({ urn }: Resource): boolean => allowed?.has(urn) ?? true;
  const steps: Step[] = [];
  const sames: Step[] = [];
  for (const resource of plan.before) {
    const step = isAllowed(resource) ? stepFor(plan, resource) : undefined;
    if (step !== undefined) steps.push(step);
    else if (!isAllowed(resource) && !plan.isOperatedOn(resource.urn))
      sames.push({ op: "same", old: resource, fresh: { ...resource, id: "" } });
  }
  for (const resource of plan.toDelete.filter(isAllowed)) {
    plan.deletes.add(resource.urn);
    steps.push({ op: "delete", old: resource });
  }
  const stray = target && steps.find(({ old }) => !target.includes(old!.urn));
  if (stray && !plan.stage.dryRun) throw new Bail(`${stray.old!.urn} would be deleted, and is not targeted`);
  const byResource = new Map(steps.map(step => [step.old!, step]));
  const list = [...plan.toDelete, ...plan.before];
  const groups = inOrderOfDeletion(list, [...byResource.keys()]).map(group =>
    group.map(resource => byResource.get(resource)!),
  );
  return { sames, groups };
};
