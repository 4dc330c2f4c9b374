import { type IncomingHttpHeaders } from "node:http";
import { createRandom } from "../random";
import { type Answer, emptyEnvelope, html, json } from "./answer";
import { acceptsJson, headerBreaches, identifyCaller } from "./caller";
import { type Family } from "./family";
import { parseJson } from "./input";
import { applicationError, type Breach, Refusal } from "./refusal";
import { type Route } from "./route";
import { settleDue, type Simulation } from "./simulation";

export interface Target {
  readonly family: Family;
  readonly route: Route;
}

export interface ApiRequest {
  readonly sequence: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string | undefined;
  readonly parameters: unknown;
  readonly query: unknown;
}

/** Does the work of a request, all of it or none; never throws. */
export function perform(simulation: Simulation, target: Target | undefined, request: ApiRequest): Answer {
  const note = (breaches: readonly Breach[]) =>
    simulation.violations.push(...breaches.map(breach => ({ ...breach, sequence: request.sequence })));
  note(headerBreaches(request.headers, request.text !== undefined));
  try {
    return work(simulation, target, request);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      note([{ kind: "simulator-failure", detail }]);
      return json(500, emptyEnvelope());
    }
    note(error.breaches);
    // Seen at Wix: a 403 comes as a page when JSON was not asked for.
    if (error.status === 403 && !acceptsJson(request.headers)) return html(403);
    return json(error.status, error.envelope);
  }
}

function work(simulation: Simulation, target: Target | undefined, request: ApiRequest): Answer {
  const { world } = simulation;
  settleDue(simulation);
  if (target === undefined) throw unknownRoute(request);
  admit(simulation, request.headers.authorization ?? "");
  const { route, family } = target;
  return route.handle({
    world,
    caller: identifyCaller(world.state, request.headers, route, family.callerRefusals),
    random: createRandom(world.seed + request.sequence),
    parameters: request.parameters,
    query: request.query,
    body: request.text === undefined ? undefined : parseJson(request.text),
  });
}

function admit({ world, rateLimit }: Simulation, client: string): void {
  const { requestsPerMinute } = world.state.settings;
  if (requestsPerMinute === null || rateLimit.admits(client, world.clock.now(), requestsPerMinute)) return;
  throw applicationError(429, "RESOURCE_EXHAUSTED", "too many requests");
}

function unknownRoute({ method, path }: ApiRequest): Refusal {
  const envelope = { message: `Controller mapped to ${method} ${path} was not found`, details: {} };
  return new Refusal(404, envelope, [{ kind: "unknown-route", detail: `${method} ${path}` }]);
}
