import { NOT_FOUND, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { StateDocument } from "../../../simulator/src";
import { up, type Saved, type World } from "../../support/world";

type Control = World["simulator"]["control"];

/** A life of one resource on a simulated account, run by run, as an engine has it. */
export interface Stage<State> {
  begin(state: StateDocument): Promise<void>;
  edit: Control["edit"];
  run(
    program: Record<string, unknown>,
    saved?: Saved<State>,
    timeout?: number,
  ): ReturnType<typeof up<object, State & object>>;
  /** @throws Error where the run fails */
  succeeded(program: Record<string, unknown>, saved?: Saved<State>): Promise<Saved<State>>;
  refresh(saved: Saved<State>): Promise<Saved<State>>;
  destroy(saved: Saved<State>): Promise<void>;
  changesOf(
    saved: Saved<State>,
    program: Record<string, unknown>,
  ): ReturnType<Lifecycle<object, State>["diff"]>;
  /** Which site each domain serves, and in which role. */
  roles(): Promise<Record<string, string>>;
  putOn(domain: string, id: string, assignmentType: "PRIMARY" | "REDIRECT"): Promise<void>;
  /** Paths of the requests with a method, in order. */
  calls(method: string): Promise<string[]>;
}

export function makeStage<Inputs extends object, State extends object>(
  world: World,
  typed: Lifecycle<Inputs, State>,
): Stage<State> {
  const lifecycle = typed as unknown as Lifecycle<object, State>;
  const { control } = world.simulator;
  const context = (timeout?: number) => world.context(world.connect(), { timeout });
  const run: Stage<State>["run"] = (program, saved, timeout) =>
    up(lifecycle, context(timeout), saved, program);
  const edit: Control["edit"] = (family, subject, change) => control.edit(family, subject, change);
  return {
    run,
    edit,
    begin: async state => {
      await control.clearFaults();
      await control.loadState(state);
      await control.clearJournal();
      world.said.length = 0;
    },
    succeeded: async (program, saved) => {
      const outcome = await run(program, saved);
      if (outcome.error !== undefined || outcome.saved === undefined) throw outcome.error as Error;
      return outcome.saved;
    },
    refresh: async saved => {
      const found = await lifecycle.read(context(), saved.id, saved.state);
      if (found === NOT_FOUND) throw new Error(`${saved.id} is gone`);
      return { ...saved, state: found.state };
    },
    destroy: saved => lifecycle.delete(context(), saved.id, saved.state),
    changesOf: (saved, program) =>
      lifecycle.diff(saved.state, lifecycle.check(undefined, program, "bakery").inputs),
    roles: async () => {
      const { domainAssignments = {} } = await control.state();
      return Object.fromEntries(
        Object.entries(domainAssignments).map(([name, { siteId, assignmentType }]) => [
          name,
          `${assignmentType} of ${siteId}`,
        ]),
      );
    },
    putOn: (domain, id, assignmentType) =>
      edit("domain-assignments", domain, { site: { id, assignmentType } }),
    calls: async method =>
      (await control.journal()).requests
        .filter(request => request.method === method)
        .map(({ path }) => path.replace(/\?.*/, "")),
  };
}
