import { setTimeout as pause } from "node:timers/promises";
import { type FastifyReply } from "fastify";
import { type Answer, emptyEnvelope, html, json } from "./answer";
import { headerValue } from "./caller";
import { type FaultAction } from "./fault-rule";
import { type DueFault } from "./faults";
import { type JournalRequest } from "./journal";
import { type ApiRequest, perform, type Target } from "./perform";
import { applicationError } from "./refusal";
import { applyEdit, type Simulation } from "./simulation";

/** Takes one request from the journal's first line to the last byte of its answer. */
export async function exchange(
  simulation: Simulation,
  target: Target | undefined,
  request: ApiRequest,
  reply: FastifyReply,
): Promise<void> {
  const due = simulation.faults.due({ ...request, route: target?.route.template ?? null });
  const entry = openEntry(simulation, target, request, due);
  simulation.requests.push(entry);
  // Of several faults that make the answer, the rule added first wins.
  const ending = due.map(({ action }) => action).find(makesAnswer);

  await disturb(simulation, due, request.sequence, "before");
  let answer: Answer | undefined;
  if (isPerformed(ending)) {
    entry.performed = true;
    answer = perform(simulation, target, request);
  }
  await disturb(simulation, due, request.sequence, "after");

  entry.answeredAt = simulation.world.clock.now().toISOString();
  entry.status = deliver(reply, entry.requestId, ending, answer);
}

function openEntry(
  { world }: Simulation,
  target: Target | undefined,
  request: ApiRequest,
  due: readonly DueFault[],
): JournalRequest {
  return {
    sequence: request.sequence,
    requestId: `simulated-${world.seed}-${request.sequence}`,
    method: request.method,
    path: request.path,
    route: target?.route.template ?? null,
    accountId: headerValue(request.headers, "wix-account-id") ?? null,
    siteId: headerValue(request.headers, "wix-site-id") ?? null,
    body: readable(request.text),
    receivedAt: world.clock.now().toISOString(),
    answeredAt: null,
    status: null,
    performed: false,
    faults: due.map(({ id }) => id),
  };
}

function readable(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

type AnswerAction = Extract<FaultAction, { kind: "status" | "throttle" | "html" | "drop" | "truncate" }>;

function makesAnswer(action: FaultAction): action is AnswerAction {
  return action.kind !== "delay" && action.kind !== "hold" && action.kind !== "edit";
}

function isPerformed(ending: AnswerAction | undefined): boolean {
  switch (ending?.kind) {
    case undefined:
    case "truncate":
      return true;
    case "status":
    case "html":
      return ending.applied;
    case "drop":
      return ending.when === "after";
    case "throttle":
      return false;
  }
}

async function disturb(
  simulation: Simulation,
  due: readonly DueFault[],
  sequence: number,
  moment: "before" | "after",
): Promise<void> {
  for (const { id, action } of due) {
    if (action.kind === "delay" && action.when === moment) await pause(action.ms);
    if (action.kind === "hold" && action.when === moment) await simulation.faults.hold(id, sequence);
    if (action.kind === "edit" && moment === "before") applyEdit(simulation, action);
  }
}

/** @returns the status that the client can have seen, `null` when it got no whole answer */
function deliver(
  reply: FastifyReply,
  requestId: string,
  ending: AnswerAction | undefined,
  performed: Answer | undefined,
): number | null {
  const answer = faultAnswer(ending) ?? performed;
  const { socket } = reply.raw;
  if (answer === undefined || ending?.kind === "drop" || socket === null || socket.destroyed) {
    reply.hijack();
    socket?.destroy();
    return null;
  }
  const headers = { ...answer.headers, "x-wix-request-id": requestId };
  if (ending?.kind === "truncate") {
    const bytes = Buffer.from(answer.body);
    reply.hijack();
    reply.raw.writeHead(answer.status, { ...headers, "content-length": bytes.length });
    reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket.destroy());
    return null;
  }
  void reply.code(answer.status).headers(headers).send(answer.body);
  return answer.status;
}

function faultAnswer(ending: AnswerAction | undefined): Answer | undefined {
  switch (ending?.kind) {
    case "status":
      return json(ending.status, statusBody(ending));
    case "throttle":
      return json(
        429,
        applicationError(429, "RESOURCE_EXHAUSTED", "too many requests").envelope,
        retryAfter(ending),
      );
    case "html":
      return html(ending.status);
    case undefined:
    case "drop":
    case "truncate":
      return undefined;
  }
}

function statusBody({ status, code, body }: Extract<AnswerAction, { kind: "status" }>): object {
  if (typeof body === "object" && body !== null) return body;
  return code === undefined ? emptyEnvelope() : applicationError(status, code, code).envelope;
}

function retryAfter({
  retryAfterSeconds,
  retryAfterDate,
}: Extract<AnswerAction, { kind: "throttle" }>): Record<string, string> {
  if (retryAfterSeconds !== undefined) return { "retry-after": String(retryAfterSeconds) };
  return retryAfterDate === undefined ? {} : { "retry-after": new Date(retryAfterDate).toUTCString() };
}
