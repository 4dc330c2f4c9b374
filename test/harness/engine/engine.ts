/*
 * A small engine that calls a provider in the order in which Pulumi's does, for custom resources; as read in
 * `resource/deploy` of the engine 3.250.0, and held against it by `test/engine/agreement.test.ts`.
 *
 * It leaves out: components as resources, reads, imports, policies, hooks, `deletedWith`, `replaceWith`, `--exclude`,
 * `--target-dependents`, `--continue-on-error`, update plans, views.
 */
import { deletions } from "./deletions.ts";
import { Executor, type Done } from "./executor.ts";
import { stepsOf } from "./generator.ts";
import { Bail, copied, Plan, type Targets } from "./plan.ts";
import { refresh } from "./refresh.ts";
import { Registrations, type Nested } from "./registrations.ts";
import type { Program, Shell } from "./shell.ts";
import { StateFile, type Snapshot } from "./state.ts";
import type { Stage } from "./steps.ts";
import type { Urn } from "./urn.ts";

export type { Done } from "./executor.ts";

/** What a command left. */
export interface Outcome {
  readonly state: Snapshot;
  /** In the order in which they were done. */
  readonly steps: readonly Done[];
  readonly errors: readonly Error[];
  /** The command and its plugin were killed: nothing that came later reached the state. */
  readonly killed: boolean;
}

export interface UpOptions extends Targets {
  readonly refresh?: boolean;
}

export interface EngineOptions {
  readonly shell: Shell;
  /** How many steps at most are under way at once. @default 16 */
  readonly parallel?: number;
  /** When what is in a component is registered, beside what is in none. @default "last" */
  readonly nested?: Nested;
  /** What a program takes to register its next resource: steps go on meanwhile. @default nothing */
  readonly pause?: () => Promise<void>;
  /** Settles when the running command and its plugin are to be killed. */
  readonly killed?: () => Promise<unknown>;
}

interface Command {
  readonly program: Program;
  readonly targets: Targets;
  readonly refresh: boolean;
  readonly dryRun: boolean;
  readonly destroying: boolean;
}

export interface Engine {
  preview(state: Snapshot, program: Program, options?: UpOptions): Promise<Outcome>;
  up(state: Snapshot, program: Program, options?: UpOptions): Promise<Outcome>;
  refresh(state: Snapshot, targets?: readonly Urn[]): Promise<Outcome>;
  /** @param program with `--run-program`: the program */
  destroy(state: Snapshot, program?: Program): Promise<Outcome>;
}

/** Takes the registrations one by one: checks and diffs never overlap, steps do. */
const generate = async (
  plan: Plan,
  executor: Executor,
  { pause, nested = "last" }: EngineOptions,
): Promise<void> => {
  const registrations = new Registrations(plan.program, plan.stage.dryRun, nested);
  for (;;) {
    const registration = await registrations.next(executor.cancellation);
    await pause?.();
    if (registration === undefined || executor.cancelled) return;
    const steps = await stepsOf(plan, registrations, registration);
    await executor.start(steps);
  }
};

const removeRest = async (plan: Plan, executor: Executor): Promise<void> => {
  const { sames, groups } = await deletions(plan);
  await (
    await executor.start(sames)
  ).finished;
  for (const group of groups) {
    if (executor.cancelled) return;
    await executor.together(group);
  }
};

const run = async (
  options: EngineOptions,
  stage: Stage,
  before: Snapshot,
  command: Command,
): Promise<{ steps: Done[]; errors: Error[] }> => {
  const { shell, parallel = 16 } = options;
  let resources = copied(before);
  stage.file.rebase(resources);
  const unknown = (urns: readonly Urn[] = []): Error[] =>
    urns.filter(urn => !resources.some(one => one.urn === urn)).map(urn => new Bail(`no ${urn}`));
  if (command.refresh) {
    const strangers = unknown(command.targets.target);
    if (strangers.length > 0) return { steps: [], errors: strangers };
    const outcome = await refresh(stage, resources, command.targets.target);
    if (outcome.errors.length > 0) return { steps: [], errors: outcome.errors };
    resources = outcome.resources;
  }
  const { program, targets, destroying } = command;
  const strangers = unknown(targets.replace);
  if (strangers.length > 0) return { steps: [], errors: strangers };
  const plan = new Plan(shell, stage, program, targets, destroying, resources);
  const executor = new Executor(stage, parallel);
  try {
    await generate(plan, executor, options);
    if (!executor.cancelled) await removeRest(plan, executor);
  } catch (error) {
    executor.cancel(error as Error);
  }
  await executor.finished();
  return { steps: executor.done, errors: executor.errors };
};

export const makeEngine = (options: EngineOptions): Engine => {
  const { shell, killed = () => new Promise<never>(() => undefined) } = options;

  const carriedOut = async (
    before: Snapshot,
    dryRun: boolean,
    work: (stage: Stage) => Promise<{ steps: Done[]; errors: Error[] }>,
  ): Promise<Outcome> => {
    const stage: Stage = { plugin: shell.open(), file: new StateFile(before), dryRun };
    const outcome = await Promise.race([work(stage), killed().then(() => undefined)]);
    stage.plugin.kill();
    if (outcome === undefined)
      return { state: stage.file.saved, steps: [], errors: [new Error("killed")], killed: true };
    if (!dryRun) stage.file.write();
    return { ...outcome, state: dryRun ? before : stage.file.saved, killed: false };
  };

  const perform = (before: Snapshot, command: Command): Promise<Outcome> =>
    carriedOut(before, command.dryRun, stage => run(options, stage, before, command));
  const command = (program: Program, { refresh: first = false, ...targets }: UpOptions): Command => ({
    program,
    targets,
    refresh: first,
    dryRun: false,
    destroying: false,
  });

  return {
    preview: (state, program, more = {}) => perform(state, { ...command(program, more), dryRun: true }),
    up: (state, program, more = {}) => perform(state, command(program, more)),
    refresh: (state, targets) =>
      carriedOut(state, false, async stage => {
        const { errors } = await refresh(stage, copied(state), targets);
        return { steps: [], errors };
      }),
    destroy: (state, program) =>
      perform(state, { ...command(program ?? [], {}), destroying: program !== undefined }),
  };
};
