import { z } from "zod";
import { outcomeOf, type State as DomainsState } from "../domains/state";
import { after, dates } from "../kernel/clock";
import { setTimer, type Task } from "../kernel/schedule";
import type { Kept, SetBy, World as WorldOf } from "../kernel/world";

const propagationSchema = z.strictObject({
  /** UNKNOWN_STATUS, IN_PROGRESS, SUCCEEDED, FAILED, or any other text. */
  status: z.string(),
  /** Whether the world was told to ask Wix: before, nothing moves. */
  registrarChanged: z.boolean().default(false),
  /** Statuses still to come, one each `propagationMs`. */
  upcoming: z.array(z.string()).default([]),
  revision: z.int().positive().default(1),
  ...dates,
});

/** What the world sees of a domain's records, as last looked at; its key in the state is the domain. */
export type Propagation = z.output<typeof propagationSchema>;

export const propagationFields = {
  dnsPropagations: z.record(z.string(), propagationSchema).default({}),
};

export const propagationSettings = {
  /** When somebody changes the registrar of a connected domain; `null` is only when the control API says so. */
  registrarChangeMs: z.int().nonnegative().nullable().default(null),
  /** How long each step of a propagation takes. Wix: up to 3 days. */
  propagationMs: z.int().nonnegative().default(2000),
  /** What is answered of a name that no account holds: both were seen. */
  unregisteredPropagation: z.enum(["not-found", "in-progress"]).default("not-found"),
};

export type State = DomainsState & Kept<typeof propagationFields> & SetBy<typeof propagationSettings>;
export type World = WorldOf<State>;

/** Begins to look at a domain of which the world asks Wix from the first instant, since Wix is its registrar. */
export const watchRegistered = (world: World, name: string, at: Date): void => {
  open(world, name, "IN_PROGRESS", at);
  setRegistrarChanged(world, name, at);
};

/**
 * Begins to look at a domain whose registrar somebody else has to change. Only name servers were seen in progress
 * at once; other connections stay unknown until then.
 */
export const watchConnected = (world: World, name: string, isNameServers: boolean, at: Date): void => {
  const { registrarChangeMs } = world.state.settings;
  open(world, name, isNameServers ? "IN_PROGRESS" : "UNKNOWN_STATUS", at);
  if (registrarChangeMs !== null)
    setTimer(world, "dns-propagation.registrar-changed", name, after(at, registrarChangeMs));
};

export const setRegistrarChanged: Task<State> = (world, name, at) => {
  if (world.state.dnsPropagations[name]?.registrarChanged) return;
  change(world, name, { registrarChanged: true }, at);
  restartPropagation(world, name, at);
};

/** The world has to learn new records; of a domain that does not ask Wix nothing moves. */
export const restartPropagation = (world: World, name: string, at = world.clock.now()): void => {
  if (!world.state.dnsPropagations[name]?.registrarChanged) return;
  const upcoming = outcomeOf(world.state, name).propagation;
  change(world, name, { status: "IN_PROGRESS", upcoming }, at);
  awaitStep(world, name, at);
};

/** As the world sees it from now on, whatever was still to come. */
export const setStatus = (world: World, name: string, status: string): void => {
  change(world, name, { status, upcoming: [] }, world.clock.now());
};

export const takeStep: Task<State> = (world, name, at) => {
  const [status, ...upcoming] = world.state.dnsPropagations[name]?.upcoming ?? [];
  if (status === undefined) return;
  change(world, name, { status, upcoming }, at);
  awaitStep(world, name, at);
};

const awaitStep = (world: World, name: string, at: Date): void => {
  const { dnsPropagations, settings } = world.state;
  if (dnsPropagations[name]?.upcoming.length === 0) return;
  setTimer(world, "dns-propagation.step", name, after(at, settings.propagationMs));
};

const open = ({ state }: World, name: string, status: string, at: Date): void => {
  const now = at.toISOString();
  const fresh = { status, registrarChanged: false, upcoming: [], revision: 1 };
  state.dnsPropagations[name] = { ...fresh, createdDate: now, updatedDate: now };
};

const change = ({ state }: World, name: string, changes: Partial<Propagation>, at: Date): void => {
  const propagation = state.dnsPropagations[name];
  if (propagation === undefined) throw new Error(`no propagation of ${name}`);
  const revision = propagation.revision + 1;
  state.dnsPropagations[name] = { ...propagation, ...changes, revision, updatedDate: at.toISOString() };
};
