import type { Owner } from "../../../provider/src/core/ownership";
import { NOT_FOUND, type Lifecycle, type Operation } from "../../../provider/src/lifecycle/lifecycle";
import type { RunningSession } from "../../../provider/src/lifecycle/session";
import type { StateDocument } from "../../../simulator/src";
import { checkIn, during, environment, up, type Saved, type World } from "../../support/world";

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
  /** A run of several resources in one process: their checks, and what becomes of each. */
  open(): RunOf<State>;
  /** @throws Error where the run fails */
  succeeded(program: Record<string, unknown>, saved?: Saved<State>, timeout?: number): Promise<Saved<State>>;
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

/** One run, in one plugin process. */
export interface RunOf<State> {
  readonly session: RunningSession;
  /** The check of a resource, whose claims the run knows from then on. @throws Error with its failures */
  declare(name: string, program: Record<string, unknown>): void;
  up(
    name: string,
    program: Record<string, unknown>,
    saved?: Saved<State>,
  ): ReturnType<typeof up<object, State & object>>;
  end(name: string, saved: Saved<State>, timeout?: number): Promise<void>;
}

export function makeStage<Inputs extends object, State extends object>(
  world: World,
  typed: Lifecycle<Inputs, State>,
  type = "ConnectedDomain",
): Stage<State> {
  const lifecycle = typed as unknown as Lifecycle<object, State>;
  const { control } = world.simulator;
  const ownerOf = (name: string): Owner => ({ type, name });
  const context = (operation?: Operation, session = world.session(), name = "bakery", timeout?: number) => {
    const ctx = world.context(session, { owner: ownerOf(name), timeout });
    return operation === undefined ? ctx : during(ctx, lifecycle, operation);
  };
  const run: Stage<State>["run"] = (program, saved, timeout) =>
    up(lifecycle, context(undefined, world.session(), "bakery", timeout), saved, program);
  const edit: Control["edit"] = (family, subject, change) => control.edit(family, subject, change);
  return {
    run,
    edit,
    open: () => {
      const session = world.session();
      return {
        session,
        declare: (name, program) => void checkIn(lifecycle, context(undefined, session, name), program),
        up: (name, program, saved) => up(lifecycle, context(undefined, session, name), saved, program),
        end: (name, saved, timeout) =>
          lifecycle.delete(context("delete", session, name, timeout), saved.id, saved.state),
      };
    },
    begin: async state => {
      await control.clearFaults();
      await control.loadState(state);
      await control.clearJournal();
      world.said.length = 0;
    },
    succeeded: async (program, saved, timeout) => {
      const outcome = await run(program, saved, timeout);
      if (outcome.error !== undefined || outcome.saved === undefined) throw outcome.error as Error;
      return outcome.saved;
    },
    refresh: async saved => {
      const found = await lifecycle.read(context("read"), saved.id, saved.state);
      if (found === NOT_FOUND) throw new Error(`${saved.id} is gone`);
      return { ...saved, state: found.state };
    },
    destroy: saved => lifecycle.delete(context("delete"), saved.id, saved.state),
    changesOf: (saved, program) =>
      lifecycle.diff(saved.state, lifecycle.check(undefined, program, environment()).inputs),
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
