import { setTimeout as pause } from "node:timers/promises";
import { type Answer, emptyEnvelope, json } from "../kernel/refusal";
import { answerOf, type BadAnswer, isBadAnswer } from "./bad-answer";
import { headerValue } from "./caller";
import type { DueFault } from "./faults";
import { type ApiRequest, perform } from "./perform";
import type { Reply } from "./reply";
import { applyEdit, type JournalRequest, type Simulation } from "./simulation";

/** One request as a client sends it. */
export interface Exchange {
  /** E.g. `GET`. */
  readonly method: string;
  /** An absolute URL, whose host does not matter, or a path with its query string. */
  readonly url: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Absent: none. */
  readonly body?: string | undefined;
}

/** A request with what came of it. */
interface Served {
  readonly reply: Reply;
  readonly entry: JournalRequest;
}

/** Takes one request from the journal's first line to the last byte of its answer; never throws. */
export const serve = async (
  simulation: Simulation,
  received: Omit<ApiRequest, "sequence" | "found">,
): Promise<Served> => {
  simulation.sequence += 1;
  const found = simulation.router(received.method, received.path);
  // Nothing reads the body of a GET.
  const text = received.method === "GET" || received.text === "" ? undefined : received.text;
  const request = { ...received, text, sequence: simulation.sequence, found };
  const due = simulation.faults.due({ ...request, route: found?.target.route.template ?? null });
  const entry = openEntry(simulation, request, due);
  simulation.requests.push(entry);
  simulation.events.emit("changed");
  const reply = await replyTo(simulation, request, entry, due);
  entry.answeredAt = simulation.world.clock.now().toISOString();
  entry.status = reply.kind === "reply" ? reply.status : null;
  simulation.events.emit("answered", entry.sequence, reply);
  return { reply, entry };
};

const replyTo = async (
  simulation: Simulation,
  request: ApiRequest,
  entry: JournalRequest,
  due: readonly DueFault[],
): Promise<Reply> => {
  // Of several faults that make the answer, the rule added first wins.
  const ending = due.map(({ action }) => action).find(isBadAnswer);
  let answer: Answer | undefined;
  try {
    if (due.length > 0) await disturb(simulation, due, request.sequence, "before");
    if (ending === undefined || ending.effect === "done") {
      entry.performed = true;
      answer = perform(simulation, request, (kind, detail) => {
        entry.warnings.push({ kind, detail });
        simulation.warnings.push({ kind, sequence: entry.sequence, detail });
      });
    }
    if (due.length > 0) await disturb(simulation, due, request.sequence, "after");
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    simulation.violations.push({ kind: "simulator-failure", sequence: request.sequence, detail });
    return whole(json(500, emptyEnvelope()), { "x-wix-request-id": entry.requestId });
  }
  return deliver(entry.requestId, ending, answer);
};

const openEntry = (
  { world }: Simulation,
  { sequence, method, path, headers, text, found }: ApiRequest,
  due: readonly DueFault[],
): JournalRequest => ({
  sequence,
  requestId: `simulated-${world.seed}-${sequence}`,
  method,
  path,
  route: found?.target.route.template ?? null,
  accountId: headerValue(headers, "wix-account-id") ?? null,
  siteId: headerValue(headers, "wix-site-id") ?? null,
  body: readable(text),
  receivedAt: world.clock.now().toISOString(),
  answeredAt: null,
  status: null,
  performed: false,
  faults: due.map(({ id }) => id),
  warnings: [],
});

const readable = (text: string | undefined): unknown => {
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const disturb = async (
  simulation: Simulation,
  due: readonly DueFault[],
  sequence: number,
  moment: "before" | "after",
): Promise<void> => {
  for (const { id, action } of due) {
    if (action.kind === "delay" && action.when === moment) await pause(action.ms);
    if (action.kind === "hold" && action.when === moment) {
      simulation.events.emit("changed");
      await simulation.faults.hold(id, sequence);
    }
    if (action.kind === "edit" && moment === "before") applyEdit(simulation, action);
  }
};

const deliver = (requestId: string, ending: BadAnswer | undefined, performed: Answer | undefined): Reply => {
  const answer = (ending && answerOf(ending)) ?? performed;
  if (answer === undefined || ending?.kind === "drop")
    return { kind: "lost", sent: true, reason: "other side closed", cause: undefined };
  const id: Record<string, string> = ending?.requestId === false ? {} : { "x-wix-request-id": requestId };
  if (ending?.kind !== "truncate") return whole(answer, id);
  const bytes = Buffer.from(answer.body);
  return {
    kind: "cut-short",
    status: answer.status,
    headers: { ...answer.headers, ...id, "content-length": String(bytes.length) },
    received: bytes.subarray(0, Math.floor(bytes.length / 2)),
    reason: "terminated",
  };
};

const whole = ({ status, headers, body }: Answer, id: Record<string, string>): Reply => ({
  kind: "reply",
  status,
  headers: { ...headers, ...id },
  body,
});
