import { type Task, type World } from "../account/world";
import { after } from "../domains/dates";
import { outcomeOf } from "../domains/outcome";
import { setTimer } from "../domains/timers";
import { type Propagation } from "./propagation";

/** Begins to look at a domain of which the world asks Wix from the first instant, since Wix is its registrar. */
export function watchRegistered(world: World, name: string, at: Date): void {
  open(world, name, "IN_PROGRESS", at);
  setRegistrarChanged(world, name, at);
}

/**
 * Begins to look at a domain whose registrar somebody else has to change. Only name servers were seen in progress
 * at once; other connections stay unknown until then.
 */
export function watchConnected(world: World, name: string, isNameServers: boolean, at: Date): void {
  const { registrarChangeMs } = world.state.settings;
  open(world, name, isNameServers ? "IN_PROGRESS" : "UNKNOWN_STATUS", at);
  if (registrarChangeMs !== null)
    setTimer(world, "dns-propagation.registrar-changed", name, after(at, registrarChangeMs));
}

export const setRegistrarChanged: Task = (world, name, at) => {
  if (world.state.dnsPropagations[name]?.registrarChanged) return;
  change(world, name, { registrarChanged: true }, at);
  restartPropagation(world, name, at);
};

/** The world has to learn new records; of a domain that does not ask Wix nothing moves. */
export function restartPropagation(world: World, name: string, at = world.clock.now()): void {
  if (!world.state.dnsPropagations[name]?.registrarChanged) return;
  const upcoming = outcomeOf(world.state, name).propagation;
  change(world, name, { status: "IN_PROGRESS", upcoming }, at);
  awaitStep(world, name, at);
}

/** As the world sees it from now on, whatever was still to come. */
export function setStatus(world: World, name: string, status: string): void {
  change(world, name, { status, upcoming: [] }, world.clock.now());
}

export const takeStep: Task = (world, name, at) => {
  const [status, ...upcoming] = world.state.dnsPropagations[name]?.upcoming ?? [];
  if (status === undefined) return;
  change(world, name, { status, upcoming }, at);
  awaitStep(world, name, at);
};

function awaitStep(world: World, name: string, at: Date): void {
  const { dnsPropagations, settings } = world.state;
  if (dnsPropagations[name]?.upcoming.length === 0) return;
  setTimer(world, "dns-propagation.step", name, after(at, settings.propagationMs));
}

function open({ state }: World, name: string, status: string, at: Date): void {
  const now = at.toISOString();
  const fresh = { status, registrarChanged: false, upcoming: [], revision: 1 };
  state.dnsPropagations[name] = { ...fresh, createdDate: now, updatedDate: now };
}

function change({ state }: World, name: string, changes: Partial<Propagation>, at: Date): void {
  const propagation = state.dnsPropagations[name];
  if (propagation === undefined) throw new Error(`no propagation of ${name}`);
  const revision = propagation.revision + 1;
  state.dnsPropagations[name] = { ...propagation, ...changes, revision, updatedDate: at.toISOString() };
}
