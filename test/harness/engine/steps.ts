/*
 * What an engine does to one resource: the call of the provider, and what the state says of it afterwards.
 */
import { isInitFailed, type DiffAnswer, type InitFailed, type Provider, type ShellProcess } from "./shell.ts";
import type { Resource, StateFile } from "./state.ts";

export type Op =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "remove-pending-replace"
  | "refresh";

export interface Step {
  readonly op: Op;
  readonly old?: Resource | undefined;
  readonly fresh?: Resource | undefined;
  /** Of a `same`: the resource is not targeted, and does not exist yet. */
  readonly skippedCreate?: boolean;
  /** Of a `create-replacement`: the old one is deleted later. */
  readonly pendingDelete?: boolean;
  /** Of a `delete-replaced`: the new one is created afterwards. */
  readonly pendingReplacement?: boolean;
  /** Called once the step was done; what waits for the resource goes on. */
  readonly done?: (resource: Resource) => void;
}

/** What the steps of one command work with. */
export interface Stage {
  readonly plugin: ShellProcess;
  readonly file: StateFile;
  /** A preview calls no provider to change anything, and writes nothing. */
  readonly dryRun: boolean;
}

/** What the provider says of a protected resource is not asked. */
export class Protected extends Error {
  readonly kind = "protected";
}

type Call<Answer> = (provider: Provider) => Promise<Answer>;

const resourceOf = ({ old, fresh }: Step): Resource => {
  const resource = fresh ?? old;
  if (resource === undefined) throw new Error("a step without a resource");
  return resource;
};

/** The answer, or what is to be saved of a thing that is half made. @throws what it failed with, and nothing is saved */
const attempt = async <Answer>(
  stage: Stage,
  step: Step,
  call: Call<Answer>,
): Promise<{ answer: Answer } | { half: InitFailed }> => {
  try {
    return { answer: await call(stage.plugin.provider(resourceOf(step))) };
  } catch (error) {
    if (isInitFailed(error)) return { half: error };
    stage.file.end(resourceOf(step));
    throw error;
  }
};

const create = async (stage: Stage, step: Step, fresh: Resource): Promise<void> => {
  const { file } = stage;
  if (stage.dryRun) {
    fresh.outputs = (await stage.plugin.provider(fresh).create(fresh.inputs, true)).outputs;
  } else {
    file.begin("creating", fresh);
    const outcome = await attempt(stage, step, provider => provider.create(fresh.inputs, false));
    const { id, outputs } =
      "answer" in outcome ? outcome.answer : { id: outcome.half.id, outputs: outcome.half.properties };
    fresh.id = id;
    fresh.outputs = outputs;
    if ("half" in outcome) fresh.initErrors = outcome.half.reasons;
    if (step.old !== undefined && step.pendingDelete) step.old.delete = true;
    file.end(fresh, { fresh, done: step.old?.pendingReplacement ? step.old : undefined });
    if ("half" in outcome) throw outcome.half;
  }
  if (stage.dryRun && step.old !== undefined && step.pendingDelete) step.old.delete = true;
  step.done?.(fresh);
};

const update = async (stage: Stage, step: Step, old: Resource, fresh: Resource): Promise<void> => {
  const { file } = stage;
  fresh.id = old.id;
  if (stage.dryRun) {
    const previewed = await stage.plugin.provider(fresh).update(old.id, old.outputs, fresh.inputs, true);
    fresh.outputs = previewed.outputs;
  } else {
    file.begin("updating", fresh);
    const outcome = await attempt(stage, step, provider =>
      provider.update(old.id, old.outputs, fresh.inputs, false),
    );
    fresh.outputs = "answer" in outcome ? outcome.answer.outputs : outcome.half.properties;
    if ("half" in outcome) fresh.initErrors = outcome.half.reasons;
    file.end(fresh, { fresh, done: old });
    if ("half" in outcome) throw outcome.half;
  }
  step.done?.(fresh);
};

const remove = async (stage: Stage, step: Step, old: Resource): Promise<void> => {
  if (step.op === "delete" && old.protect) throw new Protected(`${old.urn} is protected`);
  if (!stage.dryRun) {
    stage.file.begin("deleting", old);
    try {
      if (!old.retainOnDelete) await stage.plugin.provider(old).delete(old.id, old.outputs);
    } catch (error) {
      stage.file.end(old);
      throw error;
    }
  }
  if (step.pendingReplacement) old.pendingReplacement = true;
  if (!stage.dryRun) stage.file.end(old, old.pendingReplacement ? {} : { done: old });
};

/** @throws whatever the provider answered; what is known by then is in the state */
export const apply = async (stage: Stage, step: Step): Promise<void> => {
  const { op, old, fresh } = step;
  switch (op) {
    case "create":
    case "create-replacement":
      return create(stage, step, fresh!);
    case "update":
      return update(stage, step, old!, fresh!);
    case "delete":
    case "delete-replaced":
      return remove(stage, step, old!);
    case "same":
      if (step.skippedCreate !== true) {
        fresh!.id = old!.id;
        fresh!.outputs = old!.outputs;
        if (!stage.dryRun) stage.file.same(old!, fresh!);
      }
      step.done?.(fresh!);
      return;
    case "remove-pending-replace":
      if (!stage.dryRun) stage.file.drop(old!);
      return;
    case "replace":
    case "refresh":
      return;
  }
};

/**
 * What `replaceOnChanges` makes of a provider's answer: the named properties that changed replace the resource, and so
 * does, under `*`, that it is half made.
 */
export const withReplaceOnChanges = (
  answer: DiffAnswer,
  replaceOnChanges: readonly string[],
  halfMade: boolean,
): DiffAnswer => {
  if (!answer.changes && !halfMade) return answer;
  const all = replaceOnChanges.includes("*");
  const named = (answer.changedKeys ?? []).filter(key => all || replaceOnChanges.includes(key));
  const replaces = [...(answer.replaces ?? []), ...named, ...(all && halfMade ? ["#initerror"] : [])];
  return { ...answer, replaces, changes: answer.changes || (all && halfMade) };
};
