import type { IncomingHttpHeaders } from "node:http";
import { parseJson } from "../kernel/input";
import { createRandom } from "../kernel/random";
import {
  type Answer,
  applicationError,
  type Breach,
  emptyEnvelope,
  html,
  json,
  Refusal,
} from "../kernel/refusal";
import type { Warn } from "../kernel/warning";
import { acceptsJson, headerBreaches, identifyCaller } from "./caller";
import type { Found } from "./router";
import { settleDue, type Simulation } from "./simulation";

export interface ApiRequest {
  readonly sequence: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as sent; `undefined` where there is none. */
  readonly text: string | undefined;
  /** `undefined` where no route fits. */
  readonly found: Found | undefined;
}

/** Does the work of a request, all of it or none; never throws. */
export const perform = (simulation: Simulation, request: ApiRequest, warn: Warn): Answer => {
  const note = (breaches: readonly Breach[]) =>
    simulation.violations.push(...breaches.map(breach => ({ ...breach, sequence: request.sequence })));
  note(headerBreaches(request.headers, request.text !== undefined));
  warnOfForm(request, warn);
  try {
    return work(simulation, request, warn);
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
};

/** What a URL holds: visible ASCII. */
const NOT_OF_URLS = /[^\x21-\x7e]/;

const warnOfForm = ({ headers, path, found }: ApiRequest, warn: Warn): void => {
  if (!acceptsJson(headers)) warn("missing-accept", "accept: application/json");
  if (found?.isOpen || NOT_OF_URLS.test(path)) warn("unencoded-path", path);
};

const work = (simulation: Simulation, request: ApiRequest, warn: Warn): Answer => {
  const { world } = simulation;
  settleDue(simulation);
  if (request.found === undefined) throw unknownRoute(request);
  const { target, parameters, query } = request.found;
  admit(simulation, request.headers.authorization ?? "");
  const { route, family } = target;
  return route.handle({
    world,
    caller: identifyCaller(world.state, request.headers, route, family.callerRefusals),
    random: createRandom(world.seed + request.sequence),
    warn,
    parameters,
    query,
    body: request.text === undefined ? undefined : parseJson(request.text),
  });
};

const admit = ({ world, rateLimit }: Simulation, client: string): void => {
  const { requestsPerMinute } = world.state.settings;
  if (requestsPerMinute === null || rateLimit.admits(client, world.clock.now(), requestsPerMinute)) return;
  throw applicationError(429, "RESOURCE_EXHAUSTED", "too many requests");
};

const unknownRoute = ({ method, path }: ApiRequest): Refusal => {
  const envelope = { message: `Controller mapped to ${method} ${path} was not found`, details: {} };
  return new Refusal(404, envelope, [{ kind: "unknown-route", detail: `${method} ${path}` }]);
};
