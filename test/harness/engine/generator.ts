/*
 * From one registration to its steps.
 *
 *   look up what is saved, by the URN, then by aliases
 *   check the inputs; not those of a resource that is not targeted; without the old ones where it is re-created or
 *     replaced by command
 *   nothing saved:            create, unless it is not targeted
 *   replaced by command:      replace, without asking for a diff
 *   else diff:                replace, update, or same; half-made resources are updated though nothing differs
 *   before a replacement:     check once more, without the old inputs
 */
import { Bail, CheckFailed, type Plan } from "./plan.ts";
import type { Registration, Registrations } from "./registrations.ts";
import { replacementSteps } from "./replacement.ts";
import type { DiffAnswer, Properties } from "./shell.ts";
import type { Resource } from "./state.ts";
import { withReplaceOnChanges, type Step } from "./steps.ts";
import { aliasUrns, urnOf, type Urn } from "./urn.ts";
import { referencesIn, resolved } from "./values.ts";

const found = (plan: Plan, urn: Urn, aliases: readonly Urn[]): Resource | undefined => {
  if (plan.urns.has(urn)) throw new Bail(`${urn} is declared twice`);
  plan.urns.add(urn);
  if (plan.aliased.has(urn)) throw new Bail(`${urn} was taken over under another name`);
  const name = [urn, ...aliases].find(one => plan.old(one) !== undefined);
  if (name === undefined) return undefined;
  if (name !== urn) {
    if (plan.urns.has(name) || plan.aliased.has(name)) throw new Bail(`${name} is taken over twice`);
    plan.aliased.set(name, urn);
    plan.stage.file.rename(name, urn);
  }
  return plan.old(name);
};

const freshResource = (
  { declared }: Registration,
  registrations: Registrations,
  urn: Urn,
  inputs: Properties,
): Resource => {
  const urnAt = (place: number): Urn => registrations.resource(place).urn;
  const references = Object.entries(declared.args).map(
    ([key, value]) => [key, referencesIn(value).map(urnAt)] as const,
  );
  const { protect, retainOnDelete, replaceOnChanges, customTimeouts, dependsOn } = declared.options;
  return {
    urn,
    type: declared.type,
    id: "",
    inputs,
    outputs: {},
    initErrors: [],
    delete: false,
    pendingReplacement: false,
    dependencies: [...new Set([...(dependsOn ?? []).map(urnAt), ...references.flatMap(([, urns]) => urns)])],
    propertyDependencies: Object.fromEntries(references.filter(([, urns]) => urns.length > 0)),
    protect: protect ?? false,
    retainOnDelete: retainOnDelete ?? false,
    replaceOnChanges: replaceOnChanges ?? [],
    customTimeouts,
  };
};

/** @throws Bail with what the provider refuses */
const checked = async (
  plan: Plan,
  resource: Resource,
  olds: Properties | undefined,
  news: Properties,
): Promise<Properties> => {
  const { inputs, failures } = await plan.stage.plugin.provider(resource).check(olds ?? {}, news);
  if (failures.length > 0)
    throw new CheckFailed(
      `${resource.urn}: ${failures.map(({ property, reason }) => `${property} ${reason}`).join("; ")}`,
    );
  return inputs;
};

const same = (plan: Plan, old: Resource, fresh: Resource, done: NonNullable<Step["done"]>): Step => {
  plan.operatedOn.add(fresh.urn);
  return { op: "same", old, fresh, done };
};

const fromDiff = async (
  plan: Plan,
  { declared }: Registration,
  old: Resource,
  fresh: Resource,
  news: Properties,
  done: NonNullable<Step["done"]>,
): Promise<Step[]> => {
  const { deleteBeforeReplace, replaceOnChanges = [] } = plan.shell.optionsOf(declared);
  const halfMade = old.initErrors.length > 0;
  const asked: DiffAnswer = plan.isReplaced(fresh.urn)
    ? { changes: true, replaces: ["id"] }
    : await plan.stage.plugin.provider(fresh).diff(old.id, old.outputs, fresh.inputs);
  const answer = withReplaceOnChanges(asked, replaceOnChanges, halfMade);
  if (old.pendingReplacement || (answer.changes && (answer.replaces ?? []).length > 0)) {
    if (fresh.protect && old.protect && !plan.stage.dryRun) throw new Bail(`${fresh.urn} is protected`);
    plan.operatedOn.add(fresh.urn);
    if (!plan.isReplaced(fresh.urn)) fresh.inputs = await checked(plan, fresh, undefined, news);
    return replacementSteps(plan, old, fresh, answer, deleteBeforeReplace, done);
  }
  if (!answer.changes && !halfMade) return [same(plan, old, fresh, done)];
  plan.operatedOn.add(fresh.urn);
  return [{ op: "update", old, fresh, done }];
};

/** What is not targeted stands as it was, or is passed over where it does not exist. */
const untargeted = (
  plan: Plan,
  old: Resource | undefined,
  fresh: Resource,
  done: NonNullable<Step["done"]>,
): Step[] => {
  plan.operatedOn.add(fresh.urn);
  if (old !== undefined) {
    plan.operatedOn.add(old.urn);
    return [{ op: "same", old, fresh: { ...old, id: "" }, done }];
  }
  plan.skippedCreates.add(fresh.urn);
  return [{ op: "same", fresh, skippedCreate: true, done }];
};

/** What `destroy --run-program` registers is deleted at the end, with its old inputs; no provider is asked. */
const condemned = (
  plan: Plan,
  old: Resource | undefined,
  fresh: Resource,
  done: NonNullable<Step["done"]>,
): Step[] => {
  const skipped = old === undefined || fresh.dependencies.some(urn => plan.skippedCreates.has(urn));
  if (skipped) {
    plan.skippedCreates.add(fresh.urn);
    if (old !== undefined) fresh.outputs = old.outputs;
    return [{ op: "same", fresh, skippedCreate: true, done }];
  }
  fresh.inputs = old.inputs;
  plan.toDelete.push(fresh);
  return [same(plan, old, fresh, done)];
};

/** @throws Bail, or what the provider answered to a check or a diff */
export const stepsOf = async (
  plan: Plan,
  registrations: Registrations,
  registration: Registration,
): Promise<Step[]> => {
  const { declared, outputOf, place } = registration;
  const urn = urnOf(plan.shell, declared);
  const old = found(plan, urn, aliasUrns(plan.shell, declared));
  const args = resolved(declared.args, outputOf) as Properties;
  const news = plan.shell.register(declared, args, plan.program);
  const fresh = freshResource(registration, registrations, urn, news);
  const done = (resource: Resource): void => registrations.done(place, resource);
  if (plan.destroying) return condemned(plan, old, fresh, done);

  const recreating = plan.deletes.has(urn);
  if (!plan.isTargeted(urn)) return plan.validated(untargeted(plan, old, fresh, done));
  const olds = recreating || plan.isReplaced(urn) ? undefined : old?.inputs;
  fresh.inputs = await checked(plan, fresh, olds, news);
  if (recreating && old !== undefined) {
    plan.deletes.delete(urn);
    plan.operatedOn.add(urn);
    return plan.validated([
      { op: "replace", old, fresh },
      { op: "create-replacement", old, fresh, done },
    ]);
  }
  if (old !== undefined) return plan.validated(await fromDiff(plan, registration, old, fresh, news, done));
  plan.created.add(urn);
  return plan.validated([{ op: "create", fresh, done }]);
};
