import type { Reply } from "../../provider/src/wix/transport";
import type { StateDocument } from "../../simulator/src";
import { loadState, parseState } from "../../simulator/src/account/world";
import type { State } from "../../simulator/src/account/state";
import { createClock } from "../../simulator/src/clock";
import { FAMILIES } from "../../simulator/src/families";
import { createFaults } from "../../simulator/src/http/faults";
import { perform, type Target } from "../../simulator/src/http/perform";
import { createRateLimit } from "../../simulator/src/http/rate-limit";
import { applyEdit, settleDue, type Simulation } from "../../simulator/src/http/simulation";

/** A simulated account in this process, without sockets. */
export interface Account {
  /** As it stands, not to be changed. */
  state(): Readonly<State>;
  /** Does the work of a request and answers as Wix does. */
  answer(request: AccountRequest): Reply & { kind: "reply" };
  /** What a second writer changes, past all rules of the API. */
  edit(family: string, subject: string, change: unknown): void;
  advance(ms: number): void;
  /** What no correct client sends. */
  violations(): readonly string[];
}

export interface AccountRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface CompiledRoute {
  readonly target: Target;
  readonly pattern: RegExp;
}

/** Fixed paths before those with a parameter in the same place, as a router chooses. */
const ROUTES: readonly CompiledRoute[] = FAMILIES.flatMap(family =>
  family.routes.map(route => ({
    target: { family, route },
    pattern: new RegExp(`^${route.template.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  })),
).toSorted((a, b) => a.target.route.template.split("{").length - b.target.route.template.split("{").length);

const queryOf = (parameters: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map(key => {
      const values = parameters.getAll(key);
      return [key, values.length === 1 ? values[0]! : values];
    }),
  );

/** @param seed of ids and of the order of answers */
export const openAccount = (seed: number, document: StateDocument): Account => {
  const simulation: Simulation = {
    world: { seed, clock: createClock("frozen"), state: parseState(document) },
    families: FAMILIES,
    faults: createFaults(),
    rateLimit: createRateLimit(),
    requests: [],
    edits: [],
    violations: [],
    sequence: 0,
  };
  loadState(simulation.world, document);

  return {
    state: () => {
      settleDue(simulation);
      return simulation.world.state;
    },
    answer: ({ method, url, headers, body }) => {
      const { pathname, search, searchParams } = new URL(url);
      const route = ROUTES.find(one => one.target.route.method === method && one.pattern.test(pathname));
      const parameters = Object.entries(route?.pattern.exec(pathname)?.groups ?? {});
      simulation.sequence += 1;
      const { sequence } = simulation;
      const answer = perform(simulation, route?.target, {
        sequence,
        method,
        path: pathname + search,
        headers,
        text: body,
        parameters: Object.fromEntries(parameters.map(([key, text]) => [key, decodeURIComponent(text)])),
        query: queryOf(searchParams),
      });
      return {
        kind: "reply",
        status: answer.status,
        headers: { ...answer.headers, "x-wix-request-id": `simulated-${seed}-${sequence}` },
        body: answer.body,
      };
    },
    edit: (family, subject, change) => applyEdit(simulation, { family, subject, change }),
    advance: ms => simulation.world.clock.advance(ms),
    violations: () => simulation.violations.map(({ kind, detail }) => `${kind}: ${detail}`),
  };
};
